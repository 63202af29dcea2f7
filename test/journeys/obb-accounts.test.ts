import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { MovementKind } from '#bank'
import { MOVEMENT_KINDS } from '#bank'
import type { Connection } from '../support/bank.ts'
import { codeOf, DAY_MS, HOUR_MS, json, type ObbApp, type ObbBank, openObbBank } from '../support/obb.ts'
import type { WireCall } from '../support/wire.ts'

type Data = Record<string, unknown>

/** The order of Enzo's accounts: each is for one thing. */
const ENZO = ['statement', 'overdraft', 'savings', 'prepaid', 'to-hide', 'to-block', 'to-close'] as const

/** The five operations of one account. */
const OF_ACCOUNT = [
  'accountsGetAccountsAccountId',
  'accountsGetAccountsAccountIdBalances',
  'accountsGetAccountsAccountIdOverdraftLimits',
  'accountsGetAccountsAccountIdTransactions',
  'accountsGetAccountsAccountIdTransactionsCurrent',
]

/** Movements whose id is fixed on the day itself (accounts v2, table of immutability). */
const FIXED_AT_ONCE: MovementKind[] = ['pix', 'ted', 'internal-transfer', 'fee-single', 'salary']

let bank: ObbBank
let app: ObbApp
let enzo: Connection
let token: string

beforeAll(async () => {
  bank = await openObbBank()
  app = await bank.obbApp('Contas')
  enzo = await app.connect('enzo')
  token = enzo.accessToken
})
afterAll(() => bank?.close())
afterEach(() => expect(bank.log.errors.splice(0)).toEqual([]))

const accountId = (name: (typeof ENZO)[number]) => enzo.accounts[ENZO.indexOf(name)] as string
const call = (id: string, name: (typeof ENZO)[number], query: Record<string, string> = {}) =>
  app.api(id, { token, params: { accountId: accountId(name) }, query })
const dataOf = <T = Data>(answered: WireCall) => json<{ data: T }>(answered).data
const outcome = (answered: WireCall) => [answered.status, ...(answered.status < 400 ? [] : [codeOf(answered)])]
const day = (days: number) => new Date(bank.now() + days * DAY_MS).toISOString().slice(0, 10)

/** Moves the bank's clock and gets a token for the time after. */
async function later(ms: number): Promise<void> {
  bank.advance(ms)
  token = (await app.refresh(enzo.refreshToken)).access_token
}

