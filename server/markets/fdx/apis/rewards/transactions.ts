import type { RewardMembership, Transaction } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { type WindowCursor, windowOfPage } from '../../date-window.ts'
import { timestamp } from '../../dates.ts'
import { type PageTold, pageAsked, pageTold } from '../../paging.ts'
import { accountOf, foundAny } from '../../shared-accounts.ts'

export type RewardPage = { membership: RewardMembership; lines: Transaction[]; told: PageTold }

type Position = { bookedAt: number; id: string }
type Cursor = WindowCursor & { after: Position }

const READ_AT_ONCE = 200
/** So many lines are looked through for one page at the most; the next page goes on from there. */
const LOOKED_THROUGH = 2000

/**
 * One page of what an account's movements earned, the newest first. Throws reward-programme-unknown for an account that
 * earns for no programme.
 */
export function readRewardTransactions(rooms: Rooms, input: RouteInput): RewardPage {
  const account = accountOf(rooms, input)
  const membership = rooms.bank.rewards.ofAccount(account.id)
  if (!membership) throw problem('reward-programme-unknown', { accountId: account.id }, 'programme-known')
  const list = `reward transactions ${account.id}`
  const { limit, cursor, number = 1 } = pageAsked<Cursor>(input, list)
  const window = windowOfPage(input, cursor)
  const within = { accountId: account.id, from: window.from, to: window.to }
  const skip = (number - 1) * limit
  const { lines, left } = rewarded(rooms, within, cursor?.after, skip + limit)
  const shown = lines.slice(skip)
  if (!left) foundAny(input, shown)
  const next: Cursor | undefined = left ? { ...window, after: left } : undefined
  return { membership, lines: shown, told: pageTold(input, list, { next }) }
}

type Within = { accountId: string; from: number; to: number }

/** As many lines that earned something as are wanted, and where to go on; nowhere once the window is read through. */
function rewarded({ bank }: Rooms, within: Within, start: Position | undefined, wanted: number) {
  const lines: Transaction[] = []
  let after = start
  for (let looked = 0; looked < LOOKED_THROUGH; looked += READ_AT_ONCE) {
    const read = bank.accounts.transactions({ ...within, limit: READ_AT_ONCE, after })
    for (const line of read) {
      if (line.facts?.reward && lines.length === wanted) return { lines, left: after as Position }
      after = { bookedAt: line.bookedAt, id: line.id }
      if (line.facts?.reward) lines.push(line)
    }
    if (read.length < READ_AT_ONCE) return { lines, left: undefined }
  }
  return { lines, left: after }
}

/** What a movement earned, in the programme's units; taking it back is told as an adjustment. */
export function mapRewardTransaction(line: Transaction, { programmeId, balances }: RewardMembership) {
  const { reward, madeAt } = line.facts ?? {}
  return {
    rewardProgramId: programmeId,
    transactionId: line.id,
    transactionTimestamp: timestamp(madeAt ?? line.bookedAt),
    postedTimestamp: timestamp(line.bookedAt),
    description: line.narrative,
    categoryId: reward?.categoryId,
    type: balances[0]?.kind.toUpperCase() ?? 'POINTS',
    accrued: line.direction === 'debit' ? (reward?.accrued ?? 0) : 0,
    adjusted: line.direction === 'credit' ? (reward?.accrued ?? 0) : 0,
  }
}
