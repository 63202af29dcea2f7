import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inspection, MintedToken, TokenPreview, TokenView } from '#identity'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type GuidedApp, guidedApp } from '../support/guided.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'

let bank: TestBank
let app: TestApp
let other: TestApp
let outsider: Outsider
let api: ReturnType<typeof consoleApi>

const PERMISSIONS = ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ']

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Agenda de Contas')
  other = await bank.app('Outra Agenda')
  outsider = openOutsider(app)
  api = consoleApi(bank)
})

afterAll(async () => {
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const wish = (more: Record<string, unknown> = {}) => ({
  market: 'obb',
  clientId: app.credentials.clientId,
  customer: 'ana',
  permissions: PERMISSIONS,
  ...more,
})

async function minted(more: Record<string, unknown> = {}): Promise<MintedToken> {
  const { status, body } = await api.call<{ minted: MintedToken }>('POST', '/api/tokens', wish(more))
  expect([status, body]).toEqual([201, expect.anything()])
  return body.minted
}

const inspected = async (token: string) =>
  (await api.call<Inspection>('POST', '/api/tokens/inspect', { token })).body as Inspection & { token: TokenView }

const eventsOf = (consentId: string) => {
  bank.rooms.events.flush()
  return bank.rooms.events.about({ consentId }, { limit: 50 }).map(({ type }) => type)
}

describe('A minted token', () => {
  it('opens data like any other, with its app’s certificate and no other (RFC 8705 3)', async () => {
    const { accessToken, accounts } = await minted()
    expect((await outsider.accounts(accessToken)).status).toBe(200)
    expect(accounts.length).toBeGreaterThan(0)
    const stolen = await outsider.accounts(accessToken, { tls: openOutsider(other).tls })
    expect(stolen.status).toBe(401)
  })

  it('stands behind a consent that the app can read, marked as minted, and tells of itself in events', async () => {
    const { consentId, token } = await minted()
    const { body } = await app.readConsent(consentId as string)
    expect(body).toMatchObject({ data: { status: 'AUTHORISED', permissions: PERMISSIONS } })
    expect(bank.rooms.consents.find(consentId as string)?.extra).toEqual({ mintedBy: 'operator' })
    expect(JSON.stringify(body)).not.toContain('mintedBy')
    expect(token).toMatchObject({ minted: true, state: 'active', kind: 'customer' })
    expect(eventsOf(consentId as string)).toEqual(
      expect.arrayContaining(['consent.lodged', 'consent.authorised', 'token.issued', 'token.minted']),
    )
  })

  it('is refreshed by its app, and dies with its consent (FAPI-BR: refresh tokens live as long as the consent)', async () => {
    const { accessToken, refreshToken, consentId } = await minted()
    const refreshed = await outsider.refresh(refreshToken as string)
    expect(refreshed.status).toBe(200)
    expect((await outsider.accounts(String(refreshed.json?.access_token))).status).toBe(200)
    await app.removeConsent(consentId as string)
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    expect((await outsider.refresh(refreshToken as string)).status).toBe(400)
  })

  it('opens what its permissions and accounts say, and ends after the profile’s 900 seconds (FAPI-BR access tokens)', async () => {
    const { accessToken, expiresIn } = await minted()
    expect(expiresIn).toBe(900)
    const limits = await outsider.call(`${await app.endpoint('accounts', '/accounts')}/x/overdraft-limits`, {
      headers: { authorization: `Bearer ${accessToken}`, 'x-fapi-interaction-id': crypto.randomUUID() },
    })
    expect(limits.status).toBe(403)
    bank.advance(901_000)
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    expect(await inspected(accessToken)).toMatchObject({ found: 'token', token: { state: 'expired' } })
  })

  it('of the app alone lodges consents and reads no data (RFC 6749 4.4)', async () => {
    const { body } = await api.call<{ minted: MintedToken }>('POST', '/api/tokens/client', {
      market: 'obb',
      clientId: app.credentials.clientId,
    })
    expect(body.minted).toMatchObject({ consentId: null, refreshToken: null, scope: 'consents' })
    expect((await outsider.accounts(body.minted.accessToken)).status).toBe(403)
  })

  it('is kept as its hash only (decision 0003)', async () => {
    const { accessToken, refreshToken } = await minted()
    const kept = await api.call('GET', `/api/tokens?client=${app.credentials.clientId}&limit=100`)
    for (const value of [accessToken, refreshToken as string]) expect(JSON.stringify(kept.body)).not.toContain(value)
  })
})

describe('What can not be minted', () => {
  it.each<[string, Record<string, unknown>, number, string]>([
    [
      'a permission without its group (consents v3)',
      { permissions: ['ACCOUNTS_READ', 'RESOURCES_READ'] },
      422,
      'market-refuses',
    ],
    ['a consent of more than twelve months (consents v3)', { expires: '2099-01-01T00:00:00Z' }, 422, 'market-refuses'],
    ['an app that is not registered', { clientId: 'somebody' }, 404, 'client-unknown'],
    ['a customer who has no login', { customer: 'nobody' }, 404, 'customer-not-found'],
    ["a company that isn't the customer's", { company: '11222333000181' }, 409, 'company-not-represented'],
    ["an account that isn't the customer's", { accounts: ['x'] }, 422, 'accounts-not-shareable'],
    ['no account where one is needed', { accounts: [] }, 422, 'accounts-none-chosen'],
    ['another market', { market: 'nowhere' }, 400, 'market-unknown'],
    ['a wish with a life of its own', { expiresIn: 86_400 }, 400, 'request-invalid'],
  ])('%s', async (_what, more, status, type) => {
    const before = bank.rooms.consents.ofClient(app.credentials.clientId, Number.MAX_SAFE_INTEGER, 500).length
    for (const path of ['/api/tokens', '/api/tokens/preview']) {
      const answer = await api.call<{ error: { type: string; detail: string } }>('POST', path, wish(more))
      expect([answer.status, answer.body.error.type]).toEqual([status, type])
      expect(answer.body.error.detail).not.toContain('undefined')
    }
    expect(bank.rooms.consents.ofClient(app.credentials.clientId, Number.MAX_SAFE_INTEGER, 500)).toHaveLength(before)
  })

  it('anything for an app whose certificate was revoked: no token may come before its certificate', async () => {
    const doomed = await bank.app('App com certificado revogado')
    const { serialNumber } = bank.rooms.directory.credentials(doomed.credentials.softwareId)?.transport ?? {}
    bank.rooms.directory.revokeCertificate(serialNumber as string, 'keyCompromise')
    const answer = await api.call<{ error: { type: string } }>(
      'POST',
      '/api/tokens',
      wish({ clientId: doomed.credentials.clientId }),
    )
    expect([answer.status, answer.body.error.type]).toEqual([409, 'client-certificate-revoked'])
    await doomed.close()
  })

  it('anything by anyone but the owner: no token of the console API, or another one', async () => {
    for (const path of ['/api/tokens', '/api/tokens/preview', '/api/tokens/inspect', '/api/tokens/client']) {
      for (const authorization of [undefined, 'Bearer x']) {
        const answer = await fetch(bank.urls.console + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
          body: JSON.stringify(wish()),
        })
        expect(answer.status).toBe(401)
      }
    }
  })
})

describe('In the guided lane', () => {
  let guided: GuidedApp
  const inLane = (more: Record<string, unknown> = {}) =>
    wish({ market: 'obb-guided', clientId: guided.pack.clientId, ...more })
  const mint = async (path: string, body: object) => {
    const answer = await api.call<{ minted: MintedToken }>('POST', path, body)
    expect([answer.status, answer.body]).toEqual([201, expect.anything()])
    return answer.body.minted
  }
  const read = async (token: string) =>
    (await guided.request('GET', `${guided.pack.apiBase}/accounts/v2/accounts`, token)).status

  beforeAll(async () => {
    guided = await guidedApp(bank, 'Guiada')
  })

  it('a minted token is bound to nothing, opens its lane, and is refreshed by its app’s secret (RFC 6750)', async () => {
    const { accessToken, refreshToken, token, accounts } = await mint('/api/tokens', inLane())
    expect(token).toMatchObject({ market: 'obb-guided', thumbprint: null, minted: true, state: 'active' })
    expect(accounts.length).toBeGreaterThan(0)
    expect(await read(accessToken)).toBe(200)
    const { refreshTokenGrant } = await import('openid-client')
    const refreshed = await refreshTokenGrant(guided.configuration, refreshToken as string)
    expect(await read(refreshed.access_token)).toBe(200)
  })

  it('the certified lane takes no token minted there, with whichever certificate, nor the other way round', async () => {
    const { accessToken } = await mint('/api/tokens', inLane())
    const alone = await mint('/api/tokens/client', { market: 'obb-guided', clientId: guided.pack.clientId })
    expect(alone).toMatchObject({ consentId: null, scope: 'consents', token: { thumbprint: null } })
    for (const token of [accessToken, alone.accessToken]) {
      expect((await outsider.accounts(token)).status).toBe(401)
      expect((await outsider.accounts(token, { tls: openOutsider(other).tls })).status).toBe(401)
    }
    expect(await read((await minted()).accessToken)).toBe(401)
  })

  it('a preview tells what its flow then gives: no pushed request, no certificate, a signed id_token', async () => {
    const { body } = await api.call<{ preview: TokenPreview }>('POST', '/api/tokens/preview', inLane())
    expect(body.preview).toMatchObject({
      ...{ thumbprint: null, lives: { requestSeconds: null, accessTokenSeconds: 900 } },
      idToken: { signed: 'PS256', encrypted: null },
    })
    const consentId = await guided.consentFor('ana', { permissions: PERMISSIONS })
    const pending = await guided.authorize(consentId)
    const end = await guided.visit(pending.url, 'ana')
    if (end.kind !== 'redirected') throw new Error(end.reason)
    const { claims, scope } = await guided.redeem(end.url, pending).then((tokens) => ({
      ...{ claims: tokens.claims() ?? {}, scope: tokens.scope },
    }))
    // Whether there is a nonce and when its customer logged in is the request's to ask.
    const asked = (name: string) => name !== 'nonce' && name !== 'auth_time'
    const told = Object.keys(body.preview.idToken?.claims ?? {}).filter(asked)
    expect(Object.keys(claims)).toEqual(expect.arrayContaining(told))
    expect(told).not.toContain('c_hash')
    expect(scope?.split(' ').length).toBe(body.preview.scope.asked.split(' ').length)
  })

  it('an app of one lane is unknown in the other, and the open lane issues nothing', async () => {
    for (const [market, clientId, type] of [
      ['obb', guided.pack.clientId, 'client-unknown'],
      ['obb-guided', app.credentials.clientId, 'client-unknown'],
      ['obb-open', guided.pack.clientId, 'market-unknown'],
    ]) {
      for (const path of ['/api/tokens', '/api/tokens/preview']) {
        const answer = await api.call<{ error: { type: string } }>('POST', path, wish({ market, clientId }))
        expect(answer.body.error.type).toBe(type)
      }
    }
  })
})

describe('A preview', () => {
  it('tells the token and consent that the flow then gives, and changes nothing', async () => {
    const before = bank.rooms.consents.ofClient(app.credentials.clientId, Number.MAX_SAFE_INTEGER, 500).length
    const { body } = await api.call<{ preview: TokenPreview }>('POST', '/api/tokens/preview', wish())
    const { preview } = body
    expect(bank.rooms.consents.ofClient(app.credentials.clientId, Number.MAX_SAFE_INTEGER, 500)).toHaveLength(before)
    expect(preview).toMatchObject({
      permissions: { granted: PERMISSIONS, leftOut: [] },
      lives: { accessTokenSeconds: 900, codeSeconds: 60, consentUntil: null },
      acr: 'urn:brasil:openbanking:loa2',
      idToken: { signed: 'PS256', encrypted: 'RSA-OAEP, A256GCM' },
      choosesAccounts: true,
    })
    const real = await app.connect('ana', { permissions: PERMISSIONS })
    const scopes = (text: string) =>
      text
        .split(' ')
        .filter((scope) => !scope.startsWith('consent:'))
        .sort()
    expect(scopes(preview.scope.asked)).toEqual(scopes(real.scope))
    expect(preview.accounts.map(({ id }) => id).sort()).toEqual([...real.accounts].sort())
    const { token } = await inspected(real.accessToken)
    expect(token.thumbprint).toBe(preview.thumbprint)
    expect(token.customerId).toBe(preview.idToken?.claims.sub)
  })

  it('leaves out what the bank does not have, as the consents API does (consents v3: orientations)', async () => {
    const asked = [...PERMISSIONS, 'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ']
    const { body } = await api.call<{ preview: TokenPreview }>(
      'POST',
      '/api/tokens/preview',
      wish({ permissions: asked }),
    )
    expect(body.preview.permissions.leftOut).toEqual(['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'])
  })

  it('says what the consent page says, in both languages', async () => {
    const { body } = await api.call<{ preview: TokenPreview }>('POST', '/api/tokens/preview', wish())
    const consentId = await app.consentFor('ana', { permissions: PERMISSIONS })
    for (const [language, locale] of [
      ['en', 'en'],
      ['pt-BR', 'pt-BR'],
    ] as const) {
      const html = await consentPage(consentId, locale)
      const { title, sections, notes, approve, cancel } = body.preview.page[language]
      const told = [title, approve, cancel, ...notes, ...sections.map(({ heading }) => heading)]
      for (const text of [...told, sections[0]?.lines[0] as string, sections.at(-1)?.lines[0] as string]) {
        expect(html).toContain(text)
      }
    }
  })

  async function consentPage(consentId: string, locale: string): Promise<string> {
    const { openJar, pageOf } = await import('../support/jar.ts')
    const pushed = await outsider.pushed(consentId, { ui_locales: locale })
    const page = pageOf(await openJar(app.credentials.caPem).logIn(pushed.url, bank.customer('ana')))
    return page.html.replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  }
})

describe('Inspecting, expiring and revoking', () => {
  it('a pasted token tells everything but its value; a JWT is read as it is, and anything else is unknown', async () => {
    const { accessToken, consentId, refreshToken } = await app.connect('ana')
    expect(await inspected(`Bearer ${accessToken}`)).toMatchObject({
      found: 'token',
      token: { consentId, state: 'active', minted: false, consentState: 'AUTHORISED' },
    })
    expect(await inspected(refreshToken)).toMatchObject({ token: { kind: 'refresh', expiresAt: null } })
    const { jwt } = await outsider.object(consentId)
    expect(await inspected(jwt)).toMatchObject({
      found: 'jwt',
      header: { alg: 'PS256' },
      claims: { nonce: expect.any(String) },
    })
    expect(await inspected('a.b.c')).toEqual({ found: 'nothing' })
    expect(await inspected('nothing')).toEqual({ found: 'nothing' })
    expect(JSON.stringify(await inspected(accessToken))).not.toContain(accessToken)
  })

  it('an expired token is refused from that moment, and the refresh token goes on', async () => {
    const { accessToken, refreshToken, consentId } = await app.connect('ana')
    expect((await outsider.accounts(accessToken)).status).toBe(200)
    const { id } = (await inspected(accessToken)).token
    const ended = await api.call<{ token: TokenView }>('POST', `/api/tokens/${id}/expire`, {})
    expect(ended.body.token.state).toBe('expired')
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    expect((await outsider.refresh(refreshToken)).status).toBe(200)
    expect(eventsOf(consentId)).toContain('token.expired')
    expect((await api.call('POST', `/api/tokens/${id}/expire`, {})).status).toBe(409)
  })

  it('an expired refresh token is invalid_grant, and its access tokens go on (RFC 6749 5.2)', async () => {
    const { accessToken, refreshToken } = await app.connect('ana')
    const { id } = (await inspected(refreshToken)).token
    await api.call('POST', `/api/tokens/${id}/expire`, {})
    expect((await outsider.refresh(refreshToken)).json?.error).toBe('invalid_grant')
    expect((await outsider.accounts(accessToken)).status).toBe(200)
  })

  it('a revoked access token is gone, alone; a revoked refresh token takes its access tokens (RFC 7009 2.1)', async () => {
    const first = await app.connect('ana')
    const { id } = (await inspected(first.accessToken)).token
    expect((await api.call('POST', `/api/tokens/${id}/revoke`, {})).body).toEqual({ revoked: 1 })
    expect((await outsider.accounts(first.accessToken)).status).toBe(401)
    const refreshed = await outsider.refresh(first.refreshToken)
    expect(refreshed.status).toBe(200)
    const refreshId = (await inspected(first.refreshToken)).token.id
    await api.call('POST', `/api/tokens/${refreshId}/revoke`, {})
    expect((await outsider.accounts(String(refreshed.json?.access_token))).status).toBe(401)
    expect((await outsider.refresh(first.refreshToken)).status).toBe(400)
    expect(eventsOf(first.consentId)).toContain('token.revoked')
    expect((await api.call('POST', `/api/tokens/${id}/revoke`, {})).status).toBe(404)
  })

  it('a revoked grant takes everything it gave, and leaves the consent as it is', async () => {
    const { accessToken, refreshToken, consentId } = await app.connect('ana')
    const { id } = (await inspected(accessToken)).token
    await api.call('POST', `/api/tokens/${id}/revoke`, { grant: true })
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    expect((await outsider.refresh(refreshToken)).status).toBe(400)
    expect(bank.rooms.consents.find(consentId)?.state).toBe('AUTHORISED')
    expect(eventsOf(consentId)).toContain('grant.revoked')
  })

  it('tokens are listed by consent, by client and by all, page by page, and without their values', async () => {
    const { consentId, accessToken } = await app.connect('ana')
    type Page = { tokens: TokenView[]; next: string | null }
    const ofConsent = await api.call<Page>('GET', `/api/tokens?consent=${encodeURIComponent(consentId)}`)
    expect(ofConsent.body.tokens.map(({ kind }) => kind).sort()).toEqual(['customer', 'refresh'])
    const seen: string[] = []
    let next: string | null = null
    do {
      const query: string = `limit=3&client=${app.credentials.clientId}${next === null ? '' : `&after=${next}`}`
      const { body }: { body: Page } = await api.call<Page>('GET', `/api/tokens?${query}`)
      seen.push(...body.tokens.map(({ id }) => id))
      next = body.next
    } while (next !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toContain((await inspected(accessToken)).token.id)
    const all = await api.call<Page>('GET', '/api/tokens?kind=refresh&market=obb')
    expect(all.body.tokens.every(({ kind }) => kind === 'refresh')).toBe(true)
  })
})
