import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MintedToken, TokenPreview } from '#identity'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'

let bank: TestBank
let app: FdxApp
let api: ReturnType<typeof consoleApi>

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
  api = consoleApi(bank)
})
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const wish = (more: Record<string, unknown> = {}) => ({
  ...{ market: 'fdx', clientId: app.clientId, customer: 'avery', permissions: ['ACCOUNT_BASIC'] },
  ...more,
})

describe('Tokens minted in a market whose consents are born of requests', () => {
  it('a minted token opens what its consent covers, and the consent is told as any other (FDX consent API)', async () => {
    const { status, body } = await api.call<{ minted: MintedToken }>('POST', '/api/tokens', wish())
    expect([status, body]).toEqual([201, expect.anything()])
    const { accessToken, refreshToken, consentId, scope } = body.minted
    expect(scope).toBe('fdx:accountbasic:read')
    expect(await app.api('/fdx/v6/accounts', accessToken)).toMatchObject({ status: 200 })
    expect(await app.api(`/fdx/v6/consents/${consentId}`, accessToken)).toMatchObject({
      status: 200,
      json: { status: 'ACTIVE', durationType: 'PERSISTENT', durationPeriod: 36_525 },
    })
    expect(await app.refresh(String(refreshToken))).toMatchObject({ status: 200, json: { grant_id: consentId } })
  })

  it('a duration in days makes the consent time bound, within the bank’s limits (FDX consent API: durationPeriod)', async () => {
    const { body } = await api.call<{ minted: MintedToken }>('POST', '/api/tokens', wish({ expires: '30' }))
    expect(await app.api(`/fdx/v6/consents/${body.minted.consentId}`, body.minted.accessToken)).toMatchObject({
      json: { durationType: 'TIME_BOUND', durationPeriod: 30 },
    })
    for (const expires of ['3', '400', 'tomorrow', '1.5']) {
      expect(await api.call('POST', '/api/tokens', wish({ expires })), expires).toMatchObject({
        status: 422,
        body: { error: { type: 'market-refuses' } },
      })
    }
  })

  it('what the application registered caps a minted consent too (FDX recipient registration)', async () => {
    const details = { durationTypes: ['TIME_BOUND'], durationDays: 20, lookbackDays: 10 }
    const capped = await openFdxApp(bank, 'Capped', { details })
    const asked = (expires?: string) => wish({ clientId: capped.clientId, ...(expires ? { expires } : {}) })
    for (const expires of [undefined, '21']) {
      expect(await api.call('POST', '/api/tokens', asked(expires)), expires).toMatchObject({
        ...{ status: 422, body: { error: { type: 'market-refuses' } } },
      })
    }
    const { body } = await api.call<{ minted: MintedToken }>('POST', '/api/tokens', asked('20'))
    const { consentId, accessToken } = body.minted
    expect(await capped.api(`/fdx/v6/consents/${consentId}`, accessToken)).toMatchObject({
      json: { durationPeriod: 20, lookbackPeriod: 10 },
    })
  })

  it('a cluster that this bank does not have is refused by its name (FDX consent API: dataClusters)', async () => {
    const { status, body } = await api.call(
      'POST',
      '/api/tokens',
      wish({ permissions: ['ACCOUNT_BASIC', 'HOROSCOPE'] }),
    )
    expect(status).toBe(422)
    expect(JSON.stringify(body)).toContain('HOROSCOPE')
  })

  it('a preview says that no id_token comes of a request without openid (OpenID Connect Core 3.1.2.1)', async () => {
    const { status, body } = await api.call<{ preview: TokenPreview }>('POST', '/api/tokens/preview', wish())
    expect(status).toBe(200)
    expect(body.preview).toMatchObject({ idToken: null, refreshToken: true, scope: { asked: 'fdx:accountbasic:read' } })
  })
})
