import type { Personas } from '#bank'

/** The islander; the login is also one of the Brazilian book, with another password. */
export const NILO = { login: 'ana', password: 'seashell' }

const ARRIVED = Date.UTC(2026, 0, 5, 12)

/** The island's own book: one islander with two pots. */
export function ilhaPersonas(): Personas {
  const pot = { holders: ['nilo'], kind: 'savings', ownership: 'individual', branch: null, checkDigit: '' } as const
  return {
    book: 'ilha-book',
    currency: 'XTS',
    brandName: 'Harbour Bank',
    bankCode: 'H',
    people: [
      {
        ...{ key: 'nilo', name: 'Nilo of the Cove', document: 'cove-17', language: 'en' },
        login: { name: NILO.login, password: NILO.password, note: 'two pots' },
      },
    ],
    companies: [],
    accounts: [
      {
        ...pot,
        holders: [...pot.holders],
        key: 'big',
        number: '1',
        openedAt: ARRIVED,
        openingMinor: 700,
        openingNarrative: 'Shells',
      },
      {
        ...pot,
        holders: [...pot.holders],
        key: 'small',
        number: '2',
        openedAt: ARRIVED,
        openingMinor: 30,
        openingNarrative: 'Shells',
      },
    ],
    movements: [
      { account: 'big', at: ARRIVED + 3_600_000, kind: 'other', narrative: 'Lost at sea', amountMinor: -100 },
    ],
  }
}
