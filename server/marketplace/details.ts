import { problem } from '#kernel'
import type { RegistrationDetails, RegistrationField, RegistrationForm } from '#markets'

/**
 * The client metadata of what a developer said of an application in their market's own fields; the install's own say
 * who stands behind them by the market's data, unless they say any of it themselves.
 * Throws application-detail-invalid { field, reason, allowed? }.
 */
export function registeredOf(
  form: RegistrationForm | undefined,
  said: RegistrationDetails = {},
  { own = false }: { own?: boolean } = {},
): Readonly<Record<string, unknown>> {
  const ours = (own && form?.own) || {}
  const details = Object.keys(ours).some((id) => id in said) ? said : { ...ours, ...said }
  for (const [id, value] of Object.entries(details)) {
    const field = form?.fields.find((candidate) => candidate.id === id)
    if (!field) throw refused(id, 'unknown', form?.fields.map((known) => known.id) ?? [])
    check(field, value)
  }
  return form?.metadata(details) ?? {}
}

function check(field: RegistrationField, value: RegistrationDetails[string]): void {
  switch (field.kind) {
    case 'text':
      if (typeof value !== 'string') throw refused(field.id, 'text')
      return
    case 'address':
      if (typeof value !== 'string' || URL.parse(value)?.protocol !== 'https:') throw refused(field.id, 'address')
      return
    case 'days': {
      const { least, most } = field
      if (typeof value !== 'number' || value < least || value > most) throw refused(field.id, 'days', [least, most])
      return
    }
    default: {
      const known = field.options.map((option) => option.value)
      const chosen = field.kind === 'choice' ? [value] : value
      if (!Array.isArray(chosen) || chosen.some((one) => !known.includes(String(one))))
        throw refused(field.id, 'choice', known)
    }
  }
}

function refused(field: string, reason: string, allowed?: readonly unknown[]) {
  return problem('application-detail-invalid', { field, reason, ...(allowed ? { allowed } : {}) })
}
