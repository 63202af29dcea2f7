import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestBank } from '../support/bank.ts'
import { addressed, codeOf, DAY_MS, json, type ObbApp, type ObbBank, openObbBank } from '../support/obb.ts'
import { openWire, type WireCall } from '../support/wire.ts'

const BALANCES = ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ']
const FROM = { 'x-fapi-customer-ip-address': '2001:db8::7', 'x-customer-user-agent': 'Mozilla/5.0 (iPhone14,6)' }

let bank: ObbBank
let app: ObbApp

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Renovada')
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
const person = (login: string) => ({ document: { identification: bank.customer(login).document, rel: 'CPF' } })

const connectFor = (days: number) =>
  app.connect('enzo', { permissions: BALANCES, expirationDateTime: instant(bank.now() + days * DAY_MS) })

const extend = (token: string, consentId: string, data: Record<string, unknown> = {}): Promise<WireCall> =>
  app.api('consentsPostConsentsConsentIdExtends', {
    ...{ token, params: { consentId }, headers: FROM },
    body: { data: { loggedUser: person('enzo'), ...data } },
  })

const historyOf = async (consentId: string, query = {}) => {
  const token = await app.ownToken()
  const call = await app.api('consentsGetConsentsConsentIdExtensions', { token, params: { consentId }, query })
  expect(call.status).toBe(200)
  return json<{ data: Record<string, unknown>[]; links: Record<string, string>; meta: Record<string, number> }>(call)
}

// covers: 119
test('consents v3, extends: the consent and its refresh token live past the old end, to the new one', async () => {
  const { consentId, accessToken, refreshToken } = await connectFor(30)
  const end = instant(bank.now() + 60 * DAY_MS)
  const extended = await extend(accessToken, consentId, { expirationDateTime: end })
  expect(extended.status, extended.body).toBe(201)
  expect(json<{ data: object }>(extended).data).toMatchObject({
    consentId,
    status: 'AUTHORISED',
    expirationDateTime: end,
  })
  bank.advance(45 * DAY_MS)
  const { access_token } = await app.refresh(refreshToken)
  expect((await app.api('accountsGetAccounts', { token: access_token })).status).toBe(200)
  const { body } = await app.readConsent(consentId)
  expect((body as { data: object }).data).toMatchObject({ status: 'AUTHORISED', expirationDateTime: end })
  bank.advance(16 * DAY_MS)
  const { body: later } = await app.readConsent(consentId)
  expect((later as { data: object }).data).toMatchObject({
    status: 'REJECTED',
    rejection: { reason: { code: 'CONSENT_MAX_DATE_REACHED' } },
  })
})

test('consents v3, extensions: the history, newest first, in pages of at least 25, with who asked from where', async () => {
  const { consentId, accessToken } = await connectFor(10)
  expect(await historyOf(consentId)).toMatchObject({ data: [], meta: { totalRecords: 0 } })
  const ends = Array.from({ length: 26 }, (_, index) => instant(bank.now() + (11 + index) * DAY_MS))
  for (const expirationDateTime of ends) {
    expect((await extend(accessToken, consentId, { expirationDateTime })).status).toBe(201)
  }
  const first = await historyOf(consentId)
  expect(first.data).toHaveLength(25)
  expect(first.data[0]).toMatchObject({
    expirationDateTime: ends.at(-1),
    previousExpirationDateTime: ends.at(-2),
    loggedUser: person('enzo'),
    xFapiCustomerIpAddress: '2001:db8::7',
    xCustomerUserAgent: 'Mozilla/5.0 (iPhone14,6)',
  })
  expect(first.meta).toMatchObject({ totalRecords: 26, totalPages: 2 })
  expect(first.links.next).toBeDefined()
  const second = await historyOf(consentId, { page: 2 })
  expect(second.data).toMatchObject([{ expirationDateTime: ends[0] }])
})

test('consents v3, extends: to an indefinite consent, which can not be given a date again', async () => {
  const { consentId, accessToken } = await connectFor(30)
  const extended = await extend(accessToken, consentId)
  expect(extended.status).toBe(201)
  expect(json<{ data: object }>(extended).data).not.toHaveProperty('expirationDateTime')
  const shortened = await extend(accessToken, consentId, { expirationDateTime: instant(bank.now() + 90 * DAY_MS) })
  expect([shortened.status, codeOf(shortened)]).toEqual([422, 'DATA_EXPIRACAO_INVALIDA'])
  expect((await historyOf(consentId)).data[0]).not.toHaveProperty('expirationDateTime')
})

test('consents v3, extends: a token works for its own consent alone, and not once that has ended', async () => {
  const [one, other] = [await connectFor(30), await connectFor(30)]
  expect((await extend(one.accessToken, other.consentId)).status).toBe(403)
  await app.removeConsent(one.consentId)
  expect((await extend(one.accessToken, one.consentId)).status).toBe(401)
})

test('its journey shows the extension, and the event that tells of it', async () => {
  const { consentId, accessToken } = await connectFor(30)
  await extend(accessToken, consentId)
  bank.rooms.events.flush()
  const { steps } = bank.rooms.journey.find(`consent-${consentId}`)
  const operations = steps.map(({ operation }) => operation)
  expect(operations).toEqual(expect.arrayContaining(['consentsPostConsentsConsentIdExtends', 'consent.extended']))
})

// covers: 9.6/4
test('consents v3, extends, for a company: whoever acts for it may extend, nobody else, and the company can not change', async () => {
  const other = await openTestBank()
  try {
    const own = await other.app('Empresarial')
    const wire = openWire(own.credentials)
    const bruno = other.rooms.bank.customers.byDocument('obb', other.customer('bruno').document)
    const company = other.rooms.bank.customers.actsFor(bruno?.id as string).find(({ kind }) => kind === 'company')
    const { consentId, accessToken } = await own.connect('bruno', {
      companyDocument: company?.document as string,
      expirationDateTime: instant(other.rooms.world.clock.now() + 10 * DAY_MS),
    })
    const extendAs = async (login: string, named: string | undefined) => {
      const document = (identification: string, rel: string) => ({ document: { identification, rel } })
      const { status } = await wire.call(
        addressed(other.urls.mutual, 'consentsPostConsentsConsentIdExtends', {
          ...{ token: accessToken, params: { consentId }, headers: FROM },
          body: {
            data: {
              loggedUser: document(other.customer(login).document, 'CPF'),
              ...(named === undefined ? {} : { businessEntity: document(named, 'CNPJ') }),
            },
          },
        }),
      )
      return status
    }
    expect(await extendAs('ana', company?.document)).toBe(403)
    expect(await extendAs('bruno', undefined)).toBe(422)
    expect(await extendAs('bruno', '99999008000170')).toBe(422)
    expect(await extendAs('bruno', company?.document)).toBe(201)
    wire.close()
    await own.close()
  } finally {
    await other.close()
  }
})
