import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Explanation, LoggedExchange } from '#journey'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { openFdxApp } from '../support/fdx.ts'
import { openWallet, type Wallet } from '../support/fdx-money.ts'

let bank: TestBank
let avery: Wallet
let payment: Record<string, unknown>

beforeAll(async () => {
  bank = await openTestBank()
  avery = await openWallet(bank, await openFdxApp(bank, 'Pay Along'), 'avery')
  const [fromAccountId] = avery.accounts
  payment = { fromAccountId, toPayeeId: await avery.payee(), amount: 1, dueDate: avery.dueIn(3) }
})
afterAll(() => bank.close())

/** The newest refusal of an operation, explained. */
async function explained(operation: string): Promise<Explanation> {
  const api = consoleApi(bank)
  const { body: log } = await api.call<{ exchanges: LoggedExchange[] }>(
    'GET',
    `/api/requests?kind=any&limit=20&operation=${operation}`,
  )
  const refused = log.exchanges.find(({ problem }) => problem)
  const { body } = await api.call<{ explanation: Explanation }>('GET', `/api/exchanges/${refused?.id}/explanation`)
  return body.explanation
}

const placeOf = ({ places }: Explanation, at: string) => places.find((place) => place.at === at)

test('a due date that is too soon is explained with the earliest one (FDX 6.4, error 803)', async () => {
  await avery.post('/payments', { ...payment, dueDate: '2026-01-05' })
  const explanation = await explained('schedulePayment')
  expect(explanation).toMatchObject({ rule: 'due-date', market: 'fdx', clause: expect.stringContaining('803') })
  expect(placeOf(explanation, 'field:dueDate')).toMatchObject({ sent: '2026-01-05' })
  const earliest = bank.rooms.bank.payments.calendar.earliestDay(bank.rooms.world.clock.now(), 'us')
  expect(explanation.corrected?.en).toContain(`"dueDate": "${earliest}"`)
})

test('a key that was used for another request is shown, with what to send instead (FDX money movement)', async () => {
  await avery.post('/payments', payment, { key: 'mine' })
  await avery.post('/payments', { ...payment, amount: 2 }, { key: 'mine' })
  const explanation = await explained('schedulePayment')
  expect(explanation.rule).toBe('idempotency-key')
  expect(placeOf(explanation, 'header:idempotency-key')).toMatchObject({ sent: 'mine' })
})

test('a payment that has begun is explained as one that no longer waits (FDX 6.4, error 805)', async () => {
  const made = await avery.post('/payments', { ...payment, amount: 3 })
  await avery.until(String(made.json?.dueDate))
  await avery.remove(`/payments/${made.json?.paymentId}`)
  expect(await explained('cancelPayment')).toMatchObject({ rule: 'payment-changeable' })
})
