import type { Fields } from '../data.ts'
import type { ObbWords } from '../words/index.ts'

/** How an account is called: its kind, branch and number. */
export function accountName(words: ObbWords, { type, branchCode, number, checkDigit }: Fields): string {
  const branch = branchCode === undefined ? '' : `${words.branch} ${branchCode}, `
  return `${kindName(words, type)} · ${branch}${plainNumber(number)}-${checkDigit}`
}

/** Where an account is: its brand, branch and number. */
export function accountPlace(words: ObbWords, { brandName, branchCode, number, checkDigit }: Fields): string {
  const branch = branchCode === undefined ? null : `${words.branch} ${branchCode}`
  return [brandName, branch, `${plainNumber(number)}-${checkDigit}`].filter(Boolean).map(String).join(' · ')
}

/** An account in a few words, for a list; its hyphen does not break. */
export const shortName = (words: ObbWords, { type, number, checkDigit }: Fields): string =>
  `${kindName(words, type)} ${plainNumber(number)}\u2011${checkDigit}`

export const kindName = (words: ObbWords, type: unknown): string => words.accountTypes[String(type)] ?? String(type)

/** Numbers come filled up with zeros, which nobody reads out. */
const plainNumber = (number: unknown): string => String(number).replace(/^0+(?=.)/, '')
