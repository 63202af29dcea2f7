import type { OrderQuery, OrderState } from '#bank'
import { type Problem, problem } from '#kernel'
import type { Parameter, RouteInput } from '../../../api.ts'
import { DAY_MS, startOfTime } from '../../dates.ts'
import { consentOf } from '../../shared-accounts.ts'
import { TRANSFER_STATES } from './transfer-schema.ts'

const inQuery = (name: string, schema: Parameter['schema']): Parameter => ({
  name,
  in: 'query',
  required: false,
  schema,
})
const ids = { type: 'string', minLength: 1, maxLength: 4096 }
const states = { type: 'array', items: { enum: Object.keys(TRANSFER_STATES) }, maxItems: 20 }

/** What transfers are searched by. Dates are read with codes of their own, so any text passes here. */
export const transferFilters: readonly Parameter[] = [
  inQuery('searchStartTransferDate', { type: 'string', maxLength: 40 }),
  inQuery('searchEndTransferDate', { type: 'string', maxLength: 40 }),
  inQuery('searchFromAccountIds', ids),
  inQuery('searchToAccountIds', ids),
  inQuery('searchStatuses', states),
  inQuery('searchTransferIds', ids),
]

/**
 * The transfers that a search asks for, from accounts that the consent shares: whatever else it names is not found.
 * Throws date-invalid, date-range-invalid (FDX 6.4, errors 702 and 703).
 */
export function transferQuery(input: RouteInput): Omit<OrderQuery, 'limit'> {
  const { query } = input
  const { accountIds } = consentOf(input)
  const wanted = listed(query.searchFromAccountIds)
  const from = dayStart('searchStartTransferDate', query)
  const last = dayStart('searchEndTransferDate', query)
  if (from !== undefined && last !== undefined && from > last) throw outOfOrder()
  return {
    kind: 'transfer',
    fromAccountIds: wanted === undefined ? accountIds : accountIds.filter((id) => wanted.includes(id)),
    toAccountIds: listed(query.searchToAccountIds),
    states: listed(query.searchStatuses)?.map((name) => TRANSFER_STATES[name] as OrderState),
    references: listed(query.searchTransferIds),
    ...{ from, to: last === undefined ? undefined : last + DAY_MS },
  }
}

/** A list with commas between; none of its members has a space, which no id has. */
function listed(text: string | undefined): string[] | undefined {
  return text?.split(',').map((each) => each.trim().replaceAll(/\s/g, ''))
}

function dayStart(name: string, query: Readonly<Record<string, string>>): number | undefined {
  const sent = query[name]
  if (sent === undefined) return undefined
  const at = startOfTime(sent)
  if (at === undefined) throw problem('date-invalid', { name, sent }, 'date-written')
  return at
}

function outOfOrder(): Problem {
  return problem(
    'date-range-invalid',
    { reason: 'searchStartTransferDate is after searchEndTransferDate' },
    'date-range',
  )
}
