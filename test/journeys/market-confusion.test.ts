import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { type FdxGuidedApp, fdxGuidedApp } from '../support/fdx-guided.ts'
import { type GuidedApp, guidedApp } from '../support/guided.ts'
import { type ClientTls, rawCall } from '../support/raw-call.ts'

const MARKETS = ['obb', 'obb-guided', 'fdx', 'fdx-guided'] as const
type MarketId = (typeof MARKETS)[number]

/** Where each market's and lane's APIs are, what of them a customer's token reads, and at which port. */
const READS: Readonly<Record<string, { at: 'public' | 'mutual'; path: string; lane: string }>> = {
  obb: { at: 'mutual', path: '/open-banking/accounts/v2/accounts', lane: 'certified' },
  'obb-guided': { at: 'public', path: '/obb-guided/open-banking/accounts/v2/accounts', lane: 'guided' },
  'obb-open': { at: 'public', path: '/open/open-banking/accounts/v2/accounts', lane: 'open' },
  fdx: { at: 'mutual', path: '/fdx/v6/accounts', lane: 'certified' },
  'fdx-guided': { at: 'public', path: '/fdx-guided/fdx/v6/accounts', lane: 'guided' },
  'fdx-open': { at: 'public', path: '/fdx-open/fdx/v6/accounts', lane: 'open' },
}
const TOKENS: Readonly<Record<MarketId, string>> = {
  obb: '/obb/token',
  'obb-guided': '/obb-guided/token',
  fdx: '/fdx/auth/v1/token',
  'fdx-guided': '/fdx-guided/token',
}

let bank: TestBank
let brazilian: TestApp
let brazilianGuided: GuidedApp
let fdx: FdxApp
let fdxGuided: FdxGuidedApp
let ca: string

/** What each market gave: a customer's token and its refresh token, and the certificate that goes with them. */
const given = {} as Record<MarketId, { accessToken: string; refreshToken: string; clientId: string; tls?: ClientTls }>

beforeAll(async () => {
  bank = await openTestBank()
  ca = bank.rooms.directory.authority.certificatePem
  brazilian = await bank.app('Brasileira')
  brazilianGuided = await guidedApp(bank, 'Brasileira guiada')
  fdx = await openFdxApp(bank, 'American')
  fdxGuided = await fdxGuidedApp(bank, 'American, guided')
  const { transport, clientId } = brazilian.credentials
  given.obb = {
    ...(await brazilian.connect('ana')),
    ...{ clientId, tls: { key: transport.keyPem, cert: transport.chainPem } },
  }
  given['obb-guided'] = { ...(await brazilianGuided.connect('ana')), clientId: brazilianGuided.pack.clientId }
  given.fdx = { ...(await fdx.connect('avery')), clientId: fdx.clientId, tls: fdx.tls }
  given['fdx-guided'] = { ...(await fdxGuided.connect('avery')), clientId: fdxGuided.credentials.clientId }
}, 90_000)
afterAll(async () => {
  await Promise.all([brazilian, brazilianGuided, fdxGuided].map((app) => app?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const INTERACTION = { 'x-fapi-interaction-id': '2398f777-9259-4e50-867e-27247a143b1f' }

/** Every market's token at every market's and lane's door, with each certificate there is. */
const MATRIX = MARKETS.flatMap((token) =>
  Object.keys(READS).flatMap((place) =>
    (['obb', 'fdx'] as const).map((certificate) => ({ token, place, certificate })),
  ),
)

describe('two markets and their lanes, side by side', () => {
  test.each(MATRIX)('a token of $token at $place, with a certificate of $certificate', async (each) => {
    const { at, path, lane } = READS[each.place] as { at: 'public' | 'mutual'; path: string; lane: string }
    const answer = await rawCall(bank.urls[at] + path, ca, {
      headers: { authorization: `Bearer ${given[each.token].accessToken}`, ...INTERACTION },
      ...(at === 'mutual' ? { tls: given[each.certificate].tls as ClientTls } : {}),
    })
    const isHome = each.token === each.place && (at === 'public' || each.certificate === each.token)
    // Nobody was chosen for the open lanes: no token opens them either.
    expect(answer.status, answer.text).toBe(isHome ? 200 : lane === 'open' ? 403 : 401)
    expect(answer.headers['x-bancada-lane']).toBe(lane)
    if (answer.status === 401 && each.token !== each.place) expect(answer.text).toContain(homeSaid(each))
  })

  /** What sets a token apart from where it is shown: its market, else its lane of the same market. */
  function homeSaid({ token, place }: { token: MarketId; place: string }): string {
    const [of, lane = 'certified'] = token.split('-')
    if (of === place.split('-')[0]) return `The token is of the ${lane} lane `
    return `The token is of the market ${of === 'fdx' ? 'FDX' : 'Open Finance Brasil'} and opens nothing in this one`
  }

  test.each(MARKETS.flatMap((token) => MARKETS.filter((at) => at !== token).map((at) => ({ token, at }))))(
    'a refresh token of $token is worth nothing at the token endpoint of $at',
    async ({ token, at }) => {
      const { tls, clientId, refreshToken } = given[token]
      const answer = await rawCall(bank.urls.mutual + TOKENS[at], ca, {
        method: 'POST',
        ...(tls ? { tls } : {}),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: String(
          new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId }),
        ),
      })
      expect(answer).toMatchObject({ status: 401, json: { error: 'invalid_client' } })
    },
  )

  test('a book opens to its own market’s customers alone, in the login pages too', async () => {
    const wish = await fdxGuided.push({
      scope: 'fdx:accountbasic:read',
      authorizationDetails: [
        {
          type: 'fdx_v1.0',
          consentRequest: {
            ...{ durationType: 'ONE_TIME' },
            resources: [{ resourceType: 'ACCOUNT', dataClusters: ['ACCOUNT_BASIC'] }],
          },
        },
      ],
    })
    const { visitBank } = await import('../../server/cli/customer.ts')
    const ana = bank.customer('ana')
    const end = await visitBank({ url: wish.url, caPem: ca, login: 'ana', password: ana.password, decision: 'approve' })
    expect(end).toMatchObject({ kind: 'stopped' })
  })

  test('every one still opens its own', async () => {
    for (const id of MARKETS) {
      const { at, path } = READS[id] as { at: 'public' | 'mutual'; path: string }
      const { accessToken, tls } = given[id]
      const headers = { authorization: `Bearer ${accessToken}`, ...INTERACTION }
      expect((await rawCall(bank.urls[at] + path, ca, { headers, ...(tls ? { tls } : {}) })).status).toBe(200)
    }
  })
})
