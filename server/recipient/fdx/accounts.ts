import type { Language } from '../web/language.ts'
import type { Fields } from './data.ts'
import { fieldWords } from './words/fields.ts'
import { fdxWords } from './words/index.ts'

/** What an account of a category is worth to its holder: the first of these fields that is told, owed or owned. */
type Worth = { fields: readonly string[]; owed?: true }

/** The categories of accounts and the figures that matter most in each (FDX 6.4, accounts). */
const CATEGORIES: Record<string, { worth: Worth; figures: readonly string[] }> = {
  DEPOSIT_ACCOUNT: {
    worth: { fields: ['currentBalance', 'availableBalance'] },
    figures: ['currentBalance', 'availableBalance'],
  },
  DIGITAL_WALLET: {
    worth: { fields: ['currentBalance', 'availableBalance'] },
    figures: ['currentBalance', 'availableBalance'],
  },
  LOC_ACCOUNT: {
    worth: { fields: ['currentBalance', 'principalBalance'], owed: true },
    figures: ['currentBalance', 'availableCredit', 'creditLine', 'minimumPaymentAmount'],
  },
  LOAN_ACCOUNT: {
    worth: { fields: ['principalBalance', 'payOffAmount'], owed: true },
    figures: ['principalBalance', 'nextPaymentAmount', 'originalPrincipal'],
  },
  INVESTMENT_ACCOUNT: {
    worth: { fields: ['currentValue', 'availableCashBalance'] },
    figures: ['currentValue', 'availableCashBalance', 'marginBalance'],
  },
  INSURANCE_ACCOUNT: { worth: { fields: [] }, figures: ['policyCoverageAmount', 'policyPremium'] },
  ANNUITY_ACCOUNT: { worth: { fields: ['surrenderValue'] }, figures: ['surrenderValue', 'payoutAmount'] },
  COMMERCIAL_ACCOUNT: {
    worth: { fields: ['currentLedgerBalance', 'closingLedgerBalance', 'currentAvailableBalance', 'currentBalance'] },
    figures: ['currentLedgerBalance', 'currentAvailableBalance', 'openingLedgerBalance'],
  },
}

/** Commercial accounts are of every kind; these are debts. */
const OWED_TYPES = new Set(['COMMERCIALLOAN', 'COMMERCIALLINEOFCREDIT'])

/** Categories whose movements are income and spending; a purchase of shares or an instalment only moves money. */
const EVERYDAY = new Set(['DEPOSIT_ACCOUNT', 'LOC_ACCOUNT', 'DIGITAL_WALLET', 'COMMERCIAL_ACCOUNT'])

/** Deposits that nobody spends from. */
const SET_ASIDE = new Set(['CD', 'ESCROW'])

export function isEveryday({ accountCategory, accountType }: Fields): boolean {
  const type = String(accountType)
  return EVERYDAY.has(String(accountCategory)) && !OWED_TYPES.has(type) && !SET_ASIDE.has(type)
}

/** The field that says what an account is worth, and whether that is owed. */
export function worthOf(facts: Fields): { value: unknown; owed: boolean } {
  const { fields, owed } = CATEGORIES[String(facts.accountCategory)]?.worth ?? USUAL
  const told = fields.find((name) => facts[name] !== undefined)
  return {
    value: told === undefined ? undefined : facts[told],
    owed: owed === true || OWED_TYPES.has(String(facts.accountType)),
  }
}

const USUAL: Worth = { fields: ['currentBalance', 'principalBalance', 'currentValue'] }

/** The fields shown largest. */
export const figuresOf = ({ accountCategory }: Fields): readonly string[] =>
  CATEGORIES[String(accountCategory)]?.figures ?? USUAL.fields

/** The heading of an account's category. */
export function categoryName(language: Language, { accountCategory }: Fields): string {
  return fdxWords(language).accountCategories[String(accountCategory)] ?? String(accountCategory ?? '')
}

/** An account's type in words: a card is a card, whatever its category is called. */
export function typeName(language: Language, { accountType }: Fields): string {
  const type = String(accountType ?? '')
  return fdxWords(language).accountTypes[type] ?? type
}

/** How the customer knows an account: its nickname, else the bank's product, else its type. */
export const accountName = (language: Language, facts: Fields): string =>
  String(facts.nickname ?? facts.productName ?? typeName(language, facts))

/** Its type and masked number. */
export const accountPlace = (language: Language, facts: Fields): string =>
  [typeName(language, facts), facts.accountNumberDisplay].filter(Boolean).map(String).join(' · ')

/** An account in a few words, for a list. */
export function shortName(language: Language, facts: Fields): string {
  const end = String(facts.accountNumberDisplay ?? '').slice(-4)
  return `${accountName(language, facts)}${end && ` ···${end}`}`
}

/** A field's name in words; an unknown one as the standard spells it. */
export const fieldName = (language: Language, name: string): string => fieldWords(language)[name] ?? name
