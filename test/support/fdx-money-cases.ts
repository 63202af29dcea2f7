import { randomUUID } from 'node:crypto'
import type { FdxCase, FdxSetting } from './fdx-cases.ts'

const DAY_MS = 86_400_000

/** The code with which each kind of id of money movement is unknown. */
export const MONEY_UNKNOWN_CODES: Readonly<Record<string, string>> = {
  payeeId: '800',
  paymentId: '802',
  recurringPaymentId: '806',
  transferId: '950',
  paymentInitiationPartyId: '404',
  paymentMethodRegistrationId: '404',
}

const payee = () => ({ merchant: { displayName: `Payee ${randomUUID()}` } })

const payment = ({ bank, known }: FdxSetting) => {
  const { calendar } = bank.rooms.bank.payments
  const day = calendar.dayIn(bank.rooms.world.clock.now() + 40 * DAY_MS, 'us')
  return {
    ...{ fromAccountId: known.accountId, toPayeeId: known.payeeId, amount: 12.5 },
    dueDate: calendar.clearingDayFrom(day, 'us'),
  }
}

const recurring = (setting: FdxSetting) => ({ ...payment(setting), frequency: 'MONTHLY', duration: { type: 'NOEND' } })

const transfer = ({ known, all }: FdxSetting) => ({
  ...{ fromAccountId: known.accountId, toAccountId: all.accounts[3], amount: 1.25 },
})

/** How the operations of money movement are called: with what the same customer ordered before. */
export const MONEY_CASES: Readonly<Record<string, FdxCase>> = {
  searchForPayees: {},
  createPayee: { body: payee, status: 201 },
  getPayee: {},
  updatePayee: { body: () => ({ merchant: { displayName: 'Larkspur Water and Sewer' } }) },
  deletePayee: { ends: 2, fresh: addPayee },
  searchForPayments: {},
  schedulePayment: { body: (s) => ({ ...payment(s), amount: 77.1 }), status: 201 },
  getPayment: {},
  updatePayment: { body: () => ({ amount: 13.75 }) },
  cancelPayment: { ends: 1 },
  searchForRecurringPayments: {},
  scheduleRecurringPayment: { body: (s) => ({ ...recurring(s), amount: 78.2 }), status: 201 },
  getRecurringPayment: {},
  paymentsForRecurringPayment: {},
  updateRecurringPayment: { body: () => ({ amount: 14.25 }) },
  cancelRecurringPayment: { ends: 1 },
  searchForTransfers: {},
  requestAccountTransfer: { body: transfer },
  getTransfer: {},
  getAccountTransferStatus: {},
  cancelTransfer: {
    ends: 1,
    fresh: orderTransfer,
  },
  createPaymentInitiationParty: { body: () => ({ name: 'Grace Hollowbrook' }), status: 201 },
  listPaymentInitiationParties: {},
  getPaymentInitiationParty: {},
  updatePaymentInitiationParty: { body: () => ({ name: 'Grace E. Hollowbrook' }) },
  deletePaymentInitiationParty: { ends: 2, status: 204 },
  createPaymentMethod: { body: () => ({ paymentMethod: 'ACH' }), status: 201 },
  getPaymentMethodRegistration: {},
  updatePaymentMethodRegistration: { body: () => ({ paymentMethod: 'WIRE' }) },
  deletePaymentMethodRegistration: { ends: 1, status: 204 },
}

/** Has the customer order one of everything, and notes its id. */
export async function orderMoney(setting: FdxSetting): Promise<void> {
  const { known } = setting
  await addPayee(setting)
  setting.bank.advance(60_000)
  known.paymentId = await ordered(setting, '/payments', payment(setting))
  known.recurringPaymentId = await ordered(setting, '/recurring-payments', recurring(setting))
  await orderTransfer(setting)
  const parties = '/payment-initiation-parties'
  known.paymentInitiationPartyId = await ordered(setting, parties, { name: 'Grace Hollowbrook' })
  const methods = `${parties}/${known.paymentInitiationPartyId}/payment-methods`
  known.paymentMethodRegistrationId = await ordered(setting, methods, { paymentMethod: 'ACH' })
}

/** A payee that nothing is to be paid to yet. */
async function addPayee(setting: FdxSetting): Promise<void> {
  setting.known.payeeId = await ordered(setting, '/payees', payee())
}

async function orderTransfer(setting: FdxSetting): Promise<void> {
  setting.known.transferId = await ordered(setting, '/transfers', transfer(setting))
}

async function ordered({ app, all }: FdxSetting, path: string, body: unknown): Promise<string> {
  const answer = await app.api(`/fdx/v6${path}`, all.accessToken, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  })
  const id = Object.entries(answer.json ?? {}).find(([name]) => OWN_ID.test(name))
  if (answer.status >= 300 || !id) throw new Error(`${path} was refused: ${answer.text}`)
  return String(id[1])
}

/** The member that names what was ordered; others name what it was ordered from. */
const OWN_ID = /^(payee|payment|recurringPayment|transfer|paymentInitiationParty|paymentMethodRegistration)Id$/
