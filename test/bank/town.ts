import type { AccountPersona, AccountTerms, Bank, MovementPersona, Personas } from '#bank'
import { DAY_MS, NOON, testBank } from './support.ts'

/** A day of November 2026, the month of the tests' noon, or of one before it; at noon in UTC unless said otherwise. */
export const on = (day: string, time = '12:00') => Date.parse(`${day}T${time}:00Z`)

type Holding = Partial<AccountPersona> & { kind: AccountPersona['kind']; terms?: AccountTerms }

/**
 * A bank with one person who holds a checking account (`own`) and whatever is given, by key; each opened with nothing a
 * year ago unless it says otherwise.
 */
export function town(
  holdings: Record<string, Holding>,
  movements: MovementPersona[] = [],
  more: Partial<Personas> = {},
  options: Parameters<typeof testBank>[0] = {},
) {
  const opened = testBank(options)
  const accounts = Object.entries<Holding>({ own: { kind: 'current', openingMinor: 5_000_00 }, ...holdings }).map(
    ([key, holding], index): AccountPersona => ({
      ...{ key, holders: ['ida'], ownership: 'individual', branch: null, number: `10${index}`, checkDigit: '' },
      ...{ openedAt: on('2025-11-02'), openingMinor: 0, openingNarrative: 'Opened', ...holding },
    }),
  )
  opened.bank.seed({
    ...{ book: 'town', currency: 'USD', brandName: 'Bank of the Town', bankCode: '990000000' },
    people: [
      { key: 'ida', name: 'Ida Moss', document: '1', language: 'en' },
      { key: 'lou', name: 'Lou Fern', document: '2', language: 'en' },
    ],
    companies: [{ key: 'shop', legalName: 'The Shop Inc', tradeName: 'Shop', document: '3', representatives: ['lou'] }],
    accounts,
    movements,
    ...more,
  })
  const holder = (document: string) => opened.bank.customers.byDocument('town', document)?.id ?? ''
  const ids = Object.fromEntries(
    accounts.map(({ key, number }) => {
      const found = ['1', '2', '3'].flatMap((document) => opened.bank.accounts.ofHolder(holder(document)))
      return [key, found.find((account) => account.number === number)?.id ?? '']
    }),
  ) as Record<string, string>
  return { ...opened, ids, ida: holder('1'), lou: holder('2'), shop: holder('3') }
}

/** A movement of the seed at noon of a day. */
export function moved(
  account: string,
  day: string,
  kind: MovementPersona['kind'],
  amountMinor: number,
  more: Partial<MovementPersona> = {},
): MovementPersona {
  return { account, at: on(day), kind, narrative: kind, amountMinor, ...more }
}

/** Pays from the checking account to another one, now. */
export function pay(
  bank: Bank,
  ids: Record<string, string>,
  to: string,
  kind: MovementPersona['kind'],
  amountMinor: number,
) {
  const postings = [
    { accountId: ids.own as string, amountMinor: -amountMinor },
    { accountId: ids[to] as string, amountMinor },
  ]
  return bank.ledger.post({ kind, narrative: 'Payment', postings })
}

export { DAY_MS, NOON }
