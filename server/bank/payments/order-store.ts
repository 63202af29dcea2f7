import type { Database } from '#kernel'
import type { PaymentSplit } from '../ledger/facts.ts'
import { byNumber } from './by-number.ts'
import type { Mandate, OrderFailure, OrderKind, OrderQuery, OrderState, PageOf, PaymentOrder } from './model.ts'

type Row = {
  number: number
  id: string
  kind: OrderKind
  book: string
  customer_id: string
  client_id: string
  consent_id: string | null
  reference: string | null
  from_account_id: string
  payee_id: string | null
  to_account_id: string | null
  amount_minor: number
  currency: string
  due_day: string
  due_at: number
  payee_reference: string | null
  memo: string | null
  split: string | null
  extra: string
  standing_order_id: string | null
  occurrence: number | null
  state: OrderState
  failure: OrderFailure | null
  created_at: number
  started_at: number | null
  ended_at: number | null
  posting_set_id: string | null
  changed: number
}

/** An order that is like another one: the same money to the same payee on the same day. */
export type AlikeOrder = Mandate & {
  fromAccountId: string
  payeeId: string
  amountMinor: number
  dueDay: string
  /** Ordered after this moment. */
  since: number
}

const COLUMNS = `number, id, kind, book, customer_id, client_id, consent_id, reference, from_account_id, payee_id,
  to_account_id, amount_minor, currency, due_day, due_at, payee_reference, memo, split, extra, standing_order_id, occurrence,
  state, failure, created_at, started_at, ended_at, posting_set_id, changed`

