import type { Database, Events, World } from '#kernel'
import type { KeptAccount } from '../accounts/model.ts'
import type { Accounts } from '../accounts/operations.ts'
import { CLOSED_READ, dueOf } from '../cards/due.ts'
import type { CardTerms } from '../cards/model.ts'
import { instalmentOf } from '../contracts/instalment.ts'
import type { ContractTerms } from '../contracts/model.ts'
import type { PaymentSplit } from '../ledger/facts.ts'
import type { Ledger } from '../ledger/operations.ts'
import { paidBy, SETTLING_KINDS } from '../ledger/settling.ts'
import type { Statements } from '../statements/operations.ts'
import { termsStore } from '../terms.ts'
import { type Due, nextInstalment, nextOfCard } from './schedule.ts'
import type { AutomaticPayment, AutomaticStore } from './store.ts'

/** Accounts that a payment can be taken from, those for daily use first. */
const PAYING_KINDS = ['current', 'commercial', 'savings', 'money-market', 'prepaid', 'wallet'] as const
const OWNERS = ['owner', 'joint-owner']

const MINUTE_MS = 60_000

type Deps = {
  db: Database
  world: World
  events: Events
  ledger: Ledger
  accounts: Accounts
  statements: Statements
  store: AutomaticStore
}

/** What is to be taken: an instalment in its parts, or what a statement asks for. */
type Taken = { amountMinor: number; split: PaymentSplit | null; escrowAccountId: string | null }

/**
 * Opens the payments that the bank makes by itself, where that was agreed of a card or a contract of credit: each on the
 * day that it is due, once, as of that day's moment; where the money is not there it is not made, and not tried again.
 */
