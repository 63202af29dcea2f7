import type { AccountPersona, Personas, PersonPersona } from '#bank'
import { cpf } from '../../mock-data/documents.ts'
import { obbPersonas } from '../../mock-data/index.ts'

/** How many accounts Dora has: three pages of twenty-five. */
export const DORA_ACCOUNTS = 60

const DAY_MS = 86_400_000

/**
 * The Brazilian book's customers and two more: Dora, with more accounts than fit a page, and Enzo, with one account
 * for each thing that can happen to one. All of theirs begin empty: tests book what they need.
 */
export function manyAccounts(lastDay: string): Personas[] {
  const book = obbPersonas({ lastDay })
  const openedAt = Date.parse(`${lastDay}T12:00:00Z`) - 900 * DAY_MS
  const account = (holder: string, name: string, more: Partial<AccountPersona> = {}): AccountPersona => ({
    key: `${holder}-${name}`,
    holders: [holder],
    kind: 'current',
    ownership: 'individual',
    branch: '0001',
    number: String(
      10_000_000 + ([...`${holder}${name}`].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 80_000_000),
    ),
    checkDigit: '1',
    openedAt,
    openingMinor: 0,
    openingNarrative: 'Abertura',
    ...more,
  })
  return [
    {
      ...book,
      people: [...book.people, person('dora', '444777000'), person('enzo', '555888111')],
      accounts: [
        ...book.accounts,
        ...Array.from({ length: DORA_ACCOUNTS }, (_, i) =>
          account('dora', String(i), { kind: i % 3 === 0 ? 'savings' : 'current' }),
        ),
        account('enzo', 'statement'),
        account('enzo', 'overdraft', { overdraftLimitMinor: 500_00 }),
        account('enzo', 'savings', { kind: 'savings', ownership: 'joint-all' }),
        account('enzo', 'prepaid', { kind: 'prepaid', branch: null }),
        account('enzo', 'to-hide'),
        account('enzo', 'to-block'),
        account('enzo', 'to-close'),
      ],
    },
  ]
}

function person(key: string, digits: string): PersonPersona {
  const name = key === 'dora' ? 'Dora Ipê Vereda' : 'Enzo Jequitibá Aurora'
  return {
    key,
    name,
    document: cpf(digits),
    language: 'pt-BR',
    login: { name: key, password: 'bancada', note: 'a customer of the tests' },
  }
}