describe('formats (conventions 2.7)', () => {
  test('an account shows its type, branch and number; a prepaid one has no branch', async () => {
    const list = dataOf<Data[]>(await app.api('accountsGetAccounts', { token }))
    expect(list.map((account) => account.accountId)).toEqual(enzo.accounts)
    const prepaid = list[ENZO.indexOf('prepaid')] as Data
    expect(prepaid).toEqual({
      brandName: 'Banco Bancada',
      companyCnpj: expect.stringMatching(/^\d{14}$/),
      type: 'CONTA_PAGAMENTO_PRE_PAGA',
      compeCode: '999',
      number: expect.stringMatching(/^\d{8,20}$/),
      checkDigit: '1',
      accountId: accountId('prepaid'),
    })
    expect(list[0]).toMatchObject({ type: 'CONTA_DEPOSITO_A_VISTA', branchCode: '0001' })
    for (const account of list) expect(account.accountId).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$/)
  })

  test('a savings account of two holders is CONJUNTA_SIMPLES where all must agree', async () => {
    expect(dataOf(await call('accountsGetAccountsAccountId', 'savings'))).toMatchObject({
      type: 'CONTA_POUPANCA',
      subtype: 'CONJUNTA_SIMPLES',
      currency: 'BRL',
    })
  })

  test('balances are text with two decimals, negative when drawn, at a moment without fraction', async () => {
    bank.book(accountId('overdraft'), -620_05)
    const brl = (amount: string) => ({ amount, currency: 'BRL' })
    expect(dataOf(await call('accountsGetAccountsAccountIdBalances', 'overdraft'))).toEqual({
      availableAmount: brl('-620.05'),
      blockedAmount: brl('0.00'),
      automaticallyInvestedAmount: brl('0.00'),
      updateDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
    expect(dataOf(await call('accountsGetAccountsAccountIdOverdraftLimits', 'overdraft'))).toEqual({
      overdraftContractedLimit: brl('500.00'),
      overdraftUsedLimit: brl('500.00'),
      unarrangedOverdraftAmount: brl('120.05'),
    })
  })

  test('an account without an overdraft limit is 200 with an empty object, not 404 (pagination, empty results)', async () => {
    const answered = await call('accountsGetAccountsAccountIdOverdraftLimits', 'savings')
    expect(outcome(answered)).toEqual([200])
    expect(json(answered)).toMatchObject({ data: {}, meta: { totalRecords: 0, totalPages: 0 } })
  })

  test('a movement has its exact moment, an unsigned amount, and the other side as far as it is known', async () => {
    const id = bank.book(accountId('prepaid'), -1_234_56, {
      kind: 'ted',
      narrative: 'TED enviada',
      bookedAt: bank.now() - 123,
      postings: [
        {
          accountId: accountId('prepaid'),
          amountMinor: -1_234_56,
          counterparty: {
            ...{ name: 'Oficina Aurora', document: '99999016000117', kind: 'company' },
            ...{ bankCode: '990', branch: '0001', number: '12345', checkDigit: '6' },
          },
        },
        { accountId: bank.rooms.bank.ledger.houseAccount('obb', 'BRL', 'settlement'), amountMinor: 1_234_56 },
      ],
    })
    const [movement] = dataOf<Data[]>(await call('accountsGetAccountsAccountIdTransactionsCurrent', 'prepaid'))
    expect(movement).toEqual({
      transactionId: id,
      completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
      creditDebitType: 'DEBITO',
      transactionName: 'TED enviada',
      type: 'TED',
      transactionAmount: { amount: '1234.56', currency: 'BRL' },
      transactionDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      partieCnpjCpf: '99999016000117',
      partiePersonType: 'PESSOA_JURIDICA',
      partieCompeCode: '990',
      partieBranchCode: '0001',
      partieNumber: '12345',
      partieCheckDigit: '6',
    })
  })
})

describe('booking dates (accounts v2)', () => {
  const read = (id: string, query: Record<string, string>) =>
    call(`accountsGetAccountsAccountId${id}`, 'statement', query)
  const dates = (from: number, to: number) => ({ fromBookingDate: day(from), toBookingDate: day(to) })
  const datesOf = async (answered: Promise<WireCall>) =>
    dataOf<Data[]>(await answered).map((movement) => String(movement.transactionDateTime).slice(0, 10))

  beforeAll(() => {
    for (const days of [0, 1, 6, 7, 90, 364]) {
      bank.book(accountId('statement'), 10_00, { bookedAt: bank.now() - days * DAY_MS })
    }
  })

  test('no dates are today, in both operations', async () => {
    expect(await datesOf(read('Transactions', {}))).toEqual([day(0)])
    expect(await datesOf(read('TransactionsCurrent', {}))).toEqual([day(0)])
  })

  test('history reaches twelve months back, both days included', async () => {
    expect(await datesOf(read('Transactions', dates(-364, 0)))).toHaveLength(6)
    expect(await datesOf(read('Transactions', dates(-7, -6)))).toEqual([day(-6), day(-7)])
  })

  test('current reaches seven days with today (D-6), and twelve months ahead', async () => {
    expect(await datesOf(read('TransactionsCurrent', dates(-6, 0)))).toEqual([day(0), day(-1), day(-6)])
    expect(outcome(await read('TransactionsCurrent', dates(-6, 364)))).toEqual([200])
  })

  test.each<[string, string, () => Record<string, string>]>([
    ['Transactions', 'too far back', () => dates(-367, 0)],
    ['Transactions', 'too far ahead', () => dates(0, 367)],
    ['Transactions', 'from after to', () => dates(0, -1)],
    ['Transactions', 'from alone', () => ({ fromBookingDate: day(0) })],
    ['Transactions', 'to alone', () => ({ toBookingDate: day(0) })],
    ['TransactionsCurrent', 'too far back', () => dates(-7, 0)],
    ['TransactionsCurrent', 'too far ahead', () => dates(0, 367)],
    ['TransactionsCurrent', 'to alone', () => ({ toBookingDate: day(0) })],
  ])('%s is 422 for dates %s', async (id, _, query) => {
    expect(outcome(await read(id, query()))).toEqual([422, 'INVALID_BOOKING_WINDOW'])
  })

  test.each(['2026-02-30', '22/11/2026', '2026-11-22T00:00:00Z', ''])('the date %j is 400', async (date) => {
    const query = { fromBookingDate: date, toBookingDate: day(0) }
    expect(outcome(await read('Transactions', query))).toEqual([400, 'INVALID_PARAMETER'])
  })

  test('creditDebitIndicator reads one side; another value is 400', async () => {
    bank.book(accountId('statement'), -5_00)
    const debits = await read('Transactions', { ...dates(-364, 0), creditDebitIndicator: 'DEBITO' })
    expect(dataOf<Data[]>(debits).map((movement) => movement.creditDebitType)).toEqual(['DEBITO'])
    expect((await read('Transactions', { creditDebitIndicator: 'debito' })).status).toBe(400)
  })
})

test('movements whose id may change on the day are TRANSACAO_PROCESSANDO, settled the day after (immutability)', async () => {
  const kinds = new Map(
    MOVEMENT_KINDS.map((kind) => [bank.book(accountId('savings'), 1_00, { kind, narrative: kind }), kind]),
  )
  const states = async () => {
    const today = { fromBookingDate: day(-1), toBookingDate: day(0), 'page-size': '100' }
    const movements = dataOf<Data[]>(await call('accountsGetAccountsAccountIdTransactionsCurrent', 'savings', today))
    expect(movements).toHaveLength(MOVEMENT_KINDS.length)
    return movements
      .filter((movement) => movement.completedAuthorisedPaymentType === 'TRANSACAO_EFETIVADA')
      .map((movement) => kinds.get(movement.transactionId as string))
      .sort()
  }
  expect(await states()).toEqual([...FIXED_AT_ONCE].sort())
  await later(DAY_MS)
  expect(await states()).toEqual([...MOVEMENT_KINDS].sort())
})

describe('what happens to an account shows in its status (resources v3, section on statuses)', () => {
  async function seen(name: (typeof ENZO)[number]) {
    const id = accountId(name)
    const resources = dataOf<Data[]>(await app.api('resourcesGetResources', { token }))
    const list = dataOf<Data[]>(await app.api('accountsGetAccounts', { token }))
    const details = await Promise.all(OF_ACCOUNT.map((operation) => call(operation, name)))
    return {
      resource: resources.find((resource) => resource.resourceId === id),
      listed: list.some((account) => account.accountId === id),
      details: [...new Set(details.map((answered) => outcome(answered).join(' ')))],
    }
  }
  const available = (name: (typeof ENZO)[number]) => ({
    resource: { resourceId: accountId(name), type: 'ACCOUNT', status: 'AVAILABLE' },
    listed: true,
    details: ['200'],
  })

  test('blocked but still seen by its holder: AVAILABLE', async () => {
    bank.rooms.bank.accounts.block(accountId('to-block'))
    expect(await seen('to-block')).toEqual(available('to-block'))
  })

  test('blocked and hidden: TEMPORARILY_UNAVAILABLE, off the list, 403; and back again', async () => {
    bank.rooms.bank.accounts.block(accountId('to-hide'), { hidden: true })
    expect(await seen('to-hide')).toEqual({
      resource: { resourceId: accountId('to-hide'), type: 'ACCOUNT', status: 'TEMPORARILY_UNAVAILABLE' },
      listed: false,
      details: ['403 STATUS_RESOURCE_TEMPORARILY_UNAVAILABLE'],
    })
    bank.rooms.bank.accounts.unblock(accountId('to-hide'))
    expect(await seen('to-hide')).toEqual(available('to-hide'))
  })

  test('closed: AVAILABLE for eleven months, UNAVAILABLE after thirteen', async () => {
    bank.rooms.bank.accounts.close(accountId('to-close'))
    await later(335 * DAY_MS + HOUR_MS)
    expect(await seen('to-close')).toEqual(available('to-close'))
    await later(61 * DAY_MS)
    expect(await seen('to-close')).toEqual({
      resource: { resourceId: accountId('to-close'), type: 'ACCOUNT', status: 'UNAVAILABLE' },
      listed: false,
      details: ['403 STATUS_RESOURCE_UNAVAILABLE'],
    })
  })
})
