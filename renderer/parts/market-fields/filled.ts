import type { RegistrationDetails, RegistrationField } from '#markets'

/** What was filled in so far, as text; of several choices their values. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

/** What the bank is told of the fields: nothing of what was left empty. */
export function detailsOf(fields: readonly RegistrationField[], filled: Filled): RegistrationDetails {
  return Object.fromEntries(
    fields.flatMap(({ id, kind }) => {
      const value = filled[id]
      if (value === undefined || value.length === 0 || (typeof value === 'string' && value.trim() === '')) return []
      return [[id, kind === 'days' ? Number(value) : typeof value === 'string' ? value.trim() : value]]
    }),
  )
}
