import type { Account, Contact, Holder, TaxYear } from '#bank'
import { problem } from '#kernel'
import type { Rooms, RouteInput } from '../../../api.ts'
import { consentOf } from '../../shared-accounts.ts'

/** The forms that this bank makes of a year's ledger (FDX 6.4, tax forms). */
export const FORM_TYPES = ['Tax1099Int', 'Tax1099Div', 'Tax1098', 'TaxW2'] as const
export type FormType = (typeof FORM_TYPES)[number]

/** A year's facts of one form, with whom it is about. */
export type TaxForm = {
  id: string
  type: FormType
  year: number
  /** When it came out: `yyyy-mm-dd`. */
  date: string
  account: Account
  holder: Holder
  contact: Contact | undefined
  facts: Facts
}

type Of<Member extends 'interest' | 'dividends' | 'mortgageInterest' | 'wages'> = TaxYear[Member][number]
type Facts =
  | { of: 'Tax1099Int'; interest: Of<'interest'> }
  | { of: 'Tax1099Div'; dividends: Of<'dividends'> }
  | { of: 'Tax1098'; mortgage: Of<'mortgageInterest'>; originatedOn: string | undefined }
  | { of: 'TaxW2'; wages: Of<'wages'> }

/** Forms of a year come out on this day of the next. */
const OUT_ON = '01-31'

/** The year that there are forms of, and the day on which they came out. */
export type YearOut = { year: number; date: string }

/**
 * The year that forms are of: the one before this. Throws tax-year-unsupported for another one, and tax-forms-early
 * before its forms come out (FDX 6.4, errors 1202 and 1205).
 */
export function yearOut(input: RouteInput, asked: number | undefined): YearOut {
  const thisYear = new Date(input.now).getUTCFullYear()
  const year = thisYear - 1
  if (asked !== undefined && asked !== year) throw problem('tax-year-unsupported', { sent: asked, year }, 'tax-year')
  const date = `${thisYear}-${OUT_ON}`
  if (input.now < Date.parse(date)) throw problem('tax-forms-early', { year, from: date }, 'tax-forms-out')
  return { year, date }
}

/** The forms that the bank makes of a year, about the shared accounts of the person who consented and of the companies they act for. */
export function taxForms(rooms: Rooms, input: RouteInput, out: YearOut): TaxForm[] {
  return taxpayers(rooms, input).flatMap((holder) => formsOf(rooms, input, { holder, ...out }))
}

/** Whose forms the consent can share: its holder's, and those of companies that its person acts for. */
function taxpayers({ bank }: Rooms, input: RouteInput): Holder[] {
  const { holderId, personId } = consentOf(input)
  const own = holderId === null ? undefined : bank.customers.holder(holderId)
  const others = personId === null ? [] : bank.customers.actsFor(personId)
  const all = [...(own ? [own] : []), ...others]
  return [...new Map(all.map((holder) => [holder.id, holder])).values()]
}

function formsOf(
  { bank }: Rooms,
  input: RouteInput,
  { holder, year, date }: Pick<TaxForm, 'holder' | 'year' | 'date'>,
) {
  const { accountIds } = consentOf(input)
  const contact = bank.customers.contact(holder.id)
  const found = factsOf(bank.taxes.ofYear(holder.id, year), (accountId) => bank.contracts.find(accountId)?.originatedOn)
  return found.flatMap(({ accountId, key, facts }): TaxForm[] => {
    const account = accountIds.includes(accountId) ? bank.accounts.find(accountId) : undefined
    if (!account) return []
    const id = formId(input, `${holder.id} ${year} ${facts.of} ${key}`)
    return [{ id, type: facts.of, year, date, account, holder, contact, facts }]
  })
}

type Found = { accountId: string; key: string; facts: Facts }

function factsOf(year: TaxYear, originatedOn: (accountId: string) => string | undefined): Found[] {
  const ofAccount = (accountId: string, facts: Facts): Found => ({ accountId, key: accountId, facts })
  return [
    ...year.interest.map((interest) => ofAccount(interest.accountId, { of: 'Tax1099Int', interest })),
    ...year.dividends.map((dividends) => ofAccount(dividends.accountId, { of: 'Tax1099Div', dividends })),
    ...year.mortgageInterest.map((mortgage) =>
      ofAccount(mortgage.accountId, { of: 'Tax1098', mortgage, originatedOn: originatedOn(mortgage.accountId) }),
    ),
    ...year.wages.map((wages): Found => {
      const { employer, accountId } = wages
      return {
        accountId,
        key: `${accountId} ${employer.document ?? employer.name ?? ''}`,
        facts: { of: 'TaxW2', wages },
      }
    }),
  ]
}

/** A form's id: nobody else can make it, and it is the same whenever it is asked for. */
function formId({ sealOf }: RouteInput, about: string): string {
  return Buffer.from(sealOf(`tax form ${about}`))
    .toString('hex')
    .slice(0, 32)
}
