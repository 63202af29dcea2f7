import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Explanation, LoggedExchange, MarketRules } from '#journey'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

let bank: TestBank
let app: FdxApp
let other: FdxApp
let api: ReturnType<typeof consoleApi>

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  other = await openFdxApp(bank, 'Loan Finder')
  api = consoleApi(bank)
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

/** The newest refusal of an operation, explained. */
async function explained(operation: string): Promise<Explanation> {
  const path = `/api/requests?kind=any&limit=20&operation=${encodeURIComponent(operation)}`
  const { body: log } = await api.call<{ exchanges: LoggedExchange[] }>('GET', path)
  const refused = log.exchanges.find(({ problem }) => problem)
  const answer = await api.call<{ explanation: Explanation }>('GET', `/api/exchanges/${refused?.id}/explanation`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.explanation
}

const PUSH = 'push authorization request'

describe('A refusal of FDX is explained by the row of the rule that made it', () => {
  it.each<[string, Parameters<FdxApp['push']>[0], string]>([
    ['request-details', { durationPeriod: 1000 }, 'durationPeriod must be 5 to 365 days'],
    ['request-details', { scope: 'fdx:accountbasic:read' }, 'the scope lacks'],
    ['request-audience', { claims: { aud: ['https://example.test'] } }, 'audience'],
    ['request-pkce', { claims: { code_challenge: undefined, code_challenge_method: undefined } }, 'PKCE'],
    ['request-response', { claims: { response_mode: 'query' } }, 'response_mode'],
  ])('%s: what was wrong, its clause, and the request put right', async (rule, wish, said) => {
    expect((await app.push(wish)).answer.status).toBe(400)
    const explanation = await explained(PUSH)
    expect(explanation).toMatchObject({ rule, market: 'fdx', part: 'request' })
    expect(explanation.said).toContain(said)
    expect(explanation.clause).toMatch(/FDX|RFC|FAPI|JARM/)
    expect(explanation.fix['pt-BR']).not.toBe(explanation.fix.en)
    expect(explanation.corrected?.en).toContain('POST /fdx/auth/v1/par')
  })

  it('at the APIs: a token with another certificate, a consent that ended, an account outside it', async () => {
    const { accessToken, refreshToken, consentId } = await app.connect('avery')
    await other.api('/fdx/v6/accounts', accessToken)
    expect(await explained('searchForAccounts')).toMatchObject({ rule: 'token-bound', market: 'fdx', part: 'gateway' })
    await app.api('/fdx/v6/accounts/acc-elsewhere', accessToken)
    expect(await explained('getAccount')).toMatchObject({ rule: 'account-shared', part: 'data' })
    bank.rooms.consents.end(consentId)
    await app.api('/fdx/v6/accounts', accessToken)
    const explanation = await explained('searchForAccounts')
    expect(explanation).toMatchObject({
      rule: 'consent-active',
      said: expect.stringContaining('REVOKED (USER_ACTION, by'),
    })
    expect(await app.refresh(refreshToken)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(await explained('token refresh_token')).toMatchObject({ rule: 'consent-active', said: explanation.said })
    bank.advance(301_000)
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 401, json: { code: '603' } })
    expect(await explained('searchForAccounts')).toMatchObject({ rule: 'consent-active', fix: explanation.fix })
  })

  it('an address of another version is put right by the same path of the version served', async () => {
    expect(await app.call('/fdx/v7/accounts?limit=5')).toMatchObject({ status: 501 })
    const explanation = await explained('unknown address')
    expect(explanation).toMatchObject({ rule: 'address-version-served', market: 'fdx', part: 'gateway' })
    expect(explanation.corrected?.en).toContain('GET /fdx/v6/accounts?limit=5')
  })

  it('the table can be browsed, each market’s on its own', async () => {
    const { body } = await api.call<{ markets: MarketRules[] }>('GET', '/api/rules')
    const rules = body.markets.find(({ market }) => market === 'fdx')?.rules ?? []
    expect(rules.length).toBeGreaterThan(60)
    expect(JSON.stringify(rules)).not.toMatch(/FAPI-BR|Open Finance Brasil|consents v3/)
  })
})
