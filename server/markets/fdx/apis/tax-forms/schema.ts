import type { JsonSchema } from '#kernel'
import { date, identifier, integer, list, type Members, money, object, oneOf, part, text } from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'
import { FORM_TYPES, type FormType } from './forms.ts'
import { keyOf } from './map.ts'

const required: Members = {
  taxFormId: identifier,
  taxYear: integer,
  taxFormType: oneOf(...FORM_TYPES),
}

const optional: Members = {
  taxFormDate: date,
  description: text(),
  accountId: identifier,
  links: list(part('Link')),
}

const TIN: JsonSchema = { type: 'string', pattern: '^\\*{5}.{1,4}$' }

const recipient: Members = {
  payerNameAddress: part('NameAddress'),
  payerRtn: text(9),
  recipientTin: TIN,
  recipientNameAddress: part('NameAddress'),
  accountNumber: text(),
}

/** What each form tells in full. */
export const FORMS: Readonly<Record<FormType, Members>> = {
  Tax1099Int: { ...recipient, interestIncome: money },
  Tax1099Div: { ...recipient, ordinaryDividends: money },
  Tax1098: {
    lenderNameAddress: part('NameAddress'),
    borrowerTin: TIN,
    borrowerNameAddress: part('NameAddress'),
    accountNumber: text(),
    mortgageInterest: money,
    outstandingPrincipal: money,
    originationDate: date,
  },
  TaxW2: {
    employeeTin: TIN,
    employerTin: text(16),
    employerNameAddress: part('NameAddress'),
    employeeName: object({ first: text(), last: text() }),
    employeeAddress: object(
      {},
      { line1: text(), city: text(), region: text(), postalCode: text(16), country: text(2) },
    ),
    wages: money,
    federalTaxWithheld: money,
    socialSecurityWages: money,
    socialSecurityTaxWithheld: money,
    medicareWages: money,
    medicareTaxWithheld: money,
    codes: list(object({ code: text(4), amount: money })),
    stateAndLocal: list(object({}, { state: object({}, { taxWithheld: money, income: money }) })),
  },
}

/** Members with a taxpayer's number: it is told, and kept, by its last four digits. */
export const TIN_MEMBERS: readonly string[] = ['recipientTin', 'borrowerTin', 'employeeTin']
const TIN_SENT: JsonSchema = { type: 'string', pattern: '^[0-9*-]{0,16}[0-9]{4}$', example: '*****6789' }

/** Without it a form says nothing. */
const ESSENTIAL: Readonly<Record<FormType, string>> = {
  Tax1099Int: 'interestIncome',
  Tax1099Div: 'ordinaryDividends',
  Tax1098: 'mortgageInterest',
  TaxW2: 'wages',
}

/** A form as an application hands it in. That accountId must be there has a code of its own (FDX 6.4, error 1204). */
function sent(type: FormType): JsonSchema {
  const members = Object.entries(FORMS[type]).map(([name, schema]) => {
    if (TIN_MEMBERS.includes(name)) return [name, TIN_SENT]
    return [name, schema === money ? { ...money, minimum: 0, maximum: MOST } : schema]
  })
  return {
    ...object(
      { taxYear: integer },
      { ...optional, taxFormId: identifier, taxFormType: oneOf(type), ...Object.fromEntries(members) },
    ),
    required: ['taxYear', ESSENTIAL[type]],
  }
}

/** No form of this bank's customers says more, in whole units. */
const MOST = 1e9

const sentForms: Members = Object.fromEntries(FORM_TYPES.map((type) => [keyOf(type), part(`${type}Sent`)]))
const ONE = { minProperties: 1, maxProperties: 1 }

/** One form under the key of its type, or the same as a list of one: editions of the standard differ. */
export const formBody: JsonSchema = {
  ...object({}, { ...sentForms, forms: list(part('TaxDataSent'), { minItems: 1, maxItems: 1 }) }),
  ...ONE,
  example: { tax1099Int: { accountId: 'acc-1', taxYear: 2025, interestIncome: 12.34 } },
}

export const components: Readonly<Record<string, JsonSchema>> = {
  NameAddress: object(
    { name1: text() },
    { line1: text(), line2: text(), city: text(), region: text(), postalCode: text(16), country: text(2) },
  ),
  ...Object.fromEntries(FORM_TYPES.map((type) => [type, object(required, { ...optional, ...FORMS[type] })])),
  ...Object.fromEntries(FORM_TYPES.map((type) => [`${type}Sent`, sent(type)])),
  TaxDataSent: { ...object({}, sentForms), ...ONE },
  TaxData: {
    oneOf: FORM_TYPES.map((type) => ({ ...object({ [keyOf(type)]: part(type) }), additionalProperties: false })),
  },
  TaxDataList: pageOf('forms', part('TaxData')),
}
