import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { codeOf, DAY_MS, json, MINUTE_MS, type ObbApp, type ObbBank, openObbBank } from '../support/obb.ts'
import type { WireCall } from '../support/wire.ts'

type Consent = {
  consentId: string
  status: string
  creationDateTime: string
  statusUpdateDateTime: string
  expirationDateTime?: string
  permissions: string[]
  rejection?: { rejectedBy: string; reason: { code: string } }
  journey?: { isLinked: boolean }
}

const BALANCES = ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ']

let bank: ObbBank
let app: ObbApp

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Consentida')
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const consentOf = (answered: WireCall) => json<{ data: Consent }>(answered).data
const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

const lodge = async (data: Record<string, unknown> = {}) =>
  app.api('consentsPostConsents', {
    token: await app.ownToken(),
    body: {
      data: {
        loggedUser: { document: { identification: bank.customer('enzo').document, rel: 'CPF' } },
        permissions: BALANCES,
        ...data,
      },
    },
  })

async function read(consentId: string): Promise<Consent> {
  const answered = await app.api('consentsGetConsentsConsentId', { token: await app.ownToken(), params: { consentId } })
  expect(answered.status).toBe(200)
  return consentOf(answered)
}

const remove = async (consentId: string) =>
  app.api('consentsDeleteConsentsConsentId', { token: await app.ownToken(), params: { consentId } })

const ended = (by: string, code: string) => ({
  status: 'REJECTED',
  rejection: { rejectedBy: by, reason: { code } },
})

