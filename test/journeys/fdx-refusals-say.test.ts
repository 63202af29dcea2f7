import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { FDX_SCOPE, type FdxApp, type FdxConnection, openFdxApp } from '../support/fdx.ts'
import { FDX_REDIRECT, fdxRegistration, fdxSoftware } from '../support/fdx-registration.ts'

let bank: TestBank
let app: FdxApp
let brazilian: TestApp
let all: FdxConnection

const CLUSTERS = ['ACCOUNT_BASIC', 'TRANSFERS', 'TAX']
const SCOPE = 'fdx:accountbasic:read fdx:transfers:read fdx:transfers:write fdx:tax:read'

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  brazilian = await bank.app('Contas em Dia')
  all = await app.connect('avery', { clusters: CLUSTERS, scope: SCOPE })
})
afterAll(async () => {
  await brazilian.close()
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const read = (path: string, headers: Record<string, string> = {}) =>
  app.api(`/fdx/v6${path}`, all.accessToken, { headers })
const STATES = 'SCHEDULED, PROCESSING, PROCESSED, FAILED, NOFUNDS, CANCELLED'

describe('A refusal says what would be right (FDX 6.4, debugMessage)', () => {
  it.each<[string, Record<string, string>, number, string]>([
    [
      '/tax-forms?contentTypes=text/html',
      {},
      406,
      'contentTypes was "text/html"; this operation answers application/json, application/pdf.',
    ],
    ['/accounts', { accept: 'text/html' }, 406, 'Accept was "text/html"; this operation answers application/json.'],
    [
      '/accounts?resultType=all',
      {},
      400,
      'query resultType must be equal to one of the allowed values (details, lightweight)',
    ],
    [
      '/accounts',
      { 'x-fapi-auth-date': 'yesterday' },
      400,
      'header x-fapi-auth-date must be written like "Tue, 11 Sep 2012 19:43:31 GMT".',
    ],
  ])('%s %o is %i', async (path, headers, status, said) => {
    const answer = await read(path, headers)
    expect(answer.status, answer.text).toBe(status)
    expect(String(answer.json?.debugMessage)).toContain(said)
  })

  it.each(['FOO', 'CANCELLED,FOO', 'CANCELLED,'])('searchStatuses=%s: each status that there is', async (sent) => {
    const answer = await read(`/transfers?searchStatuses=${sent}`)
    expect(answer.json).toMatchObject({ code: '401' })
    const said = String(answer.json?.debugMessage)
    const [, listed = ''] =
      /^query searchStatuses must be equal to one of the allowed values \((.*)\)\.$/.exec(said) ?? []
    expect(listed.split(', ').sort()).toEqual(STATES.split(', ').sort())
  })

  it('a member that a body lacks is missing, and named once', async () => {
    const answer = await app.api(`/fdx/v6/consents/${all.consentId}/revocation`, all.accessToken, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"reason":"USER_ACTION"}' },
    })
    expect(answer).toMatchObject({ status: 400, json: { debugMessage: 'body /initiator is missing.' } })
  })

  it.each([
    ['durationType', { durationType: 'FOREVER' }, '/consentRequest/durationType', 'ONE_TIME'],
    [
      'resourceType',
      { resources: [{ resourceType: 'CAR', dataClusters: ['TAX'] }] },
      '/consentRequest/resources/0/resourceType',
      'ACCOUNT',
    ],
  ])('a pushed request with another %s is told which there are (RFC 9396 5)', async (_, request, where, value) => {
    const consentRequest = {
      ...{ durationType: 'ONE_TIME', resources: [{ resourceType: 'ACCOUNT', dataClusters: ['TAX'] }] },
      ...request,
    }
    const authorization_details = [{ type: 'fdx_v1.0', consentRequest }]
    const { answer } = await app.push({ claims: { authorization_details } })
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.json?.error_description).toMatch(new RegExp(`^${where} must be .* \\(.*${value}.*\\)$`))
  })

  it('a pushed request for a scope that there is not is told so (RFC 6749 3.3)', async () => {
    const { answer } = await app.push({ scope: `${FDX_SCOPE} fdx:foo:read fdx:tax:read` })
    expect(answer.json).toMatchObject({
      error: 'invalid_scope',
      error_description:
        'this bank has no scope fdx:foo:read; authorization_details do not ask for what fdx:tax:read opens',
    })
  })

  it('a registration with another duration_type is told which there are (RFC 7591 3.2.2)', async () => {
    const of = await fdxSoftware(bank, app.credentials.organisationId)
    const body = { client_name: 'Tidy', redirect_uris: [FDX_REDIRECT], duration_type: ['FOREVER'] }
    const answer = await fdxRegistration(bank, 'POST', '', { body, tls: of.tls })
    expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_client_metadata' } })
    expect(answer.json?.error_description).toMatch(/^duration_type\.0: .*\(.*TIME_BOUND.*\)/)
  })

  it('so it is in Brazil: what an address answers, and a pattern once', async () => {
    const { accessToken } = await brazilian.connect('ana')
    const call = (headers: Record<string, string>) =>
      brazilian.call(`${bank.urls.mutual}/open-banking/accounts/v2/accounts`, {
        headers: {
          authorization: `Bearer ${accessToken}`,
          'x-fapi-interaction-id': bank.rooms.world.ids.uuid(),
          ...headers,
        },
      })
    const other = JSON.stringify(await (await call({ accept: 'text/html' })).json())
    expect(other).toContain('Accept was \\"text/html\\"; this operation answers application/json')
    const dated = JSON.stringify(await (await call({ 'x-fapi-auth-date': 'yesterday' })).json())
    expect(dated).toContain('header x-fapi-auth-date must ')
    expect(dated.split('(Mon|').length).toBeLessThanOrEqual(2)
  })
})
