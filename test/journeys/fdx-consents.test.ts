import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Consent } from '../../server/consent/index.ts'
import { fdx } from '../../server/markets/fdx/index.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { FDX_SCOPE, type FdxApp, openFdxApp } from '../support/fdx.ts'
import { openJar, outsideOf, pageOf } from '../support/jar.ts'
import { refusalsOf } from '../support/outsider.ts'

const JSON_BODY = { 'content-type': 'application/json' }
const REVOCATION = JSON.stringify({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' })
const DAY_MS = 86_400_000

let bank: TestBank
let app: FdxApp
let other: FdxApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  other = await openFdxApp(bank, 'Loan Finder')
  bank.rooms.settings.set('fdx', { consentsPerCustomer: 1000 })
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const consentAt = (id: string) => `/fdx/v6/consents/${id}`
const revoke = (of: FdxApp, id: string, token: string, body = REVOCATION, method = 'PUT') =>
  of.api(`${consentAt(id)}/revocation`, token, { method, headers: JSON_BODY, body })
/** The app's own token, of no customer. */
async function ownToken(): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: 'fdx:notifications:subscribe', client_id: app.clientId }
  return (await app.form('/fdx/auth/v1/token', form)).json?.access_token as string
}

// covers: fdx.5/1
describe('A grant tells (FDX consent API, ConsentGrant)', () => {
  it('everybody who takes part besides its customer: the bank and the recipient', async () => {
    const { accessToken, consentId } = await app.connect('avery')
    const { parties } = (await app.api(consentAt(consentId), accessToken)).json as { parties: object[] }
    expect(parties).toMatchObject([
      { type: 'DATA_PROVIDER', name: 'Bancada Bank', homeUri: bank.urls.public },
      { type: 'DATA_RECIPIENT', name: 'Tidy Budget', homeUri: expect.stringMatching(/^https:/) },
    ])
  })

  it('the install’s own application by its entity of this market, unless it names another; Brazil’s keeps its own', async () => {
    const OWN = { registeredEntityName: 'Bancada Workshop, Inc.', registeredEntityId: '009999016' }
    const theirs = { entityName: 'Tidy Inc', entityId: 'TI-1', registry: 'GLEIF' }
    const named = await openFdxApp(bank, 'Named', { details: theirs })
    for (const [of, entity] of [
      [app, { ...OWN, registry: 'PRIVATE' }],
      [named, { registeredEntityName: 'Tidy Inc', registeredEntityId: 'TI-1', registry: 'GLEIF' }],
    ] as const) {
      const { accessToken, consentId } = await of.connect('avery')
      const { parties } = (await of.api(consentAt(consentId), accessToken)).json as { parties: object[] }
      expect(parties[1]).toMatchObject({ type: 'DATA_RECIPIENT', ...entity })
    }
    const entered = await app.enter((await app.push()).requestUri)
    const jar = openJar(app.credentials.caPem)
    const avery = bank.rooms.bank.customers.demonstrationLogins('fdx').find(({ login }) => login === 'avery')
    const page = pageOf(await jar.logIn(String(entered.headers.location), avery as { login: string; password: string }))
    expect(page.html).toContain('<p id="recipient">Tidy Budget · Bancada Workshop, Inc.</p>')
    const brazilian = await bank.app('Contas em Dia')
    const visited = await openJar(app.credentials.caPem).logIn(
      (await brazilian.push(await brazilian.consentFor('ana'))).url,
      bank.customer('ana'),
    )
    expect(pageOf(visited).html).toContain('<p id="recipient">Contas em Dia · Oficina Bancada Ltda.</p>')
    await brazilian.close()
  })

  it('one resource for each account that its customer chose, with the clusters that were asked for it', async () => {
    const { accessToken, consentId, accounts } = await app.connect('avery')
    const grant = await app.api(consentAt(consentId), accessToken)
    const { resources } = grant.json as { resources: { resourceType: string; resourceId: string }[] }
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual([...accounts].sort())
    expect(resources).toContainEqual({
      resourceType: 'ACCOUNT',
      resourceId: accounts[0],
      dataClusters: expect.arrayContaining(['ACCOUNT_BASIC', 'CUSTOMER_CONTACT']),
    })
  })

  it('the holder’s own data under a CUSTOMER resource, where they were asked for there', async () => {
    const { accessToken, consentId, accounts } = await app.connect('avery', {
      scope: 'fdx:accountbasic:read fdx:customercontact:read',
      claims: {
        authorization_details: [
          {
            type: 'fdx_v1.0',
            consentRequest: {
              ...{ durationType: 'TIME_BOUND', durationPeriod: 30 },
              resources: [
                { resourceType: 'CUSTOMER', dataClusters: ['CUSTOMER_CONTACT'] },
                { resourceType: 'ACCOUNT', dataClusters: ['ACCOUNT_BASIC'] },
              ],
            },
          },
        ],
      },
    })
    const { resources } = (await app.api(consentAt(consentId), accessToken)).json as { resources: object[] }
    expect(resources).toHaveLength(accounts.length + 1)
    expect(resources).toContainEqual({
      resourceType: 'CUSTOMER',
      resourceId: expect.any(String),
      dataClusters: ['CUSTOMER_CONTACT'],
    })
  })

  // covers: fdx.3/1
  it('accounts of everybody whom its customer acts for: their own and those of their companies', async () => {
    const { accounts } = await app.connect('owen')
    const { bank: core } = bank.rooms
    const owners = new Set(
      core.accounts.list(accounts).flatMap((account) => ('holders' in account ? JSON.stringify(account.holders) : [])),
    )
    const person = core.customers.withLogin('fdx', 'owen')
    const own = core.accounts.ofHolder(person?.id as string).map(({ id }) => id)
    expect(accounts.some((id) => own.includes(id))).toBe(true)
    expect(
      accounts.some((id) => !own.includes(id)),
      [...owners].join(),
    ).toBe(true)
  })
})

