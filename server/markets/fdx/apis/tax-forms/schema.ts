import type { JsonSchema } from '#kernel'
import { date, identifier, integer, list, type Members, money, object, oneOf, part, text } from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'
import { FORM_TYPES, type FormType } from './forms.ts'

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
const FORMS: Readonly<Record<FormType, Members>> = {
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

const keyOf = (type: FormType): string => type.charAt(0).toLowerCase() + type.slice(1)

export const components: Readonly<Record<string, JsonSchema>> = {
  NameAddress: object(
    { name1: text() },
    { line1: text(), line2: text(), city: text(), region: text(), postalCode: text(16), country: text(2) },
  ),
  ...Object.fromEntries(FORM_TYPES.map((type) => [type, object(required, { ...optional, ...FORMS[type] })])),
  TaxData: {
    oneOf: FORM_TYPES.map((type) => ({ ...object({ [keyOf(type)]: part(type) }), additionalProperties: false })),
  },
  TaxDataList: pageOf('forms', part('TaxData')),
}
