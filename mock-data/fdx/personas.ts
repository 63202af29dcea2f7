import type { Personas } from '#bank'
import { openCalendar } from '../calendar.ts'

/** The first customers of the US book. */
export function fdxPersonas({ lastDay }: { lastDay: string }): Personas {
  const opened = openCalendar(lastDay).at(60, '09:00')
  const account = {
    holders: ['avery'],
    ownership: 'individual',
    branch: null,
    checkDigit: '',
    openedAt: opened,
  } as const
  return {
    book: 'fdx',
    currency: 'USD',
    brandName: 'Bancada Bank',
    bankCode: '999999992',
    people: [
      {
        ...{ key: 'avery', name: 'Avery Lindqvist', document: '900000001', language: 'en' },
        login: { name: 'avery', password: 'bancada', note: 'checking and savings' },
      },
    ],
    companies: [],
    accounts: [
      {
        ...account,
        holders: ['avery'],
        key: 'avery-checking',
        kind: 'current',
        number: '1000200417',
        openingMinor: 120_000,
        openingNarrative: 'Opening deposit',
      },
      {
        ...account,
        holders: ['avery'],
        key: 'avery-savings',
        kind: 'savings',
        number: '1000208842',
        openingMinor: 850_000,
        openingNarrative: 'Opening deposit',
      },
    ],
    movements: [],
  }
}