// covers: fdx.5/2
describe('A grant is for its application alone', () => {
  it('by its customer’s token or by the application’s own (FDX consent API: client credentials)', async () => {
    const { consentId } = await app.connect('avery')
    const form = { grant_type: 'client_credentials', scope: 'fdx:notifications:subscribe', client_id: app.clientId }
    const own = (await app.form('/fdx/auth/v1/token', form)).json?.access_token as string
    expect(await app.api(consentAt(consentId), own)).toMatchObject({ status: 200, json: { id: consentId } })
    const foreign = (await other.form('/fdx/auth/v1/token', { ...form, client_id: other.clientId })).json
    const answer = await other.api(consentAt(consentId), foreign?.access_token as string)
    expect(answer).toMatchObject({ status: 404, json: { code: '404' } })
  })

  it('another grant’s token reads and ends nothing of it', async () => {
    const first = await app.connect('avery')
    const second = await app.connect('avery')
    expect(await app.api(consentAt(first.consentId), second.accessToken)).toMatchObject({ status: 404 })
    expect(await revoke(app, first.consentId, second.accessToken)).toMatchObject({ status: 404 })
    expect(await app.api(consentAt(first.consentId), first.accessToken)).toMatchObject({ json: { status: 'ACTIVE' } })
  })

  it('one that its customer has not confirmed yet is told to nobody', async () => {
    const pushed = await app.push()
    const entered = await app.enter(pushed.requestUri)
    const id = new URL(String(entered.headers.location)).searchParams.get('resourceId') as string
    const { accessToken } = await app.connect('avery')
    expect(await app.api(consentAt(id), accessToken)).toMatchObject({ status: 404 })
  })
})

describe('Revocation', () => {
  // covers: fdx.5/3
  it.each(['PUT', 'PATCH'])('by %s ends data at once and is told from then on; again it is 409', async (method) => {
    const { accessToken, consentId } = await app.connect('avery')
    expect(await app.api(`${consentAt(consentId)}/revocation`, accessToken)).toMatchObject({
      status: 200,
      json: { revocations: [] },
    })
    expect(await revoke(app, consentId, accessToken, REVOCATION, method)).toMatchObject({ status: 204, text: '' })
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 403, json: { code: '602' } })
    expect(await app.api(consentAt(consentId), accessToken)).toMatchObject({ json: { status: 'REVOKED' } })
    expect(await revoke(app, consentId, accessToken)).toMatchObject({ status: 409 })
    expect(await app.api(`${consentAt(consentId)}/revocation`, accessToken)).toMatchObject({
      json: { revocations: [{ status: 'REVOKED', initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }] },
    })
  })

  it.each<[string, unknown]>([
    ['an unknown reason', { initiator: 'INDIVIDUAL', reason: 'BOREDOM' }],
    ['an unknown initiator', { initiator: 'NOBODY', reason: 'USER_ACTION' }],
    ['no reason', { initiator: 'INDIVIDUAL' }],
    ['an array', []],
  ])('with %s is 400 with code 401', async (_what, body) => {
    const { accessToken, consentId } = await app.connect('avery')
    const answer = await revoke(app, consentId, accessToken, JSON.stringify(body))
    expect(answer).toMatchObject({ status: 400, json: { code: '401' } })
    expect(await app.api(consentAt(consentId), accessToken)).toMatchObject({ json: { status: 'ACTIVE' } })
  })
})

// covers: fdx.5/4
describe('A consent that the bank holds back', () => {
  it('is told as ACTIVE while its data are 403 with 602, and goes on when it is released', async () => {
    const { accessToken, consentId } = await app.connect('avery')
    bank.rooms.consents.hold(consentId)
    expect(await app.api(consentAt(consentId), accessToken)).toMatchObject({ status: 200, json: { status: 'ACTIVE' } })
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 403, json: { code: '602' } })
    bank.rooms.consents.release(consentId)
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 200 })
  })
})

