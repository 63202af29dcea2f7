import type { AccountPersona, PersonPersona } from '#bank'
import { cpf } from '../documents.ts'
import type { Line } from '../movements.ts'

/** A customer who can log in; the login is the key. */
export function person(key: string, name: string, nineDigits: string, note: string): PersonPersona {
  return {
    ...{ key, name, document: cpf(nineDigits), email: `${key}@exemplo.invalid`, language: 'pt-BR' },
    login: { name: key, password: 'bancada', note },
  }
}

/** An account in the first branch, opened with a deposit, unless `more` says otherwise. */
export function account(
  key: string,
  holders: string[],
  [number, checkDigit]: readonly [string, string],
  openedAt: number,
  openingMinor: number,
  more: Partial<AccountPersona> = {},
): AccountPersona {
  return {
    ...{ key, holders, kind: 'current', ownership: holders.length > 1 ? 'joint-any' : 'individual', branch: '0001' },
    ...{ number, checkDigit, openedAt, openingMinor, openingNarrative: 'Depósito de abertura de conta' },
    ...more,
  }
}

/** The same line in each of the last three months, the newest `daysBefore` the last day; `amount` may differ by month. */
export function monthly(daysBefore: number, line: (amountOf: (...amounts: number[]) => number) => Tail): Line[] {
  return [2, 1, 0].map((month) => [daysBefore + month * 30, ...line((...amounts) => amounts[month] ?? 0)])
}

type Tail = Line extends readonly [number, ...infer Rest] ? Rest : never
