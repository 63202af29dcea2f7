import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { type FdxApp, type FdxConnection, openFdxApp } from '../support/fdx.ts'

let bank: TestBank
let app: FdxApp
let connection: FdxConnection

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  connection = await app.connect('avery')
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const accounts = (headers: Record<string, string>) => app.api('/fdx/v6/accounts', connection.accessToken, { headers })

describe('What an app says of a call (FDX 6.4, headers)', () => {
  it.each([
    ['FDX-API-Actor-Type', 'USER'],
    ['FDX-API-Actor-Type', 'BATCH'],
    ['FDX-API-Data-Recipient-Id', 'TB-1'],
    ['FDX-API-Data-Provider-Id', 'Bancada'],
    ['FDX-FinancialId', 'Bancada'],
    ['x-fapi-auth-date', 'Tue, 11 Sep 2012 19:43:31 GMT'],
    ['x-fapi-customer-ip-address', '203.0.113.7'],
    ['x-fapi-customer-ip-address', '2001:db8::7'],
  ])('%s: %s is taken', async (name, value) => {
    expect(await accounts({ [name]: value })).toMatchObject({ status: 200 })
  })

  it.each([
    ['FDX-API-Actor-Type', 'ROBOT'],
    ['FDX-API-Data-Recipient-Id', 'x'.repeat(257)],
    ['FDX-API-Data-Provider-Id', 'x'.repeat(257)],
    ['FDX-FinancialId', 'x'.repeat(257)],
    ['x-fapi-auth-date', 'yesterday'],
    ['x-fapi-customer-ip-address', '300.1.1.1'],
  ])('%s: %s is 400 with code 401, which names the header', async (name, value) => {
    const { status, json } = await accounts({ [name]: value })
    expect(status).toBe(400)
    expect(json).toMatchObject({ code: '401', message: 'Invalid input' })
    expect(String(json?.debugMessage).toLowerCase()).toContain(name.toLowerCase())
  })

  it('who was behind a call is in its record', async () => {
    await accounts({ 'FDX-API-Actor-Type': 'USER' })
    const read = stepsOf(bank, connection.consentId).filter(({ operation }) => operation === 'searchForAccounts')
    const { id } = read.filter(({ kind }) => kind === 'http').at(-1) as { id: string }
    expect(bank.rooms.journey.exchange(id).request?.headers).toMatchObject({ 'fdx-api-actor-type': 'USER' })
  })

  it('and the log of requests is narrowed by it', async () => {
    const answered = await accounts({ 'FDX-API-Actor-Type': 'BATCH' })
    expect(answered).toMatchObject({ status: 200 })
    const log = (actor: 'user' | 'batch' | 'none') =>
      bank.rooms.journey.log({ actor, clientId: app.clientId, operations: ['searchForAccounts'], limit: 50 }).exchanges
    expect(log('batch')[0]).toMatchObject({ actor: 'batch', status: 200 })
    expect(log('user').every(({ actor, status }) => actor === 'user' && status === 200)).toBe(true)
    // What was refused for what it said said nothing that the market knows.
    expect(log('none').some(({ status }) => status === 400)).toBe(true)
  })
})
