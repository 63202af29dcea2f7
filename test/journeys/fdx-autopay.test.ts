import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { consoleApi } from '../support/console-api.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { EVERYTHING } from '../support/fdx-cases.ts'

/** When on the tenth the loans are taken, and on the 25th what the cards ask for. */
const LOANS = { date: 10, time: '12:05' }
const CARDS = { date: 25, time: '12:30' }

type Bill = Record<string, unknown>
type Told = {
  accountType: string
  status: string
  principalBalance: number
  bills: [Bill]
  scheduledPayments: Record<string, unknown>[]
}

let bank: TestBank
let app: FdxApp

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Bill Watch')
})
afterAll(async () => {
  expect(bank.rooms.bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  expect(bank.log.errors).toEqual([])
  await bank.close()
})

const now = () => bank.rooms.world.clock.now()
const advance = (by: string) => consoleApi(bank).call('POST', '/api/clock/advance', { by })

/** A customer's account of a type, as an app reads it at this moment. */
async function told(login: string, accountType: string): Promise<Told> {
  const { accessToken } = await app.connect(login, EVERYTHING)
  const { json, text } = await app.api('/fdx/v6/accounts?resultType=details&limit=100', accessToken)
  const accounts = (json?.accounts ?? []) as Told[]
  const found = accounts.find((account) => account.accountType === accountType)
  if (!found) throw new Error(text)
  return found
}

/** The last day on which something was taken, and the next one. */
function around({ date, time }: typeof LOANS): [last: string, next: string] {
  const today = new Date(now())
  const days = [-1, 0, 1].map((months) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, date)).toISOString().slice(0, 10),
  )
  const next = days.findIndex((day) => Date.parse(`${day}T${time}:00Z`) > now())
  return [days[next - 1] as string, days[next] as string]
}

describe('Payments that the bank takes by itself (FDX 6.4, Bills and ScheduledPayments)', () => {
  it('take nothing in a folder that was just made', () => {
    const { payments, customers, accounts } = bank.rooms.bank
    expect(payments.sweep()).toBe(0)
    const helen = customers.withLogin('fdx', 'helen')?.id as string
    const lines = accounts
      .ofHolder(helen)
      .flatMap(({ id }) => accounts.transactions({ accountId: id, from: 0, to: now() + 1, limit: 1_000 }))
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.filter(({ narrative }) => narrative.startsWith('Automatic payment'))).toEqual([])
  })

  it('keep a loan and a card from falling behind, month after month: paid on the day that was announced', async () => {
    const before = { auto: await told('helen', 'AUTOLOAN'), equity: await told('helen', 'HOMEEQUITYLOAN') }
    const announced = before.auto.scheduledPayments
    expect(announced).toMatchObject([{ type: 'AUTOPAY', date: around(LOANS)[1] }])

    for (const by of ['40d', '13mo']) {
      await advance(by)
      const [last, next] = around(LOANS)
      for (const [type, was] of [
        ['AUTOLOAN', before.auto],
        ['HOMEEQUITYLOAN', before.equity],
      ] as const) {
        const loan = await told('helen', type)
        expect(loan, `${type} after ${by}`).toMatchObject({
          status: 'OPEN',
          bills: [{ lastPaymentDate: last, dueDate: next, autoPayEnabled: true, autoPayDate: next, pastDueAmount: 0 }],
          scheduledPayments: [{ type: 'AUTOPAY', date: next }],
        })
        expect(loan.bills[0].lastPaymentAmount).toBe(was.bills[0].totalPaymentDue)
        expect(loan.principalBalance).toBeLessThan(was.principalBalance)
        was.principalBalance = loan.principalBalance
      }
      const card = await told('grace', 'CREDITCARD')
      expect(card, `card after ${by}`).toMatchObject({
        status: 'OPEN',
        bills: [{ autoPayEnabled: true, pastDueAmount: 0 }],
      })
      if (by === '40d') expect(card.bills[0].lastPaymentDate).toBe(around(CARDS)[0])
    }
  })
})
