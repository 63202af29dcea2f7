import type { Account } from '#bank'
import { problem } from '#kernel'
import { type Api, type Rooms, type Route, type RouteInput, route } from '../../../api.ts'
import { dateParameters, dateWindow } from '../../date-window.ts'
import { type PageTold, pageOfList, pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter } from '../../schema/parameters.ts'
import { accountOf, foundAny, sharedAccounts } from '../../shared-accounts.ts'
import { mapDescriptor } from './descriptor.ts'
import { mapDetails } from './details.ts'
import { type Held, readBasics, readDetails } from './held.ts'
import { components } from './schema.ts'

/** What the two operations have in common: either cluster opens them, and says how much they tell. */
const ofAccounts = {
  token: 'customer',
  scope: ['fdx:accountbasic:read', 'fdx:accountdetailed:read'],
  permissions: ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

/** How much of an account is told: what lists tell, or all that the consent's clusters open. */
type Depth = 'descriptor' | 'details'
type Told = { held: Held; depth: Depth }
/** An account that is told of and can't be read: it stays in the list and says why. */
type Listed = Told | { locked: Account; held: Held }
type AccountsPage = { listed: Listed[]; told: PageTold; complete: boolean }

const list = route({
  ...ofAccounts,
  id: 'searchForAccounts',
  method: 'GET',
  path: '/accounts',
  parameters: [
    { name: 'accountIds', in: 'query', required: false, schema: { type: 'string', maxLength: 4096 } },
    { name: 'resultType', in: 'query', required: false, schema: { enum: ['details', 'lightweight'] } },
    ...dateParameters,
    ...pageParameters,
  ],
  responses: { 200: { $ref: '#/components/schemas/Accounts' }, 206: { $ref: '#/components/schemas/Accounts' } },
  act: readAccounts,
  map: ({ listed, told, complete }, input) => ({
    status: complete && listed.every((each) => !('locked' in each)) ? 200 : 206,
    data: { ...told, accounts: listed.map((each) => mapListed(each, input)) },
  }),
})

function readAccounts(rooms: Rooms, input: RouteInput): AccountsPage {
  // Dates choose among an account's movements, of which this list has none; a bad one is refused all the same.
  dateWindow(input)
  const { accounts, complete } = askedAccounts(rooms, input)
  foundAny(input, accounts)
  const { items, told } = pageOfList(accounts, input, `accounts ${input.query.accountIds ?? ''}`)
  const depth = input.query.resultType === 'details' ? 'details' : 'descriptor'
  const listed = items.map((account): Listed => {
    if (account.status === 'hidden') return { locked: account, held: readBasics(rooms.bank, account) }
    return read(rooms, account, depth)
  })
  return { listed, told, complete }
}

function read({ bank }: Rooms, account: Account, depth: Depth): Told {
  return { held: (depth === 'details' ? readDetails : readBasics)(bank, account), depth }
}

/** The accounts that are asked for by id, or all: none that is shared is 404, some that aren't make the answer partial. */
function askedAccounts(rooms: Rooms, input: RouteInput): { accounts: Account[]; complete: boolean } {
  const accounts = sharedAccounts(rooms, input)
  const { accountIds } = input.query
  if (accountIds === undefined) return { accounts, complete: true }
  const asked = new Set(accountIds.split(',').map((id) => id.trim()))
  const found = accounts.filter(({ id }) => asked.has(id))
  if (found.length === 0) throw problem('account-not-shared', { accountIds: [...asked] }, 'account-shared')
  return { accounts: found, complete: found.length === asked.size }
}

function mapListed(each: Listed, input: RouteInput) {
  if (!('locked' in each)) return mapTold(each, input)
  return {
    ...mapDescriptor(each.held, input),
    error: { code: '706', message: 'Account is locked', debugMessage: 'The bank has locked this account for now.' },
  }
}

const detail = route({
  ...ofAccounts,
  id: 'getAccount',
  method: 'GET',
  path: '/accounts/:accountId',
  parameters: [accountIdParameter],
  responses: { 200: { $ref: '#/components/schemas/Account' } },
  act: (rooms, input) => read(rooms, accountOf(rooms, input), 'details'),
  map: (told, input) => ({ status: 200, data: mapTold(told, input) }),
})

function mapTold({ held, depth }: Told, input: RouteInput) {
  return depth === 'details' ? mapDetails(held, input) : mapDescriptor(held, input)
}

export const accountsApi: Api = {
  id: 'accounts',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'accounts',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [list, detail],
}
