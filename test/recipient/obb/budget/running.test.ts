import { expect, test } from 'vitest'
import { endOfDays as endOfDaysFrom } from '../../../../server/recipient/budget/running.ts'
import { movementsOf, plainBalance } from '../../../../server/recipient/obb/budget/read.ts'
import { obbScene } from '../../../../server/recipient/obb/scene.ts'

const BRL = (amount: string) => ({ amount, currency: 'BRL' })
const balances = {
  availableAmount: BRL('100.00'),
  blockedAmount: BRL('0.00'),
  automaticallyInvestedAmount: BRL('0.00'),
}
const movement = (at: string, way: string, amount: string, more = {}) => ({
  transactionDateTime: at,
  creditDebitType: way,
  transactionAmount: BRL(amount),
  completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
  ...more,
})
const list = [
  movement('2026-11-20T15:00:00Z', 'DEBITO', '30.00'),
  movement('2026-11-20T12:00:00Z', 'CREDITO', '50.00'),
  movement('2026-11-18T12:00:00Z', 'DEBITO', '5.00'),
]
const now = { readAt: Date.parse('2026-11-21T12:00:00Z'), today: '2026-11-21', until: '2026-11-21', first: true }

type Reach = Parameters<typeof endOfDaysFrom>[2]
const endOfDays = (account: Parameters<typeof plainBalance>[0], list: Record<string, unknown>[], reach: Reach) =>
  endOfDaysFrom(plainBalance(account), movementsOf(obbScene('en'), list), reach)

test('what an account held at the end of a day is counted back from the balance as read', () => {
  expect([...(endOfDays({ balances }, list, now) ?? [])]).toEqual([
    ['2026-11-20', 100_00],
    ['2026-11-18', 80_00],
  ])
})

test.each([
  ['the list is not the newest page', { balances }, list, { ...now, first: false }],
  ['the list ends before today', { balances }, list, { ...now, until: '2026-11-20' }],
  ['the balance was never read', { balances }, list, { ...now, readAt: null }],
  ['a movement came after the reading', { balances }, list, { ...now, readAt: Date.parse('2026-11-20T13:00:00Z') }],
  ['something is blocked', { balances: { ...balances, blockedAmount: BRL('1.00') } }, list, now],
  ['something is invested', { balances: { ...balances, automaticallyInvestedAmount: BRL('1.00') } }, list, now],
  ['balances are not shared', { balances: null }, list, now],
  ['the order is another', { balances }, list.toReversed(), now],
  [
    'a movement is still processing',
    { balances },
    [movement('2026-11-20T15:00:00Z', 'DEBITO', '1.00', { completedAuthorisedPaymentType: 'TRANSACAO_PROCESSANDO' })],
    now,
  ],
  ['an amount is unreadable', { balances }, [movement('2026-11-20T15:00:00Z', 'DEBITO', 'x')], now],
])('no balance is told where %s, for it would be a guess', (_, account, transactions, when) => {
  expect(endOfDays(account, transactions, when)).toBeNull()
})