/** Orders' rows. A list of ids is handed over as one text, so that one statement serves however many there are. */
export function orderStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO payment_orders (id, kind, book, customer_id, client_id, consent_id, reference, from_account_id,
       payee_id, to_account_id, amount_minor, currency, due_day, due_at, payee_reference, memo, split, extra,
       standing_order_id, occurrence, state, created_at, act_at, changed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE payment_orders SET from_account_id = ?, payee_id = ?, amount_minor = ?, due_day = ?, due_at = ?,
       payee_reference = ?, extra = ?, state = ?, failure = ?, started_at = ?, ended_at = ?, posting_set_id = ?,
       act_at = ?, changed = ? WHERE id = ?`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM payment_orders WHERE id = ?`)
  const byReference = db.prepare<[string, string, OrderKind, string], Row>(
    `SELECT ${COLUMNS} FROM payment_orders
      WHERE customer_id = ? AND client_id = ? AND kind = ? AND reference = ?`,
  )
  const paged = byNumber(({ past, way }) =>
    db.prepare<unknown[], Row>(
      `SELECT ${COLUMNS} FROM payment_orders
        WHERE customer_id = ? AND client_id = ? AND kind = ? AND number ${past} ? AND changed > ?
          AND due_at >= ? AND due_at < ? AND instr(?, ' ' || from_account_id || ' ') > 0
          AND instr(coalesce(?, ' ' || to_account_id || ' ', ''), coalesce(' ' || to_account_id || ' ', '')) > 0
          AND instr(coalesce(?, ' ' || state || ' '), ' ' || state || ' ') > 0
          AND instr(coalesce(?, ' ' || reference || ' ', ''), coalesce(' ' || reference || ' ', '')) > 0
        ORDER BY number ${way} LIMIT ?`,
    ),
  )
  const pagedOfStanding = byNumber(({ past, way }) =>
    db.prepare<[string, number, number, number], Row>(
      `SELECT ${COLUMNS} FROM payment_orders WHERE standing_order_id = ? AND number ${past} ? AND changed > ?
        ORDER BY number ${way} LIMIT ?`,
    ),
  )
  const alike = db.prepare<[string, string, string, number, number, string, string], Row>(
    `SELECT ${COLUMNS} FROM payment_orders
      WHERE from_account_id = ? AND payee_id = ? AND due_day = ? AND amount_minor = ? AND created_at > ?
        AND customer_id = ? AND client_id = ? AND standing_order_id IS NULL
        AND state IN ('scheduled', 'processing', 'processed')
      ORDER BY created_at DESC LIMIT 1`,
  )
  const waiting = db.prepare<[string, number], Row>(
    `SELECT ${COLUMNS} FROM payment_orders
      WHERE from_account_id = ? AND state IN ('scheduled', 'processing') ORDER BY due_at, number LIMIT ?`,
  )
  const waitingForPayee = db.prepare<[string], { id: string }>(
    `SELECT id FROM payment_orders WHERE payee_id = ? AND state IN ('scheduled', 'processing') LIMIT 1`,
  )
  const waitingByConsent = db.prepare<[string, number], { id: string }>(
    `SELECT id FROM payment_orders
      WHERE consent_id = ? AND state = 'scheduled' AND standing_order_id IS NULL LIMIT ?`,
  )
  const handOver = db.prepare(
    `UPDATE payment_orders SET consent_id = ?
      WHERE consent_id = ? AND state = 'scheduled' AND instr(?, ' ' || from_account_id || ' ') > 0`,
  )
  const nextDue = db.prepare<[number], { id: string }>(
    'SELECT id FROM payment_orders WHERE act_at <= ? ORDER BY act_at, number LIMIT 1',
  )
  const actAt = db.prepare<[string], { at: number | null }>('SELECT act_at AS at FROM payment_orders WHERE id = ?')

  return {
    add(order: Omit<PaymentOrder, 'number'>, at: number): void {
      insert.run(
        ...[order.id, order.kind, order.book, order.customerId, order.clientId, order.consentId, order.reference],
        ...[order.fromAccountId, order.payeeId, order.toAccountId, order.amount.amountMinor, order.amount.currency],
        ...[order.dueDay, order.dueAt, order.payeeReference, order.memo],
        ...[order.split ? JSON.stringify(order.split) : null, JSON.stringify(order.extra)],
        ...[order.standingOrderId, order.occurrence, order.state, order.createdAt, at, order.changed],
      )
    },
    /** Keeps an order as it has become, and when something is next due of it. */
    save(order: PaymentOrder, at: number | null): void {
      update.run(
        ...[order.fromAccountId, order.payeeId, order.amount.amountMinor, order.dueDay, order.dueAt],
        ...[order.payeeReference, JSON.stringify(order.extra), order.state, order.failure, order.startedAt],
        ...[order.endedAt, order.postingSetId, at, order.changed, order.id],
      )
    },
    find: (id: string): PaymentOrder | undefined => orderOf(find.get(id)),
    byReference: ({ customerId, clientId }: Mandate, kind: OrderKind, reference: string): PaymentOrder | undefined =>
      orderOf(byReference.get(customerId, clientId, kind, reference)),
    page({ customerId, clientId }: Mandate, query: OrderQuery): PaymentOrder[] {
      const { statement, after } = paged(query)
      const { kind, changedAfter = -1, limit } = query
      const { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER } = query
      return orders(
        statement.all(
          ...[customerId, clientId, kind, after, changedAfter, from, to, among(query.fromAccountIds)],
          ...[amongIf(query.toAccountIds), amongIf(query.states), amongIf(query.references), limit],
        ),
      )
    },
    ofStanding(id: string, page: PageOf): PaymentOrder[] {
      const { statement, after } = pagedOfStanding(page)
      return orders(statement.all(id, after, page.changedAfter ?? -1, page.limit))
    },
    alike: ({ fromAccountId, payeeId, dueDay, amountMinor, since, customerId, clientId }: AlikeOrder) =>
      orderOf(alike.get(fromAccountId, payeeId, dueDay, amountMinor, since, customerId, clientId)),
    waiting: (accountId: string, limit: number): PaymentOrder[] => orders(waiting.all(accountId, limit)),
    isWaitedForBy: (payeeId: string): boolean => waitingForPayee.get(payeeId) !== undefined,
    waitingByConsent: (consentId: string, limit: number): string[] =>
      waitingByConsent.all(consentId, limit).map(({ id }) => id),
    handOver: (from: string, to: string, accountIds: readonly string[]) =>
      void handOver.run(to, from, among(accountIds)),
    /** The order of which something is due by now, the earliest first. */
    nextDue: (now: number): string | undefined => nextDue.get(now)?.id,
    actAt: (id: string): number | null => actAt.get(id)?.at ?? null,
  }
}

export type OrderStore = ReturnType<typeof orderStore>

const among = (ids: readonly string[]): string => ` ${ids.join(' ')} `
const amongIf = (ids: readonly string[] | undefined): string | null => (ids === undefined ? null : among(ids))
const orders = (rows: Row[]): PaymentOrder[] => rows.flatMap((row) => orderOf(row) ?? [])

function orderOf(row: Row | undefined): PaymentOrder | undefined {
  if (!row) return undefined
  return {
    ...{ id: row.id, kind: row.kind, book: row.book, customerId: row.customer_id, clientId: row.client_id },
    ...{ consentId: row.consent_id, reference: row.reference, fromAccountId: row.from_account_id },
    ...{ payeeId: row.payee_id, toAccountId: row.to_account_id },
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    ...{ dueDay: row.due_day, dueAt: row.due_at, payeeReference: row.payee_reference, memo: row.memo },
    split: row.split === null ? null : (JSON.parse(row.split) as PaymentSplit),
    extra: JSON.parse(row.extra) as PaymentOrder['extra'],
    ...{ standingOrderId: row.standing_order_id, occurrence: row.occurrence },
    ...{ state: row.state, failure: row.failure },
    ...{ createdAt: row.created_at, startedAt: row.started_at, endedAt: row.ended_at },
    ...{ postingSetId: row.posting_set_id, number: row.number, changed: row.changed },
  }
}
