import type { RewardBalance, RewardMembership, RewardProgramme } from '#bank'
import { problem } from '#kernel'
import { type Api, type Rooms, type Route, type RouteInput, route } from '../../../api.ts'
import { minor } from '../../amounts.ts'
import { dateParameters } from '../../date-window.ts'
import { pageOfList, pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter, rewardProgramIdParameter } from '../../schema/parameters.ts'
import { foundAny, sharedAccounts } from '../../shared-accounts.ts'
import { components } from './schema.ts'
import { mapRewardTransaction, readRewardTransactions } from './transactions.ts'

const ofRewards = {
  method: 'GET',
  token: 'customer',
  scope: 'fdx:rewards:read',
  permissions: ['REWARDS'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

/** A programme with the customer's part in it, as far as their shared accounts earn for it. */
type Taken = { programme: RewardProgramme; memberships: RewardMembership[] }

const list = route({
  ...ofRewards,
  id: 'searchRewardPrograms',
  path: '/reward-programs',
  parameters: [...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/RewardPrograms' } },
  act(rooms, input) {
    const taken = programmesOf(rooms, input)
    foundAny(input, taken)
    return pageOfList(taken, input, 'reward programmes')
  },
  map: ({ items, told }) => ({ status: 200, data: { ...told, rewardPrograms: items.map(mapProgramme) } }),
})

const one = route({
  ...ofRewards,
  id: 'getRewardProgram',
  path: '/reward-programs/:rewardProgramId',
  parameters: [rewardProgramIdParameter],
  responses: { 200: { $ref: '#/components/schemas/RewardProgram' } },
  act: programmeOf,
  map: (taken) => ({ status: 200, data: mapProgramme(taken) }),
})

const categories = route({
  ...ofRewards,
  id: 'getRewardProgramCategories',
  path: '/reward-programs/:rewardProgramId/categories',
  parameters: [rewardProgramIdParameter, ...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/RewardCategories' } },
  act(rooms, input) {
    const { programme } = programmeOf(rooms, input)
    const { id, categories: all } = programme
    if (all.length === 0) throw problem('reward-categories-unknown', { rewardProgramId: id }, 'programme-known')
    return { id, page: pageOfList(all, input, `reward categories ${id}`) }
  },
  map: ({ id, page: { items, told } }) => ({
    status: 200,
    data: { ...told, rewardCategories: items.map((category) => mapCategory(id, category)) },
  }),
})

const transactions = route({
  ...ofRewards,
  id: 'searchForAccountRewardTransactions',
  path: '/accounts/:accountId/reward-transactions',
  parameters: [accountIdParameter, ...dateParameters, ...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/RewardTransactions' } },
  act: readRewardTransactions,
  map: ({ membership, lines, told }) => ({
    status: 200,
    data: { ...told, rewardTransactions: lines.map((line) => mapRewardTransaction(line, membership)) },
  }),
})

/** The programmes that shared accounts earn for, each once. */
function programmesOf(rooms: Rooms, input: RouteInput): Taken[] {
  const memberships = new Map<string, RewardMembership>()
  for (const { id } of sharedAccounts(rooms, input)) {
    const membership = rooms.bank.rewards.ofAccount(id)
    if (membership) memberships.set(membership.id, membership)
  }
  const shared = new Set(input.consent?.accountIds)
  const taken = Map.groupBy(memberships.values(), ({ programmeId }) => programmeId)
  return [...taken].flatMap(([programmeId, parts]) => {
    const programme = rooms.bank.rewards.programme(programmeId)
    const told = parts.map((part) => ({ ...part, accountIds: part.accountIds.filter((id) => shared.has(id)) }))
    return programme ? [{ programme, memberships: told }] : []
  })
}

function programmeOf(rooms: Rooms, input: RouteInput): Taken {
  const { rewardProgramId } = input.params
  const taken = programmesOf(rooms, input).find(({ programme }) => programme.id === rewardProgramId)
  if (!taken) throw problem('reward-programme-unknown', { rewardProgramId }, 'programme-known')
  return taken
}

function mapProgramme({ programme, memberships }: Taken) {
  return {
    programId: programme.id,
    programName: programme.name,
    programUrl: programme.url,
    memberships: memberships.map((membership) => ({
      accountIds: membership.accountIds,
      customerId: membership.customerId,
      memberId: membership.id,
      memberNumber: `******${membership.number.slice(-4)}`,
      memberTier: membership.tier,
      businessOrConsumer: membership.business ? 'BUSINESS' : 'CONSUMER',
      balances: membership.balances.map(mapBalance),
    })),
  }
}

/** Cashback is money; miles and points are counted. */
function mapBalance({ name, kind, qualifying, ...counts }: RewardBalance) {
  const told = (count: number) => (kind === 'cashback' ? minor(count) : count)
  return {
    name,
    type: kind.toUpperCase(),
    balance: told(counts.balance),
    accruedYtd: told(counts.accruedThisYear),
    redeemedYtd: told(counts.redeemedThisYear),
    qualifying,
  }
}

function mapCategory(
  rewardProgramId: string,
  { id, name, description, multiplier }: RewardProgramme['categories'][number],
) {
  return { rewardProgramId, categoryId: id, categoryName: name, description, multiplier }
}

export const rewardsApi: Api = {
  id: 'rewards',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'rewards',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [list, one, categories, transactions],
}