describe('POST /consents (consents v3, 201)', () => {
  // covers: 27, 28
  test('a consent waits, with an id that can be guessed by nobody and the moment it was made', async () => {
    const { clock } = bank.rooms.world
    clock.freeze()
    onTestFinished(clock.release)
    const [one, two] = [consentOf(await lodge()), consentOf(await lodge())]
    expect(one).toEqual({
      consentId: expect.stringMatching(/^urn:[a-zA-Z0-9][a-zA-Z0-9-]{0,31}:[a-zA-Z0-9()+,\-.:=@;$_!*'%/?#]+$/),
      status: 'AWAITING_AUTHORISATION',
      creationDateTime: instant(bank.now()),
      statusUpdateDateTime: instant(bank.now()),
      permissions: BALANCES,
    })
    expect(two.consentId).not.toBe(one.consentId)
  })

  test('the CPF is not compared with the bank’s customers (consents v3, validation)', async () => {
    const stranger = { document: { identification: '98765432100', rel: 'CPF' } }
    expect((await lodge({ loggedUser: stranger })).status).toBe(201)
  })

  test('a consent that was begun in a linked journey says so when it is read', async () => {
    const linked = consentOf(await lodge({ isLinked: true }))
    expect(linked).not.toHaveProperty('journey')
    expect((await read(linked.consentId)).journey).toEqual({ isLinked: true })
    expect(await read(consentOf(await lodge()).consentId)).not.toHaveProperty('journey')
  })

  // covers: 12/26
  test('an expiry two hours ahead, and one of twelve months, are taken as they came (conformance 12.3, 26)', async () => {
    const latest = new Date(bank.now())
    latest.setUTCFullYear(latest.getUTCFullYear() + 1)
    for (const expirationDateTime of [instant(bank.now() + 120 * MINUTE_MS), instant(latest.getTime())]) {
      expect(consentOf(await lodge({ expirationDateTime })).expirationDateTime).toBe(expirationDateTime)
    }
  })

  test.each([
    ['now', () => bank.now()],
    ['yesterday', () => bank.now() - DAY_MS],
    ['more than twelve months ahead', () => bank.now() + 367 * DAY_MS],
    ['the old word for never', () => Date.parse('2300-01-01T00:00:00Z')],
  ])('an expiry %s is 422 DATA_EXPIRACAO_INVALIDA', async (_, at) => {
    const refused = await lodge({ expirationDateTime: instant(at()) })
    expect([refused.status, codeOf(refused)]).toEqual([422, 'DATA_EXPIRACAO_INVALIDA'])
  })

  // covers: 28
  test('cards are left out of what is granted; the token gets the scopes of the rest (trimming rule)', async () => {
    const asked = [...BALANCES, 'CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ', 'EXCHANGES_READ']
    const granted = [...BALANCES, 'EXCHANGES_READ']
    expect(consentOf(await lodge({ permissions: asked })).permissions).toEqual(granted)
    const scopes = 'accounts resources exchanges credit-cards-accounts customers'
    const connection = await app.connectWith('enzo', { permissions: asked }, scopes)
    expect(connection.scope.split(' ').sort()).toEqual(
      ['openid', 'accounts', 'resources', 'exchanges', `consent:${connection.consentId}`].sort(),
    )
  })
})

describe('the life of a consent, on bank time (consents v3, state machine)', () => {
  test('59 minutes without confirmation it waits, after 60 it is CONSENT_EXPIRED by the bank', async () => {
    const { consentId, creationDateTime } = consentOf(await lodge())
    bank.advance(59 * MINUTE_MS)
    expect((await read(consentId)).status).toBe('AWAITING_AUTHORISATION')
    bank.advance(5 * MINUTE_MS)
    const found = await read(consentId)
    expect(found).toMatchObject(ended('ASPSP', 'CONSENT_EXPIRED'))
    // It ended when it was due, not when somebody looked.
    expect(Date.parse(found.statusUpdateDateTime)).toBe(Date.parse(creationDateTime) + 60 * MINUTE_MS)
    expect((await remove(consentId)).status).toBe(422)
  })

  test('a consent whose date comes before its confirmation is CONSENT_EXPIRED at that date', async () => {
    const expirationDateTime = instant(bank.now() + 30 * MINUTE_MS)
    const { consentId } = consentOf(await lodge({ expirationDateTime }))
    bank.advance(31 * MINUTE_MS)
    expect(await read(consentId)).toMatchObject({
      ...ended('ASPSP', 'CONSENT_EXPIRED'),
      statusUpdateDateTime: expirationDateTime,
    })
  })

  test('a confirmed consent is AUTHORISED since its confirmation, and outlives the 60 minutes', async () => {
    const { consentId } = await app.connect('enzo')
    bank.advance(61 * MINUTE_MS)
    const found = await read(consentId)
    expect(found.status).toBe('AUTHORISED')
    expect(found).not.toHaveProperty('rejection')
    expect(Date.parse(found.statusUpdateDateTime)).toBeGreaterThanOrEqual(Date.parse(found.creationDateTime))
  })

  test('an authorised consent ends at its date: CONSENT_MAX_DATE_REACHED by the bank, and its tokens with it', async () => {
    const expiresAt = bank.now() + 7 * DAY_MS
    const { consentId, refreshToken } = await app.connect('enzo', { expirationDateTime: instant(expiresAt) })
    bank.advance(7 * DAY_MS - 5 * MINUTE_MS)
    const { access_token: token } = await app.refresh(refreshToken)
    expect((await app.api('accountsGetAccounts', { token })).status).toBe(200)
    bank.advance(6 * MINUTE_MS)
    expect((await app.api('accountsGetAccounts', { token })).status).toBe(401)
    const found = await read(consentId)
    expect(found).toMatchObject(ended('ASPSP', 'CONSENT_MAX_DATE_REACHED'))
    expect(found.statusUpdateDateTime).toBe(instant(expiresAt))
    await expect(app.refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  test('an indefinite consent has no date, and lives on for years', async () => {
    const { consentId, refreshToken } = await app.connect('enzo')
    bank.advance(3 * 365 * DAY_MS)
    const found = await read(consentId)
    expect(found.status).toBe('AUTHORISED')
    expect(found).not.toHaveProperty('expirationDateTime')
    const { access_token: token } = await app.refresh(refreshToken)
    expect((await app.api('resourcesGetResources', { token })).status).toBe(200)
  })

  test('a code that is never exchanged ends the consent: CONSENT_TECHNICAL_ISSUE by the bank', async () => {
    const consentId = await app.consentFor('enzo')
    const pending = await app.push(consentId)
    await app.visit(pending.url, 'enzo')
    expect((await read(consentId)).status).toBe('AUTHORISED')
    bank.advance(6 * MINUTE_MS)
    expect(await read(consentId)).toMatchObject(ended('ASPSP', 'CONSENT_TECHNICAL_ISSUE'))
  })

  test('a customer who cancels ends it: CUSTOMER_MANUALLY_REJECTED by the user', async () => {
    const consentId = await app.consentFor('enzo')
    const pending = await app.push(consentId)
    await app.visit(pending.url, 'enzo', { decision: 'reject' })
    expect(await read(consentId)).toMatchObject(ended('USER', 'CUSTOMER_MANUALLY_REJECTED'))
  })
})

describe('DELETE /consents/{consentId} (consents v3, 204 and 422)', () => {
  test('before confirmation: CUSTOMER_MANUALLY_REJECTED; a second time 422 and nothing changes', async () => {
    const { consentId } = consentOf(await lodge())
    const removed = await remove(consentId)
    expect([removed.status, removed.body]).toEqual([204, ''])
    const found = await read(consentId)
    expect(found).toMatchObject(ended('USER', 'CUSTOMER_MANUALLY_REJECTED'))
    bank.advance(MINUTE_MS)
    const again = await remove(consentId)
    expect([again.status, codeOf(again)]).toEqual([422, 'CONSENTIMENTO_EM_STATUS_REJEITADO'])
    expect(await read(consentId)).toEqual(found)
  })

  test('after confirmation: CUSTOMER_MANUALLY_REVOKED, and access and refresh token end at once', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('enzo')
    expect((await app.api('accountsGetAccounts', { token: accessToken })).status).toBe(200)
    expect((await remove(consentId)).status).toBe(204)
    for (const operation of ['accountsGetAccounts', 'resourcesGetResources']) {
      expect((await app.api(operation, { token: accessToken })).status).toBe(401)
    }
    await expect(app.refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await read(consentId)).toMatchObject(ended('USER', 'CUSTOMER_MANUALLY_REVOKED'))
    expect((await remove(consentId)).status).toBe(422)
  })

  test('a consent of another app stays as it is: 403', async () => {
    const other = await bank.obbApp('Curiosa')
    const { consentId } = await app.connect('enzo')
    const refused = await other.api('consentsDeleteConsentsConsentId', {
      token: await other.ownToken(),
      params: { consentId },
    })
    expect([refused.status, codeOf(refused)]).toEqual([403, 'FORBIDDEN'])
    expect((await read(consentId)).status).toBe('AUTHORISED')
  })
})
