import { problem } from '#kernel'
import type { RegistrationDetails, RegistrationField } from '#markets'
import type { RunningBank } from './running-bank.ts'

const OPTION = '--detail'

/** What a market asks of an application beside its name and addresses; nothing for many. */
export async function fieldsOf(bank: RunningBank, market: string): Promise<readonly RegistrationField[]> {
  type Products = { markets: { id: string; fields: RegistrationField[] }[] }
  const { markets } = await bank.call<Products>('GET', '/api/products')
  return markets.find(({ id }) => id === market)?.fields ?? []
}

/**
 * FIELD=VALUE lines as the market's fields take them; what a field can't take is the bank's to refuse.
 * Throws details-unwanted where it asks for nothing, option-value-unknown for a field it doesn't ask for, and
 * option-repeated.
 */
export function detailsOf(fields: readonly RegistrationField[], given: readonly string[]): RegistrationDetails {
  if (fields.length === 0) throw problem('details-unwanted')
  const details: Record<string, RegistrationDetails[string]> = {}
  for (const line of given) {
    const cut = line.indexOf('=')
    const field = fields.find(({ id }) => id === line.slice(0, cut))
    if (cut < 0 || !field) {
      const known = fields.map(({ id }) => `${id}=…`)
      throw problem('option-value-unknown', { option: OPTION, value: line, known })
    }
    if (details[field.id] !== undefined) throw problem('option-repeated', { option: `${OPTION} ${field.id}` })
    details[field.id] = typed(field, line.slice(cut + 1).trim())
  }
  return details
}

function typed({ kind }: RegistrationField, value: string): RegistrationDetails[string] {
  if (kind === 'choices') return value.split(',').map((one) => one.trim())
  return kind === 'days' && /^\d+$/.test(value) ? Number(value) : value
}

/** What a field takes, in words for a table. */
export function takes(field: RegistrationField): string {
  const { label } = field
  if (field.kind === 'days') return `${label.en} (${field.least} to ${field.most})`
  if (field.kind === 'choice' || field.kind === 'choices') {
    const known = field.options.map(({ value }) => value).join(', ')
    return `${label.en} (${field.kind === 'choice' ? 'one' : 'some'} of ${known})`
  }
  return field.kind === 'address' ? `${label.en} (https)` : label.en
}
