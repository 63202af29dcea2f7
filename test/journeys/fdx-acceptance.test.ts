import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { FDX_SCOPE, type FdxApp, openFdxApp } from '../support/fdx.ts'

const DAY_MS = 86_400_000
const SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

let bank: TestBank
let app: FdxApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Tidy Budget')
})
afterAll(() => bank.close())

describe('The original acceptance sequence of FDX', () => {
  it('goes from metadata to a revoked consent', async () => {
    const metadata = await app.call('/fdx/auth/v1/well-known')
    expect(metadata).toMatchObject({ status: 200, json: { issuer: `${app.baseUrl}/fdx/auth/v1` } })
    expect(metadata.text).not.toMatch(/registration_endpoint|userinfo_endpoint|introspection_endpoint/)

    const pushed = await app.push()
    expect(pushed.answer, pushed.answer.text).toMatchObject({ status: 201, json: { expires_in: 60 } })

    const entered = await app.enter(pushed.requestUri)
    expect(entered.status).toBe(302)
    expect(new URL(String(entered.headers.location)).searchParams.get('resourceType')).toBe('AIS')

    const end = await app.visit(String(entered.headers.location), 'avery')
    expect(end).toMatchObject({ kind: 'redirected' })
    const { code, iss, aud } = app.responseOf((end as { url: string }).url)
    expect({ iss, aud }).toEqual({ iss: `${app.baseUrl}/fdx/auth/v1`, aud: app.clientId })

    const tokens = await app.redeem(String(code), pushed.verifier)
    expect(tokens, tokens.text).toMatchObject({
      status: 200,
      json: { expires_in: 300, token_type: 'Bearer', refresh_expires_in: expect.any(Number) },
    })
    expect(String(tokens.json?.scope).split(' ').sort()).toEqual(FDX_SCOPE.split(' ').sort())
    const {
      access_token: token,
      refresh_token: refreshToken,
      grant_id: consentId,
    } = tokens.json as Record<string, string>

    const accounts = await app.api('/fdx/v6/core/accounts', token as string)
    expect(accounts, accounts.text).toMatchObject({ status: 200 })
    expect(accounts.json?.accounts).toHaveLength(2)

    const [{ accountId }] = (accounts.json as { accounts: [{ accountId: string }] }).accounts
    const ofAccount = `/fdx/v6/core/accounts/${accountId}`
    // Its dates lie long before the look-back: cut to it, and empty.
    const lines = await app.api(
      `${ofAccount}/transactions?startTime=2024-06-15&endTime=2024-07-26&limit=5&offset=Page1`,
      token as string,
    )
    expect(lines, lines.text).toMatchObject({ status: 200, json: { transactions: [] } })
    const within = new Date(bank.rooms.world.clock.now() - 40 * DAY_MS).toISOString().slice(0, 10)
    const recent = await app.api(`${ofAccount}/transactions?startTime=${within}&limit=5&offset=Page1`, token as string)
    expect(recent.json?.transactions, recent.text).toHaveLength(5)
    for (const [path, member, count] of [
      ['', 'accountId', undefined],
      ['/contact', 'holders', 1],
      ['/asset-transfer-networks', 'assetTransferNetworks', 3],
      ['/payment-networks', 'paymentNetworks', 10],
    ] as const) {
      const answer = await app.api(ofAccount + path, token as string)
      expect(answer, answer.text).toMatchObject({
        status: 200,
        headers: { 'content-type': expect.stringContaining('application/json') },
      })
      expect(answer.json).toHaveProperty(member)
      if (count !== undefined) expect(answer.json?.[member]).toHaveLength(count)
    }
    const second = await app.api(`${ofAccount}/payment-networks?offset=Page2`, token as string)
    expect(second.json?.paymentNetworks, second.text).toHaveLength(3)

    const grant = await app.api(`/fdx/v6/consents/${consentId}`, token as string)
    expect(grant, grant.text).toMatchObject({
      status: 200,
      json: { id: consentId, status: 'ACTIVE', durationType: 'TIME_BOUND', durationPeriod: 90, lookbackPeriod: 60 },
    })
    expect(consentId).toMatch(/^[0-9a-f]{24}$/)
    expect(grant.json?.createdTime).toMatch(SECONDS)
    expect(grant.json?.expirationTime).toMatch(SECONDS)

    const renewed = await app.refresh(refreshToken as string)
    expect(renewed, renewed.text).toMatchObject({ status: 200, json: { grant_id: consentId } })
    const { access_token: newToken, refresh_token: newRefresh } = renewed.json as Record<string, string>

    const revoked = await app.api(`/fdx/v6/consents/${consentId}/revocation`, newToken as string, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ initiator: 'INDIVIDUAL', reason: 'USER_ACTION' }),
    })
    expect(revoked, revoked.text).toMatchObject({ status: 204, text: '' })

    const history = await app.api(`/fdx/v6/consents/${consentId}/revocation`, newToken as string)
    expect(history, history.text).toMatchObject({
      status: 200,
      json: { revocations: [{ status: 'REVOKED', reason: 'USER_ACTION', initiator: 'INDIVIDUAL' }] },
    })
    expect(await app.api('/fdx/v6/core/accounts', newToken as string)).toMatchObject({
      status: 403,
      json: { code: '602' },
    })
    expect(await app.refresh(newRefresh as string)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
    expect(stepsOf(bank, consentId as string).map(({ arrow }) => arrow)).toEqual(
      expect.arrayContaining([5, 6, 7, 8, 9, 10]),
    )
  })
})
