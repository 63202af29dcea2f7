import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { FDX_SCOPE, type FdxApp, openFdxApp } from '../support/fdx.ts'
import type { RawAnswer, RawCall } from '../support/raw-call.ts'

const SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
/** The collection's two interaction ids, which come again with every run. */
const FIRST_ID = '2398f777-9259-4e50-867e-27247a143b1f'
const SECOND_ID = '47fc8e84-79f0-4003-8f25-73e9be74281c'
/** What its token calls send besides: how a proxy would tell of a certificate, which here tells nothing. */
const OF_A_PROXY = { 'ssl-client-verify': 'SUCCESS', 'ssl-client-cert': '-----BEGIN%20CERTIFICATE-----%0A' }
const DAY_MS = 86_400_000

let bank: TestBank
let app: FdxApp

/** What each request of the sequence leaves for the next ones. */
let verifier: string
let requestUri: string
let loginUrl: string
let code: string
let accessToken: string
let refreshToken: string
let consentId: string
let accountId: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

function call(path: string, interactionId = FIRST_ID, more: RawCall = {}): Promise<RawAnswer> {
  return app.api(path, accessToken, { ...more, headers: { 'x-fapi-interaction-id': interactionId, ...more.headers } })
}

async function read(path: string): Promise<Record<string, unknown>> {
  const answer = await call(path)
  expect(answer, answer.text).toMatchObject({ status: 200, headers: { 'x-fapi-interaction-id': FIRST_ID } })
  expect(answer.headers['content-type']).toContain('application/json')
  return answer.json as Record<string, unknown>
}

const token = (fields: Record<string, string>) => app.form('/fdx/auth/v1/token', fields, OF_A_PROXY)
const renew = () => token({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: app.clientId })

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/**
 * The original product's collection, request by request in its own order and numbers, but for its downloads and echo
 * services: the request object is signed here, and the final address is taken apart here. Its last request comes before
 * the revocation, and again after it.
 */
