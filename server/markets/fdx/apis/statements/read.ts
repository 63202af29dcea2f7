import type { Account, Statement, Transaction } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { maskedNumber } from '../../consent.ts'
import { reachOf, type WindowCursor, windowOfPage } from '../../date-window.ts'
import { timestamp } from '../../dates.ts'
import type { StatementFacts } from '../../documents/statement.ts'
import { type PageTold, pageAsked, pageOfRows } from '../../paging.ts'
import { accountOf, foundAny } from '../../shared-accounts.ts'

export type StatementsPage = { account: Account; statements: Statement[]; told: PageTold }

/** One page of an account's statements by the day they came out, the newest first. Throws statements-none. */
export function readStatements(rooms: Rooms, input: RouteInput): StatementsPage {
  const { bank } = rooms
  const account = accountOf(rooms, input)
  const asked = pageAsked<string, WindowCursor>(input, `statements ${account.id}`)
  const window = windowOfPage(input, asked.kept)
  const { from, to } = window
  if (!bank.statements.latest(account.id))
    throw problem('statements-none', { accountId: account.id }, 'statement-known')
  const { items: statements, told } = pageOfRows(input, asked, {
    read: ({ limit, after, backwards }) =>
      bank.statements.list({ accountId: account.id, from, to, limit, after, oldestFirst: backwards }),
    keyOf: ({ month }: Statement): string => month,
    kept: window,
  })
  foundAny(input, statements)
  return { account, statements, told }
}

/** So many lines of a month are printed, read in pages of so many. */
const PRINTED_LINES = 1000
const READ_AT_ONCE = 250

/**
 * A statement with what its document prints. One that came out before what the consent looks back on is as unknown as
 * none. Throws statements-none, statement-unknown, statement-processing.
 */
export function readStatement(rooms: Rooms, input: RouteInput): StatementFacts {
  const { bank } = rooms
  const account = accountOf(rooms, input)
  const { statementId } = input.params
  if (!bank.statements.latest(account.id))
    throw problem('statements-none', { accountId: account.id }, 'statement-known')
  const statement = bank.statements.find(account.id, statementId as string)
  if (!statement || statement.endsAt < reachOf(input))
    throw problem('statement-unknown', { statementId }, 'statement-known')
  if (statement.state === 'processing')
    throw problem('statement-processing', { availableAt: timestamp(statement.availableAt) }, 'statement-ready')
  const lines = linesOf(rooms, statement)
  const holders = account.holders.flatMap((id) => bank.customers.holder(id) ?? [])
  const [first] = bank.customers.contact(account.holders[0] ?? '')?.addresses ?? []
  return {
    account,
    statement,
    number: maskedNumber(bank.cards.find(account.id)?.lastDigits ?? account.number),
    holders: holders.map((holder) => (holder.kind === 'company' ? holder.legalName : holder.name)),
    address: first ? [...first.lines, `${first.city}, ${first.region} ${first.postalCode}`] : [],
    lines,
    left: statement.lines - lines.length,
    owing: OWING.has(account.kind),
  }
}

const OWING: ReadonlySet<string> = new Set(['card', 'credit-line', 'loan'])

function linesOf({ bank }: Rooms, { accountId, startsAt, endsAt }: Statement): Transaction[] {
  const lines: Transaction[] = []
  const within = { accountId, from: startsAt, to: endsAt, oldestFirst: true }
  while (lines.length < PRINTED_LINES) {
    const last = lines.at(-1)
    const after = last && { bookedAt: last.bookedAt, id: last.id }
    const found = bank.accounts.transactions({ ...within, limit: READ_AT_ONCE, after })
    lines.push(...found)
    if (found.length < READ_AT_ONCE) break
  }
  return lines
}
