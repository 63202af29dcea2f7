import type { RewardMembership, Transaction } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { type WindowCursor, windowOfPage } from '../../date-window.ts'
import { timestamp } from '../../dates.ts'
import { type PageTold, pageAsked, pageOfRows } from '../../paging.ts'
import { accountOf, foundAny } from '../../shared-accounts.ts'

export type RewardPage = { membership: RewardMembership; lines: Transaction[]; told: PageTold }

type Position = { bookedAt: number; id: string }

/**
 * One page of what an account's movements earned, the newest first. Throws reward-programme-unknown for an account that
 * earns for no programme.
 */
export function readRewardTransactions(rooms: Rooms, input: RouteInput): RewardPage {
  const account = accountOf(rooms, input)
  const membership = rooms.bank.rewards.ofAccount(account.id)
  if (!membership) throw problem('reward-programme-unknown', { accountId: account.id }, 'programme-known')
  const asked = pageAsked<Position, WindowCursor>(input, `reward transactions ${account.id}`)
  const window = windowOfPage(input, asked.kept)
  const within = { accountId: account.id, from: window.from, to: window.to, rewarded: true as const }
  const { items: lines, told } = pageOfRows(input, asked, {
    read: ({ limit, after, backwards }) =>
      rooms.bank.accounts.transactions({ ...within, limit, after, oldestFirst: backwards }),
    keyOf: ({ bookedAt, id }: Transaction): Position => ({ bookedAt, id }),
    kept: window,
  })
  foundAny(input, lines)
  return { membership, lines, told }
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
