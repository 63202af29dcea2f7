import type { AccountPersona } from '#bank'
import type { Calendar } from '../calendar.ts'
import { account, person } from './shapes.ts'

/** Opened her account the other day and has not put anything into it yet: what an empty list looks like. */
export const nara = person('nara', 'Nara Bacuri Orvalho', '606707808', 'an account opened the other day, still empty')

export function naraAccounts(calendar: Calendar): AccountPersona[] {
  return [account('nara-current', ['nara'], ['00067120', '9'], calendar.at(3, '15:52'), 0)]
}
