import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'

let bank: TestBank
let app: TestApp
let fdxApp: FdxApp
let outsider: Outsider

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Agenda de Contas')
  fdxApp = await openFdxApp(bank, 'Tidy Budget')
  outsider = openOutsider(app)
})
afterAll(async () => {
  await app.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const NO_CODING = { 'accept-encoding': 'identity' }
const RULE = 'body-coding'

/** The newest recorded call of an operation. */
function newest(operation: string) {
  bank.rooms.journey.flush()
  const [summary] = bank.rooms.journey.log({ operations: [operation], kind: 'http', limit: 1 }).exchanges
  return bank.rooms.journey.exchange(summary?.id as string)
}

describe('A body in a content coding (RFC 9110 8.4, 15.5.16)', () => {
  const consent = JSON.stringify({ data: {} })
  it.each<[string, Buffer]>([
    ['that is so', gzipSync(consent)],
    ['that is said only', Buffer.from(consent)],
  ])('%s is 415 at the APIs of Brazil, after who calls and before what is asked', async (_what, body) => {
    const address = await app.endpoint('consents', '/consents')
    const { access_token: token } = await app.clientToken()
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip', 'x-fapi-interaction-id': randomUUID() }
    const unknown = await outsider.call(address, { method: 'POST', headers, body })
    expect(unknown.status).toBe(401)
    const answer = await outsider.call(address, {
      ...{ method: 'POST', body },
      headers: { ...headers, authorization: `Bearer ${token}` },
    })
    expect(answer, answer.text).toMatchObject({
      status: 415,
      headers: NO_CODING,
      json: { errors: [{ code: 'UNSUPPORTED_MEDIA_TYPE', detail: expect.stringContaining('"gzip"') }] },
    })
    expect(newest('consentsPostConsents').refusal).toMatchObject({ rule: RULE, facts: { coding: 'gzip' } })
  })

  it('is 415 at the APIs of FDX, and changes nothing', async () => {
    const { consentId, accessToken } = await fdxApp.connect('avery')
    const revocation = `/fdx/v6/consents/${consentId}/revocation`
    const answer = await fdxApp.api(revocation, accessToken, {
      ...{ method: 'PUT', body: JSON.stringify({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }) },
      headers: { ...JSON_TYPE, 'content-encoding': 'br' },
    })
    expect(answer, answer.text).toMatchObject({ status: 415, headers: NO_CODING, json: { code: '1203' } })
    expect(bank.rooms.consents.find(consentId)?.state).toBe('ACTIVE')
  })

  it.each<[string, () => Promise<string> | string, string, Record<string, string>]>([
    ['PAR', () => outsider.endpoints.par, 'push authorization request', FORM],
    ['token endpoint', () => outsider.endpoints.token, 'token', FORM],
    ['registration', () => outsider.endpoints.register, 'register client', JSON_TYPE],
    ['PAR of FDX', () => `${fdxApp.baseUrl}/fdx/auth/v1/par`, 'push authorization request', FORM],
    ['registration of FDX', () => `${fdxApp.baseUrl}/fdx/v6/register`, 'register recipient', JSON_TYPE],
  ])('is 415 at the %s', async (_where, address, operation, type) => {
    const answer = await outsider.call(await address(), {
      ...{ method: 'POST', headers: { ...type, 'content-encoding': 'gzip' }, body: gzipSync('{}') },
    })
    expect(answer, answer.text).toMatchObject({ status: 415, headers: NO_CODING, json: { error: 'invalid_request' } })
    expect(newest(operation)).toMatchObject({ refusal: { rule: RULE }, response: { status: 415 } })
  })

  it('is 415 at the directory', async () => {
    const answer = await outsider.call(`${bank.urls.mutual}/directory/token`, {
      ...{ method: 'POST', headers: { ...FORM, 'content-encoding': 'gzip' }, body: gzipSync('a=b') },
    })
    expect(answer, answer.text).toMatchObject({ status: 415, headers: NO_CODING, json: { error: 'invalid_request' } })
  })

  it.each(['identity', 'Identity', ''])('is none where it is "%s", or there is no body', async (coding) => {
    const own = { grant_type: 'client_credentials', scope: 'consents' }
    const token = await outsider.token(own, { headers: { 'content-encoding': coding } })
    expect(token.status, token.text).toBe(200)
    const { accessToken } = await app.connect('ana')
    expect((await outsider.accounts(accessToken, { headers: { 'content-encoding': 'gzip' } })).status).toBe(200)
  })
})