export function openAutomatic({ db, world, events, ledger, accounts, statements, store }: Deps) {
  const cards = termsStore<CardTerms>(db, 'cards')
  const contracts = termsStore<ContractTerms>(db, 'contracts')

  /** The next day after a moment on which something is taken for an account; undefined where nothing is agreed. */
  function nextFor(accountId: string, after: number): Due | undefined {
    const card = cards.find(accountId)
    if (card) return card.autopay === 'none' ? undefined : nextOfCard(card, after)
    const payment = contracts.find(accountId)?.payment
    return payment?.automatic ? nextInstalment(payment.dueDate, after) : undefined
  }

  function plan(accountId: string, after: number): void {
    const due = nextFor(accountId, after)
    if (due) store.add({ accountId, dueOn: due.on, at: due.at })
  }

  const carryOut = db.transaction((payment: AutomaticPayment): void => {
    const account = accounts.find(payment.accountId)
    // A folder from before there were such payments knows of no day yet: what it did not pay then stays unpaid.
    const known = payment.dueOn !== ''
    const taken = known && account && account.status !== 'closed' ? takenOn(account, payment) : undefined
    if (account && taken) take(account, payment, taken)
    else store.drop(payment)
    if (account && account.status !== 'closed') plan(account.id, known ? payment.at : world.clock.now())
  })

  function takenOn({ id }: KeptAccount, payment: AutomaticPayment): Taken | undefined {
    const card = cards.find(id)
    const terms = contracts.find(id)
    const owedMinor = -(ledger.balances(id)?.available ?? 0) - (ledger.balances(id)?.blocked ?? 0)
    if (owedMinor <= 0) return undefined
    if (card) {
      const amountMinor = Math.min(owedMinor, leftOf(id, card, payment))
      return amountMinor > 0 ? { amountMinor, split: null, escrowAccountId: null } : undefined
    }
    if (!terms?.payment) return undefined
    const { amountMinor: paymentMinor } = terms.payment
    // The interest of a line is charged by itself.
    if (terms.limitMinor !== null)
      return { amountMinor: Math.min(paymentMinor, owedMinor), split: null, escrowAccountId: null }
    const escrow = accounts.find(terms.escrowAccountId ?? '')
    const escrowAccountId = escrow && escrow.status !== 'closed' ? escrow.id : null
    const escrowMinor = escrowAccountId === null ? 0 : putByBefore(id, payment.at)
    return { ...instalmentOf({ owedMinor, ratePpm: terms.rate.ppm, paymentMinor, escrowMinor }), escrowAccountId }
  }

  /** What the statement that is due that day asks for, and was not paid since it was closed. */
  function leftOf(accountId: string, terms: CardTerms, { dueOn, at }: AutomaticPayment): number {
    const closed = statements.booked({ accountId, from: 0, to: at + 1, limit: CLOSED_READ })
    const statement = closed.find((each) => dueOf(each, terms).dueOn === dueOn)
    if (!statement) return 0
    const { balance, least } = dueOf(statement, terms)
    const since = ledger.ofKinds({ accountId, kinds: SETTLING_KINDS, from: statement.endsAt, to: at + 1 })
    return (terms.autopay === 'minimum' ? least : balance) - paidBy(since)
  }

  /** As much is put by of each payment as was of the one before. */
  function putByBefore(accountId: string, at: number): number {
    const last = ledger.newest({ accountId, kinds: ['loan-payment'], direction: 'credit', from: 0, to: at })
    return last?.facts?.split?.escrowMinor ?? 0
  }

  function take(account: KeptAccount, payment: AutomaticPayment, taken: Taken): void {
    const { amountMinor } = taken
    const from = payingAccount(account)
    const payable = from !== undefined && amountMinor <= spendable(from)
    const postingSetId = payable ? post(account, from, payment, taken) : null
    const state = payable ? 'paid' : 'no-funds'
    store.end(payment, { state, amountMinor, postingSetId })
    const about = { market: account.book, customerId: account.holders[0] ?? null }
    const data = { accountId: account.id, dueOn: payment.dueOn }
    events.record({ type: `automatic-payment.${state}`, ...about, at: payment.at, data })
  }

  /** The first open account of the first holder that money can be taken from. */
  function payingAccount({ holders, book, currency }: KeptAccount): KeptAccount | undefined {
    const [holder] = holders
    const held = accounts.ofHolder(holder ?? '').filter((each) => {
      const role = each.roles[each.holders.indexOf(holder ?? '')] ?? ''
      return each.status === 'open' && each.book === book && each.currency === currency && OWNERS.includes(role)
    })
    for (const kind of PAYING_KINDS) {
      const first = held.find((each) => each.kind === kind)
      if (first) return first
    }
    return undefined
  }

  const spendable = ({ id, overdraftLimitMinor }: KeptAccount): number =>
    (ledger.balances(id)?.available ?? 0) + (overdraftLimitMinor ?? 0)

  /** Books what is taken as of its moment: interest before it, and after it what of it is put by. */
  function post(account: KeptAccount, from: KeptAccount, { dueOn, at }: AutomaticPayment, taken: Taken): string {
    const { id, book, currency } = account
    const { amountMinor, split, escrowAccountId } = taken
    const key = (part: string) => `automatic-payment ${id} ${dueOn} ${part}`
    if (split && split.interestMinor > 0) {
      const house = ledger.houseAccount(book, currency, 'interest')
      ledger.post({
        ...{ kind: 'interest-charged', narrative: 'Interest charged', bookedAt: at - MINUTE_MS },
        postings: [
          { accountId: id, amountMinor: -split.interestMinor },
          { accountId: house, amountMinor: split.interestMinor },
        ],
        idempotencyKey: key('interest'),
      })
    }
    const facts = split && { split }
    const isCard = account.kind === 'card'
    const name = account.productName ?? (isCard ? 'card' : 'loan')
    const set = ledger.post({
      ...{ kind: isCard ? 'card-payment' : 'loan-payment', narrative: `Automatic payment ${name}`, bookedAt: at },
      postings: [
        { accountId: from.id, amountMinor: -amountMinor, facts },
        { accountId: id, amountMinor, facts, narrative: 'Payment received' },
      ],
      idempotencyKey: key('payment'),
    })
    if (split && split.escrowMinor > 0 && escrowAccountId !== null) {
      ledger.post({
        ...{ kind: 'escrow', narrative: 'To escrow', bookedAt: at },
        postings: [
          { accountId: id, amountMinor: -split.escrowMinor },
          { accountId: escrowAccountId, amountMinor: split.escrowMinor, narrative: 'Escrow deposit' },
        ],
        idempotencyKey: key('escrow'),
      })
    }
    return set.id
  }

  return {
    /** Notes the first day on which the bank takes what is due of an account, where that was agreed; none before now. */
    begin: (accountId: string): void => plan(accountId, world.clock.now()),
    /** The moment of the earliest payment that is due; undefined where none is. */
    dueAt: (): number | undefined => store.due(world.clock.now())?.at,
    /** Makes the earliest payment that is due, and notes the account's next one, in one transaction. */
    carryOutNext(): void {
      const payment = store.due(world.clock.now())
      if (payment) carryOut(payment)
    },
  }
}

export type Automatic = ReturnType<typeof openAutomatic>
