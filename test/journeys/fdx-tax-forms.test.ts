import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MOST_HANDED_IN } from '#bank'
import { openTestBank, stepsOf, type TestBank } from '../support/bank.ts'
import { type FdxApp, type FdxConnection, openFdxApp } from '../support/fdx.ts'
import { EVERYTHING, wishFor } from '../support/fdx-cases.ts'

const SEED = process.env.BANCADA_SEED ? { seed: Number(process.env.BANCADA_SEED) } : {}
const JSON_TYPE = 'application/json'
const PDF = 'application/pdf'
const DAY_MS = 86_400_000

type Entity = Record<string, unknown>

let bank: TestBank
let app: FdxApp
let other: FdxApp
let grace: FdxConnection
let year: number

beforeAll(async () => {
  bank = await openTestBank()
  bank.rooms.settings.set('fdx', { consentsPerCustomer: 1000 })
  app = await openFdxApp(bank, 'Prepare Ahead')
  other = await openFdxApp(bank, 'Loose Ledger')
  grace = await app.connect('grace', EVERYTHING)
  year = new Date(bank.rooms.world.clock.now()).getUTCFullYear() - 1
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const send = (
  method: string,
  path: string,
  body: unknown,
  { by = app, as = grace, type = JSON_TYPE }: { by?: FdxApp; as?: FdxConnection; type?: string } = {},
) =>
  by.api(`/fdx/v6${path}`, as.accessToken, {
    ...{ method, headers: { 'content-type': type } },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const read = (path: string, accept = JSON_TYPE, as = grace, by = app) =>
  by.api(`/fdx/v6${path}`, as.accessToken, { headers: { accept } })

const interest = (more: Entity = {}) => ({
  tax1099Int: { accountId: grace.accounts[0], taxYear: year, interestIncome: 12.34, ...more },
})
const idOf = (json: Entity | undefined) => String((Object.values(json ?? {})[0] as Entity | undefined)?.taxFormId)
const handedIn = async (body: Entity = interest()) => {
  const answer = await send('POST', '/tax-forms', body)
  expect(answer.status, answer.text).toBe(201)
  return idOf(answer.json)
}

describe('A tax form that an app hands in (FDX tax API, createTaxForm)', () => {
  it('is answered with 201 and its id, and seen from then on: in the list, as data and as a PDF', async () => {
    const recipientNameAddress = { name1: 'Grace Hollowbrook', city: 'Fernhollow', country: 'US' }
    const made = await send('POST', '/core/tax-forms', interest({ recipientNameAddress, taxFormId: 'my-own' }))
    expect(made).toMatchObject({ status: 201, json: { tax1099Int: { interestIncome: 12.34, recipientNameAddress } } })
    const id = idOf(made.json)
    expect(id).not.toBe('my-own')
    const self = `/fdx/v6/core/tax-forms/${id}`
    expect(made.json).toMatchObject({ tax1099Int: { links: [{ href: self }, { href: self }] } })
    expect((await app.api(self, grace.accessToken)).json).toEqual(made.json)

    const listed = (await read('/tax-forms?resultType=details&limit=100')).json?.forms as Entity[]
    const found = listed.find((form) => idOf(form) === id)
    expect(found).toMatchObject({ tax1099Int: { interestIncome: 12.34, taxYear: year, taxFormType: 'Tax1099Int' } })
    const light = (await read(`/tax-forms?accountId=${grace.accounts[0]}&limit=100`)).json?.forms as Entity[]
    expect(light.find((form) => idOf(form) === id)).toMatchObject({ tax1099Int: { taxFormId: id } })
    expect(JSON.stringify(light)).not.toContain('interestIncome')

    const printed = await read(`/tax-forms/${id}`, PDF)
    expect(printed).toMatchObject({ status: 200, headers: { 'content-type': PDF } })
    expect(printed.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await read(`/tax-forms/${id}`, PDF)).bytes.equals(printed.bytes)).toBe(true)
  })

  it('is kept without whole numbers of taxpayers and accounts, and without members that its type has not', async () => {
    const wages = {
      ...{ accountId: grace.accounts[0], taxYear: year, wages: 50_000, employeeTin: '123-45-6789', odd: true },
      employeeName: { first: 'Grace', last: 'Hollowbrook', secret: 'x' },
      stateAndLocal: [{ state: { income: 50_000, taxWithheld: 1_200.5 }, odd: [1] }],
    }
    const made = await send('POST', '/tax-forms', { forms: [{ taxW2: wages }] })
    const stateAndLocal = [{ state: { income: 50_000, taxWithheld: 1_200.5 } }]
    expect(made.json).toMatchObject({ taxW2: { employeeTin: '*****6789', stateAndLocal } })
    expect(made.text).not.toMatch(/123|odd|secret/)
    const numbered = await send('POST', '/tax-forms', interest({ accountNumber: '000123456789', recipientTin: '6789' }))
    expect(numbered.json).toMatchObject({ tax1099Int: { accountNumber: '******6789', recipientTin: '*****6789' } })
    expect(numbered.text).not.toContain('12345')
  })

  it.each<[string, () => unknown, number, string]>([
    ['of a type that the bank doesn’t know', () => ({ tax5498: { taxYear: year } }), 400, '1201'],
    ['that says no account', () => interest({ accountId: undefined }), 400, '1204'],
    ['about an account that is not shared', () => interest({ accountId: 'nobody' }), 404, '701'],
    ['of another year', () => interest({ taxYear: year - 1 }), 400, '1202'],
    ['without its amount', () => interest({ interestIncome: undefined }), 400, '401'],
    ['with an amount below zero', () => interest({ interestIncome: -1 }), 400, '401'],
    ['with a fraction of a cent', () => interest({ interestIncome: 1.005 }), 400, '401'],
    ['under a key of another type', () => interest({ taxFormType: 'TaxW2' }), 400, '401'],
    ['of two types at once', () => ({ ...interest(), taxW2: {} }), 400, '401'],
    ['in a list of none', () => ({ forms: [] }), 400, '401'],
  ])('%s is refused (FDX tax API, errors 401, 701, 1201, 1202 and 1204)', async (_why, body, status, code) => {
    expect(await send('POST', '/tax-forms', body())).toMatchObject({ status, json: { code } })
  })

  it('about an account that is closed is 409 with 705, about a locked one 403 with 706', async () => {
    const { accounts } = bank.rooms.bank
    const june = await app.connect('june', EVERYTHING)
    const [accountId] = june.accounts as [string]
    const refusal = async () => {
      const { status, json } = await send('POST', '/tax-forms', interest({ accountId }), { as: june })
      return [status, json?.code]
    }
    accounts.block(accountId, { hidden: true })
    expect(await refusal()).toEqual([403, '706'])
    accounts.unblock(accountId)
    accounts.close(accountId)
    expect(await refusal()).toEqual([409, '705'])
  })

  it(`is refused beyond ${MOST_HANDED_IN} of a year for one customer: 429 with 1207`, async () => {
    const full = await other.connect('grace', EVERYTHING)
    for (let count = 0; count < MOST_HANDED_IN; count += 1) {
      const answer = await send('POST', '/tax-forms', interest(), { by: other, as: full })
      expect(answer.status).toBe(201)
    }
    expect(await send('POST', '/tax-forms', interest(), { by: other, as: full })).toMatchObject({
      ...{ status: 429, json: { code: '1207' } },
    })
  }, 30_000)
})

describe('A correction (FDX tax API, updateTaxForm)', () => {
  const document = `%PDF-1.7\n${'scanned '.repeat(200)}`

  it('of the data takes their place, and keeps id and account', async () => {
    const id = await handedIn()
    const corrected = await send('PUT', `/tax-forms/${id}`, interest({ interestIncome: 15 }))
    expect(corrected).toMatchObject({ status: 200, json: { tax1099Int: { taxFormId: id, interestIncome: 15 } } })
    expect((await read(`/tax-forms/${id}`)).json).toEqual(corrected.json)
  })

  it('by the document itself is handed back byte by byte, until the data say otherwise; the record keeps its hash alone', async () => {
    const id = await handedIn()
    const kept = await send('PUT', `/tax-forms/${id}`, document, { type: PDF })
    expect(kept).toMatchObject({ status: 200, json: { tax1099Int: { taxFormId: id, interestIncome: 12.34 } } })
    expect((await read(`/tax-forms/${id}`, PDF)).text).toBe(document)

    const step = stepsOf(bank, grace.consentId).filter(({ operation }) => operation === 'updateTaxForm')
    const records = JSON.stringify(step.map(({ id: each }) => bank.rooms.journey.exchange(each)))
    expect(records).toContain(`${document.length} bytes of application/pdf`)
    expect(records).toContain(createHash('sha256').update(document).digest('base64url'))
    expect(records).not.toContain('scanned')

    await send('PUT', `/tax-forms/${id}`, interest({ interestIncome: 16 }))
    const printed = await read(`/tax-forms/${id}`, PDF)
    expect(printed.status).toBe(200)
    expect(printed.text).not.toContain('scanned')
  })

  it.each([
    ['image/png', '\x89PNG', 415, '1203'],
    ['text/plain', '%PDF-1.7', 415, '1203'],
    [`${PDF}; charset=latin1`, '%PDF-1.7', 415, '1203'],
    [PDF, 'no PDF at all', 400, '401'],
    [PDF, '', 400, '401'],
  ])('by a document of %s that begins with %j is refused: %i with %s', async (type, body, status, code) => {
    const id = await handedIn()
    expect(await send('PUT', `/tax-forms/${id}`, body, { type })).toMatchObject({ status, json: { code } })
  })

  it('by a document that is too large is refused: 413 with 401', async () => {
    const id = await handedIn()
    const large = await send('PUT', `/tax-forms/${id}`, `%PDF-${'x'.repeat(60_000)}`, { type: PDF })
    expect(large).toMatchObject({ status: 413, json: { code: '401' } })
  })

  it('to another form than that of the address is 400 with 401', async () => {
    const id = await handedIn()
    for (const body of [
      interest({ accountId: grace.accounts[1] }),
      interest({ taxYear: year - 1 }),
      interest({ taxFormId: 'another' }),
      { tax1099Div: { accountId: grace.accounts[0], taxYear: year, ordinaryDividends: 1 } },
    ])
      expect(await send('PUT', `/tax-forms/${id}`, body)).toMatchObject({ status: 400, json: { code: '401' } })
    expect(await send('PUT', `/tax-forms/${id}`, interest({ taxFormId: id }))).toMatchObject({ status: 200 })
  })

  it('of a form that the bank made is 403 with 403: it can be read, and is nobody’s to change', async () => {
    const forms = (await read('/tax-forms?taxForms=Tax1098')).json?.forms as Entity[]
    const refused = await send('PUT', `/tax-forms/${idOf(forms[0])}`, interest())
    expect(refused).toMatchObject({ status: 403, json: { code: '403' } })
  })
})

describe('What an app handed in is its own', () => {
  it('nobody else sees or corrects it: not another app of the same customer, not another customer of the app', async () => {
    const id = await handedIn()
    const others: [FdxApp, FdxConnection][] = [
      [other, await other.connect('grace', EVERYTHING)],
      [app, await app.connect('ruth', EVERYTHING)],
    ]
    for (const [by, as] of others) {
      expect(await read(`/tax-forms/${id}`, JSON_TYPE, as, by)).toMatchObject({ status: 404, json: { code: '1200' } })
      expect(await send('PUT', `/tax-forms/${id}`, interest(), { by, as })).toMatchObject({
        ...{ status: 404, json: { code: '1200' } },
      })
      expect((await read('/tax-forms?limit=100', JSON_TYPE, as, by)).text).not.toContain(id)
    }
  })

  it('outlives its consent: another one of the same app and customer sees it, if it shares the account', async () => {
    const first = await app.connect('grace', EVERYTHING)
    const id = await handedIn()
    bank.rooms.consents.end(first.consentId, { by: 'INDIVIDUAL', reason: 'USER_ACTION' })
    expect(await read(`/tax-forms/${id}`, JSON_TYPE, first)).toMatchObject({ status: 403, json: { code: '602' } })
    const again = await app.connect('grace', EVERYTHING)
    expect(await read(`/tax-forms/${id}`, JSON_TYPE, again)).toMatchObject({ status: 200 })
    const few = await app.connect('grace', wishFor(['TAX', 'ACCOUNT_BASIC']), {
      accounts: [grace.accounts[1] as string],
    })
    expect(await read(`/tax-forms/${id}`, JSON_TYPE, few)).toMatchObject({ status: 404, json: { code: '1200' } })
  })
})

describe('Whatever is handed in', () => {
  const anyValue = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(null, '', -0, 1e308, 1e-9, [], {}, '2026-02-30', 'x'.repeat(300)),
  )
  const NAMES = [
    ...['accountId', 'taxYear', 'interestIncome', 'recipientTin', 'payerNameAddress', 'codes', 'stateAndLocal'],
    ...['taxFormDate', 'links', 'employeeName', '__proto__', 'description', 'accountNumber'],
  ]

  it('is taken or refused as FDX says, and never fails: neither as data nor printed', async () => {
    const key = fc.constantFrom('tax1099Int', 'taxW2', 'tax1098', 'forms', '__proto__', '', 'constructor')
    const members = fc.dictionary(fc.constantFrom(...NAMES), anyValue, { maxKeys: 4 })
    await fc.assert(
      fc.asyncProperty(key, members, async (name, more) => {
        const body = name === 'tax1099Int' ? interest(more) : { [name]: { ...interest().tax1099Int, ...more } }
        const answer = await send('POST', '/tax-forms', body)
        expect(answer.status, answer.text).toBeLessThan(500)
        if (answer.status !== 201) return
        expect((await read(`/tax-forms/${idOf(answer.json)}`, PDF)).status).toBe(200)
      }),
      { numRuns: 60, ...SEED },
    )
  }, 60_000)
})

describe('Before the forms of the year come out', () => {
  it('none is taken in: 409 with 1205 (FDX tax API)', async () => {
    const january = Date.UTC(year + 2, 0, 10)
    bank.advance(january - bank.rooms.world.clock.now())
    const fresh = await app.connect('grace', EVERYTHING)
    const early = await send('POST', '/tax-forms', interest({ taxYear: year + 1 }), { as: fresh })
    expect(early).toMatchObject({ status: 409, json: { code: '1205' } })
    bank.advance(30 * DAY_MS)
    const later = await app.connect('grace', EVERYTHING)
    const taken = await send('POST', '/tax-forms', interest({ taxYear: year + 1 }), { as: later })
    expect(taken.status, taken.text).toBe(201)
  })
})
