import type { Database } from '#kernel'
import { byNumber } from './by-number.ts'
import type { CalendarName, Mandate, PageOf, PaymentFrequency, StandingOrder, StandingState } from './model.ts'

type Row = {
  number: number
  id: string
  book: string
  customer_id: string
  client_id: string
  consent_id: string | null
  from_account_id: string
  payee_id: string
  amount_minor: number
  currency: string
  payee_reference: string | null
  frequency: PaymentFrequency
  times: number | null
  first_day: string
  first_occurrence: number
  laid_out: number
  calendar: CalendarName
  extra: string
  state: StandingState
  created_at: number
  started_at: number | null
  ended_at: number | null
  changed: number
}

/** A standing order that is like another one. */
export type AlikeStanding = Mandate & {
  fromAccountId: string
  payeeId: string
  amountMinor: number
  firstDay: string
  frequency: PaymentFrequency
  since: number
}

const COLUMNS = `number, id, book, customer_id, client_id, consent_id, from_account_id, payee_id, amount_minor, currency,
  payee_reference, frequency, times, first_day, first_occurrence, laid_out, calendar, extra, state, created_at,
  started_at, ended_at, changed`

/** Standing orders' rows. */
export function standingStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO standing_orders (id, book, customer_id, client_id, consent_id, from_account_id, payee_id, amount_minor,
       currency, payee_reference, frequency, times, first_day, first_occurrence, laid_out, calendar, extra, state,
       created_at, changed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE standing_orders SET from_account_id = ?, payee_id = ?, amount_minor = ?, payee_reference = ?, frequency = ?,
       times = ?, first_day = ?, first_occurrence = ?, laid_out = ?, extra = ?, state = ?, started_at = ?, ended_at = ?,
       changed = ? WHERE id = ?`,
  )
  const find = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM standing_orders WHERE id = ?`)
  const paged = byNumber(({ past, way }) =>
    db.prepare<[string, string, number, number, string, number], Row>(
      `SELECT ${COLUMNS} FROM standing_orders
        WHERE customer_id = ? AND client_id = ? AND number ${past} ? AND changed > ?
          AND instr(?, ' ' || from_account_id || ' ') > 0
        ORDER BY number ${way} LIMIT ?`,
    ),
  )
  const alike = db.prepare<[string, string, string, number, number, string, string, string], Row>(
    `SELECT ${COLUMNS} FROM standing_orders
      WHERE from_account_id = ? AND payee_id = ? AND first_day = ? AND amount_minor = ? AND created_at > ?
        AND customer_id = ? AND client_id = ? AND frequency = ? AND state IN ('scheduled', 'processed')
      ORDER BY created_at DESC LIMIT 1`,
  )
  const byConsent = db.prepare<[string, number], { id: string }>(
    `SELECT id FROM standing_orders WHERE consent_id = ? AND state = 'scheduled' LIMIT ?`,
  )
  const handOver = db.prepare(
    `UPDATE standing_orders SET consent_id = ?
      WHERE consent_id = ? AND state = 'scheduled' AND instr(?, ' ' || from_account_id || ' ') > 0`,
  )
  const forPayee = db.prepare<[string], { id: string }>(
    `SELECT id FROM standing_orders WHERE payee_id = ? AND state = 'scheduled' LIMIT 1`,
  )

  return {
    add(order: Omit<StandingOrder, 'number'>): void {
      insert.run(
        ...[order.id, order.book, order.customerId, order.clientId, order.consentId, order.fromAccountId],
        ...[order.payeeId, order.amount.amountMinor, order.amount.currency, order.payeeReference, order.frequency],
        ...[order.times, order.firstDay, order.firstOccurrence, order.laidOut, order.calendar],
        ...[JSON.stringify(order.extra), order.state, order.createdAt, order.changed],
      )
    },
    save(order: StandingOrder): void {
      update.run(
        ...[order.fromAccountId, order.payeeId, order.amount.amountMinor, order.payeeReference, order.frequency],
        ...[order.times, order.firstDay, order.firstOccurrence, order.laidOut, JSON.stringify(order.extra)],
        ...[order.state, order.startedAt, order.endedAt, order.changed, order.id],
      )
    },
    find: (id: string): StandingOrder | undefined => standingOf(find.get(id)),
    page({ customerId, clientId }: Mandate, query: PageOf & { fromAccountIds: readonly string[] }): StandingOrder[] {
      const { statement, after } = paged(query)
      const { changedAfter = -1, fromAccountIds, limit } = query
      return statement
        .all(customerId, clientId, after, changedAfter, ` ${fromAccountIds.join(' ')} `, limit)
        .flatMap((row) => standingOf(row) ?? [])
    },
    alike: ({ fromAccountId, payeeId, firstDay, amountMinor, since, customerId, clientId, frequency }: AlikeStanding) =>
      standingOf(alike.get(fromAccountId, payeeId, firstDay, amountMinor, since, customerId, clientId, frequency)),
    byConsent: (consentId: string, limit: number): string[] => byConsent.all(consentId, limit).map(({ id }) => id),
    handOver: (from: string, to: string, accountIds: readonly string[]) =>
      void handOver.run(to, from, ` ${accountIds.join(' ')} `),
    pays: (payeeId: string): boolean => forPayee.get(payeeId) !== undefined,
  }
}

export type StandingStore = ReturnType<typeof standingStore>

function standingOf(row: Row | undefined): StandingOrder | undefined {
  if (!row) return undefined
  return {
    ...{ id: row.id, book: row.book, customerId: row.customer_id, clientId: row.client_id, consentId: row.consent_id },
    ...{ fromAccountId: row.from_account_id, payeeId: row.payee_id },
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    ...{ payeeReference: row.payee_reference, frequency: row.frequency, times: row.times },
    ...{ firstDay: row.first_day, firstOccurrence: row.first_occurrence, laidOut: row.laid_out },
    calendar: row.calendar,
    extra: JSON.parse(row.extra) as StandingOrder['extra'],
    ...{ state: row.state, createdAt: row.created_at, startedAt: row.started_at, endedAt: row.ended_at },
    ...{ number: row.number, changed: row.changed },
  }
}