// covers: fdx.5/1
describe('A new grant in the place of an older one', () => {
  it('ends the older one, and each names the other', async () => {
    const first = await other.connect('avery')
    const second = await other.connect('avery', {}, { replace: true })
    expect(await other.api(consentAt(first.consentId), first.accessToken)).toMatchObject({
      json: { status: 'REVOKED', links: [{ rel: 'replaced-by', href: consentAt(second.consentId) }] },
    })
    expect(await other.api(consentAt(second.consentId), second.accessToken)).toMatchObject({
      json: { status: 'ACTIVE', links: [{ rel: 'replaces', href: consentAt(first.consentId) }] },
    })
  })
})

// covers: fdx.3/5
describe('A customer’s consents with one application', () => {
  it('are no more than the bank is set to; then one of them must end first', async () => {
    const busy = await openFdxApp(bank, 'Busy Budget')
    bank.rooms.settings.set('fdx', { consentsPerCustomer: 2 })
    const first = await busy.connect('avery')
    await busy.connect('avery')
    await expect(busy.connect('avery')).rejects.toThrow('You share with this app often enough')
    const { location } = (await busy.enter((await busy.push()).requestUri)).headers
    const jar = openJar(busy.credentials.caPem)
    const [avery] = bank.rooms.bank.customers.demonstrationLogins('fdx').filter(({ login }) => login === 'avery')
    const full = pageOf(await jar.logIn(String(location), avery as NonNullable<typeof avery>))
    expect(busy.responseOf(outsideOf(await jar.submit(full, 'submit')))).toMatchObject({ error: 'access_denied' })
    const asked = new URL(String(location)).searchParams.get('resourceId') as string
    expect(refusalsOf(bank, asked)).toMatchObject([
      { operation: 'show login', status: 409, rule: 'consent-few' },
      { operation: 'return to the app', rule: 'consent-few' },
    ])
    expect(await revoke(busy, first.consentId, first.accessToken)).toMatchObject({ status: 204 })
    await busy.connect('avery')
    // Another application's are not counted with these.
    await (await openFdxApp(bank, 'Calm Budget')).connect('avery')
    bank.rooms.settings.set('fdx', { consentsPerCustomer: 1000 })
  })
})

describe('Durations (FDX consent API, durationType)', () => {
  it('TIME_BOUND ends by itself, and is told as EXPIRED', async () => {
    const { consentId } = await app.connect('avery', { durationPeriod: 5 })
    bank.advance(5 * DAY_MS + 1000)
    expect(await app.api(consentAt(consentId), await ownToken())).toMatchObject({
      json: { status: 'EXPIRED', durationPeriod: 5 },
    })
  })

  // covers: fdx.4/6
  it('ONE_TIME gives no refresh token, and is used up when its first token ends', async () => {
    const { accessToken, refreshToken, consentId } = await app.connect('avery', { durationType: 'ONE_TIME' })
    expect(refreshToken).toBeUndefined()
    expect(await app.api(consentAt(consentId), accessToken)).toMatchObject({
      json: { status: 'ACTIVE', durationType: 'ONE_TIME', durationPeriod: 1 },
    })
    bank.advance(301_000)
    expect(bank.rooms.consents.find(consentId)?.state).toBe('CONSUMED')
    // Told by none but the three words of a grant, in refusals too (ConsentGrantStatus).
    const own = await ownToken()
    expect(await app.api(consentAt(consentId), own)).toMatchObject({ json: { status: 'EXPIRED' } })
    const again = await revoke(app, consentId, own)
    expect(again).toMatchObject({ status: 409 })
    expect(again.text).toContain('EXPIRED')
    expect(again.text).not.toContain('CONSUMED')
  })

  it('PERSISTENT lasts a hundred years, and its refresh token thirty days', async () => {
    const { accessToken, consentId } = await app.connect('avery', { durationType: 'PERSISTENT', scope: FDX_SCOPE })
    expect(await app.api(consentAt(consentId), accessToken)).toMatchObject({
      json: { status: 'ACTIVE', durationType: 'PERSISTENT', durationPeriod: 36_525, lookbackPeriod: 60 },
    })
  })

  // covers: fdx.2/4
  it('PERSISTENT lasts no longer than its client registered, as page and grant say (FDX recipient registration)', async () => {
    const capped = await openFdxApp(bank, 'Thirty Days', { details: { durationDays: 30 } })
    const { accessToken, consentId } = await capped.connect('avery', { durationType: 'PERSISTENT' })
    const grant = (await capped.api(consentAt(consentId), accessToken)).json as Record<string, string>
    expect(grant).toMatchObject({ durationType: 'PERSISTENT', durationPeriod: 30 })
    const consent = bank.rooms.consents.find(consentId) as Consent
    expect(consent.expiresAt).toBeLessThanOrEqual(consent.createdAt + 30 * DAY_MS)
    const [lasts] = fdx.consent.notes(consent)
    expect(lasts?.en).toContain('for 30 days')
  })
})
