import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { openFdxApp } from '../support/fdx.ts'
import { openWallet, type Wallet } from '../support/fdx-money.ts'
import type { RawAnswer } from '../support/raw-call.ts'

const SEED = process.env.BANCADA_SEED ? { seed: Number(process.env.BANCADA_SEED) } : {}
const INTERNALS = /node_modules|\.ts:\d|\.js:\d|SQLITE|TypeError|RangeError|\/server\//

let bank: TestBank
let avery: Wallet
let valid: Record<string, Record<string, unknown>>

beforeAll(async () => {
  bank = await openTestBank()
  avery = await openWallet(bank, await openFdxApp(bank, 'Pay Anything'), 'avery')
  const [fromAccountId, toAccountId] = avery.accounts
  const payment = { fromAccountId, toPayeeId: await avery.payee(), amount: 1.25, dueDate: avery.dueIn(5) }
  valid = {
    '/payees': { merchant: { displayName: 'Fuzz' } },
    '/payments': payment,
    '/recurring-payments': { ...payment, frequency: 'MONTHLY' },
    '/transfers': { fromAccountId, toAccountId, amount: 1.5 },
    '/payment-initiation-parties': { name: 'Fuzz' },
  }
})
afterAll(async () => {
  expect(bank.rooms.bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  expect(bank.log.errors).toEqual([])
  await bank.close()
})

/** The wallet holds every answer to the document or to the form of an error; here it is only asked that nothing failed. */
function expectSound({ status, text, headers }: RawAnswer): void {
  expect(status, text).toBeLessThan(500)
  expect(text).not.toMatch(INTERNALS)
  expect(headers['x-fapi-interaction-id']).toMatch(/^[0-9a-f-]{36}$/)
}

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e-9,
    1.005,
    1e308,
    9e15,
    true,
    [],
    [null],
    {},
    '\u0000',
    '2026-02-30',
    'a b',
  ),
  fc.constantFrom<unknown>('9999-12-31', '0000-01-01', { type: 'NUMBEROFTIMES', numberOfTimes: 1e9 }, 'x'.repeat(300)),
)
const MEMBERS = [
  ...['fromAccountId', 'toAccountId', 'toPayeeId', 'amount', 'dueDate', 'merchantAccountId', 'frequency', 'duration'],
  ...['memo', 'paymentDetails', 'transferId', 'merchant', 'merchantAccountIds', 'name', 'bic', '__proto__', 'extra'],
]
const some = fc
  .array(fc.tuple(fc.constantFrom(...MEMBERS), anyValue), { minLength: 1, maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs))
const resource = fc.constantFrom(
  ...['/payees', '/payments', '/recurring-payments', '/transfers', '/payment-initiation-parties'],
)

test('a creation with any members is made or refused as FDX says, and never fails', async () => {
  await fc.assert(
    fc.asyncProperty(resource, some, async (path, more) =>
      expectSound(await avery.post(path, { ...valid[path], ...more })),
    ),
    { numRuns: 150, ...SEED },
  )
}, 120_000)

test('a change with any members is made or refused as FDX says, and never fails', async () => {
  const { json } = await avery.post('/payments', { ...valid['/payments'], amount: 0.75 })
  const { json: recurring } = await avery.post('/recurring-payments', { ...valid['/recurring-payments'], amount: 0.85 })
  const { json: payee } = await avery.post('/payees', { merchant: { displayName: 'Changed' } })
  const paths = [
    `/payments/${json?.paymentId}`,
    `/recurring-payments/${recurring?.recurringPaymentId}`,
    `/payees/${payee?.payeeId}`,
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), some, async (path, more) => expectSound(await avery.patch(path, more))),
    { numRuns: 100, ...SEED },
  )
}, 120_000)

test('a body that is no JSON, or no object, is refused', async () => {
  const body = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('', '{', '[]', 'null', '"x"'))
  await fc.assert(
    fc.asyncProperty(resource, body, async (path, text) => {
      const answer = await avery.post(path, text)
      expectSound(answer)
      expect(answer.status, answer.text).toBeGreaterThanOrEqual(400)
    }),
    { numRuns: 40, ...SEED },
  )
}, 60_000)

test('a body of brackets within brackets is refused before anybody reads it (FDX 6.4, error 401)', async () => {
  for (const depth of [65, 1_000, 25_000]) {
    const deep = '['.repeat(depth - 1) + ']'.repeat(depth - 1)
    const answer = await avery.post('/payees', `{"merchant":{"displayName":"Deep"},"more":${deep}}`)
    expectSound(answer)
    expect(answer).toMatchObject({ status: 400, json: { code: '401' } })
  }
  const name = `\\"${'[{'.repeat(40)}\\`
  const named = await avery.post('/payees', { merchant: { displayName: 'Text', name } })
  expect(named.status, named.text).toBe(201)
})

test('any search, and any id in the path, is answered or refused as FDX says', async () => {
  const odd = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('', ' ', ',', '%00', "' OR 1=1 --", 'Page1', '2026-01-01', 'Page99999'),
  )
  const names = ['updatedSince', 'limit', 'pageKey', 'offset', 'searchStatuses', 'searchTransferIds'].concat([
    'searchStartTransferDate',
    'searchEndTransferDate',
    'searchFromAccountIds',
    'searchToAccountIds',
  ])
  const query = fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 3 })
  await fc.assert(
    fc.asyncProperty(resource, query, async (path, asked) =>
      expectSound(await avery.get(`${path}?${new URLSearchParams(asked)}`)),
    ),
    { numRuns: 80, ...SEED },
  )
  await fc.assert(
    fc.asyncProperty(resource, odd, async (path, id) => {
      const at = `${path}/${encodeURIComponent(id)}`
      for (const answer of [await avery.get(at), await avery.remove(at), await avery.patch(at, {})]) expectSound(answer)
    }),
    { numRuns: 30, ...SEED },
  )
}, 120_000)

test('whatever was ordered, time passes and the ledger still adds up', async () => {
  await avery.wait(200 * 86_400_000)
  while (bank.rooms.bank.payments.sweep() > 0);
  for (const accountId of avery.accounts) expect(avery.balance(accountId)).toBeGreaterThanOrEqual(0)
}, 60_000)