// covers: fdx.5/5
describe('The acceptance sequence of FDX', () => {
  it('1: GET /fdx/auth/v1/well-known tells the metadata', async () => {
    const { status, json, text } = await app.call('/fdx/auth/v1/well-known')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      issuer: `${app.baseUrl}/fdx/auth/v1`,
      pushed_authorization_request_endpoint: expect.any(String),
    })
    expect(text).not.toMatch(/registration_endpoint|userinfo_endpoint|introspection_endpoint/)
    expect((await app.call('/fdx/auth/v1/.well-known/openid-configuration')).json).toEqual(json)
  })

  it('4: POST /fdx/auth/v1/par takes the signed request, 201 with request_uri and expires_in (RFC 9126 2.2)', async () => {
    const pushed = await app.push()
    expect(pushed.answer, pushed.answer.text).toMatchObject({ status: 201, json: { expires_in: expect.any(Number) } })
    // It is counted from when it was kept, which may be a second ago.
    expect(60 - Number(pushed.answer.json?.expires_in)).toBeLessThan(5)
    expect(pushed.requestUri).toMatch(/^urn:ietf:params:oauth:request_uri:.+/)
    ;({ verifier, requestUri } = pushed)
  })

  it('5: GET /fdx/auth/v1/authorize answers exactly 302 with a Location to open elsewhere', async () => {
    const { status, headers } = await app.enter(requestUri)
    expect(status).toBe(302)
    loginUrl = String(headers.location)
    const { searchParams } = new URL(loginUrl)
    expect(searchParams.get('resourceType')).toBe('AIS')
    expect(searchParams.get('resourceId')).toMatch(/^[0-9a-f]{24}$/)
    expect(searchParams.get('authorizationId')).toBeTruthy()
  })

  it('6: the final address carries response, a JWT of three parts with the code (JARM 2.1)', async () => {
    const end = await app.visit(loginUrl, 'avery')
    expect(end).toMatchObject({ kind: 'redirected' })
    const { url } = end as { url: string }
    expect(String(new URL(url).searchParams.get('response')).split('.')).toHaveLength(3)
    const response = app.responseOf(url)
    expect(response).toMatchObject({ iss: `${app.baseUrl}/fdx/auth/v1`, aud: app.clientId, state: expect.any(String) })
    code = String(response.code)
  })

  it('3: POST /fdx/auth/v1/token gives tokens and grant_id; ssl-client-* headers tell it nothing', async () => {
    const { status, json, text } = await token({
      ...{ grant_type: 'authorization_code', code, client_id: app.clientId },
      ...{ code_verifier: verifier, redirect_uri: app.redirectUri },
    })
    expect(status, text).toBe(200)
    expect(json).toMatchObject({
      ...{ access_token: expect.any(String), refresh_token: expect.any(String), token_type: 'Bearer' },
      ...{ expires_in: 300, refresh_expires_in: 2_592_000, grant_id: expect.stringMatching(/^[0-9a-f]{24}$/) },
    })
    expect(String(json?.scope).split(' ').sort()).toEqual(FDX_SCOPE.split(' ').sort())
    ;({
      access_token: accessToken,
      refresh_token: refreshToken,
      grant_id: consentId,
    } = json as Record<string, string> as never)
  })

  it('8: GET /fdx/v6/core/accounts lists the shared accounts', async () => {
    const { accounts } = (await read('/fdx/v6/core/accounts')) as {
      accounts: { accountId: string; accountType: string }[]
    }
    expect(accounts.map(({ accountType }) => accountType).sort()).toEqual(['CHECKING', 'SAVINGS'])
    accountId = accounts.find(({ accountType }) => accountType === 'CHECKING')?.accountId as string
  })

  it('9: GET /fdx/v6/core/accounts/{accountId} tells one of them', async () => {
    expect(await read(`/fdx/v6/core/accounts/${accountId}`)).toMatchObject({
      ...{ accountId, accountCategory: 'DEPOSIT_ACCOUNT', currentBalance: expect.any(Number) },
    })
  })

  it('10: GET …/transactions takes startTime, endTime, limit and offset=Page1, and the dates of 2024 too', async () => {
    const path = `/fdx/v6/core/accounts/${accountId}/transactions`
    expect(await read(`${path}?startTime=2024-06-15&endTime=2024-07-26&limit=5&offset=Page1`)).toMatchObject({
      transactions: expect.any(Array),
    })
    const now = bank.rooms.world.clock.now()
    const days = `startTime=${day(now - 40 * DAY_MS)}&endTime=${day(now)}`
    const first = (await read(`${path}?${days}&limit=5&offset=Page1`)) as Page
    expect(first.transactions).toHaveLength(5)
    expect(first.links.next.href).toMatch(new RegExp(`^${path}\\?`))
    const second = (await read(first.links.next.href)) as Page
    const ids = [...first.transactions, ...second.transactions].map(({ transactionId }) => transactionId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('11: GET …/contact tells holders, addresses, e-mails and telephones', async () => {
    const contact = await read(`/fdx/v6/core/accounts/${accountId}/contact`)
    for (const member of ['holders', 'emails', 'addresses', 'telephones'])
      expect((contact[member] as unknown[]).length, member).toBeGreaterThan(0)
    expect(contact.holders).toMatchObject([{ relationship: 'PRIMARY' }])
  })

  it('12: GET …/asset-transfer-networks tells three networks', async () => {
    const { assetTransferNetworks } = (await read(`/fdx/v6/core/accounts/${accountId}/asset-transfer-networks`)) as {
      assetTransferNetworks: { type: string }[]
    }
    expect(assetTransferNetworks.map(({ type }) => type).sort()).toEqual(['CA_ATON', 'US_ACATS', 'US_DTC'])
  })

  it('13: GET …/payment-networks tells thirteen, ten to a page', async () => {
    const path = `/fdx/v6/core/accounts/${accountId}/payment-networks`
    const first = (await read(path)) as Networks
    expect(first.paymentNetworks).toHaveLength(10)
    const second = (await read(first.links.next.href)) as Networks
    expect(second.paymentNetworks).toHaveLength(3)
  })

  it('14: GET /fdx/v6/consents/{consentId} tells the grant, its times in whole seconds', async () => {
    const grant = await read(`/fdx/v6/consents/${consentId}`)
    expect(grant).toMatchObject({
      ...{ id: consentId, status: 'ACTIVE', durationType: 'TIME_BOUND', durationPeriod: 90, lookbackPeriod: 60 },
      resources: expect.arrayContaining([expect.objectContaining({ resourceType: 'ACCOUNT', resourceId: accountId })]),
    })
    for (const time of ['createdTime', 'expirationTime', 'updatedTime']) expect(grant[time], time).toMatch(SECONDS)
  })

  it('17, before the revocation: the refresh token gives new tokens with the same grant_id', async () => {
    const { status, json, text } = await renew()
    expect(status, text).toBe(200)
    expect(json).toMatchObject({
      expires_in: 300,
      token_type: 'Bearer',
      scope: expect.any(String),
      grant_id: consentId,
    })
    expect(json?.refresh_token).not.toBe(refreshToken)
    ;({ access_token: accessToken, refresh_token: refreshToken } = json as Record<string, string> as never)
  })

  it('15: PUT /fdx/v6/consents/{consentId}/revocation answers 204', async () => {
    const revoked = await call(`/fdx/v6/consents/${consentId}/revocation`, SECOND_ID, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }),
    })
    expect(revoked, revoked.text).toMatchObject({
      ...{ status: 204, text: '', headers: { 'x-fapi-interaction-id': SECOND_ID } },
    })
  })

  it('16: the same token reads the record of the revocation', async () => {
    const { status, json } = await call(`/fdx/v6/consents/${consentId}/revocation`, SECOND_ID)
    expect(status).toBe(200)
    expect(json).toEqual({
      revocations: [
        {
          status: 'REVOKED',
          reason: 'USER_ACTION',
          initiator: 'INDIVIDUAL',
          updatedTime: expect.stringMatching(SECONDS),
        },
      ],
    })
  })

  it('17, after it: 400 invalid_grant; data are 403 with 602, a second revocation is 409', async () => {
    expect(await renew()).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(await call('/fdx/v6/core/accounts')).toMatchObject({ status: 403, json: { code: '602' } })
    const again = await call(`/fdx/v6/consents/${consentId}/revocation`, SECOND_ID, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }),
    })
    expect(again).toMatchObject({ status: 409, json: { code: expect.any(String), message: expect.any(String) } })
  })

  it('shows on the journey of its consent, arrow by arrow', () => {
    const arrows = new Set(stepsOf(bank, consentId).map(({ arrow }) => arrow))
    for (const arrow of [5, 6, 7, 8, 9, 10]) expect(arrows, String(arrow)).toContain(arrow)
  })
})

type Links = { links: { next: { href: string } } }
type Page = Links & { transactions: { transactionId: string }[] }
type Networks = Links & { paymentNetworks: unknown[] }
