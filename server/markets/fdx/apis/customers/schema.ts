import type { JsonSchema } from '#kernel'
import { boolean, date, identifier, list, type Members, object, oneOf, part, text } from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'

const COUNTRY: JsonSchema = { type: 'string', pattern: '^[A-Z]{2}$' }

const RELATIONSHIP = oneOf(
  ...['AUTHORIZED_SIGNER', 'AUTHORIZED_USER', 'BUSINESS', 'FOR_BENEFIT_OF', 'POWER_OF_ATTORNEY', 'PRIMARY'],
  ...['PRIMARY_BORROWER', 'PRIMARY_JOINT', 'PRIMARY_JOINT_TENANTS', 'SECONDARY', 'SECONDARY_BORROWER'],
  ...['SECONDARY_JOINT', 'SECONDARY_JOINT_TENANTS', 'SOLE_OWNER', 'TRUSTEE', 'UNIFORM_TRANSFER_TO_MINOR'],
)

/** Who somebody is (FDX 6.4, CustomerWithoutId). */
const identity: Members = {
  type: oneOf('BUSINESS', 'CONSUMER'),
  name: part('CustomerName'),
  businessCustomer: part('BusinessCustomer'),
  dateOfBirth: date,
  taxId: { type: 'string', pattern: '^(\\*{5}.{1,4}|[0-9]{9})$' },
  taxIdCountry: COUNTRY,
  governmentId: object({ type: oneOf('DRIVERS_LICENSE', 'PASSPORT'), id: text() }, { region: text(64) }),
}

const reach: Members = {
  emails: list(text(), { minItems: 1 }),
  addresses: list(part('DeliveryAddress'), { minItems: 1 }),
  telephones: list(part('TelephoneNumber'), { minItems: 1 }),
}

export const components: Readonly<Record<string, JsonSchema>> = {
  CustomerName: object(
    { first: { ...text(), minLength: 1 }, last: { ...text(), minLength: 1 } },
    { middle: text(), suffix: text(), prefix: text() },
  ),
  BusinessCustomer: object(
    { name: text() },
    {
      registeredAgents: list(object({ first: text(), last: text() })),
      registeredId: text(),
      industryCode: object({ type: oneOf('NAICS', 'SIC'), code: text(16) }),
      domicile: object({}, { region: text(64), country: COUNTRY }),
    },
  ),
  DeliveryAddress: object(
    { line1: text(64), city: text(64), country: COUNTRY },
    {
      line2: text(64),
      line3: text(64),
      region: text(64),
      postalCode: text(10),
      type: oneOf('BUSINESS', 'DELIVERY', 'HOME', 'MAILING'),
      primary: boolean,
    },
  ),
  TelephoneNumber: object(
    {
      type: oneOf('HOME', 'BUSINESS', 'PERSONAL', 'BOTH', 'FAX'),
      number: { type: 'string', pattern: '^\\d{1,15}$' },
    },
    {
      country: { type: 'string', pattern: '^\\+?[1-9]\\d{0,2}$' },
      network: oneOf('CELLULAR', 'LANDLINE', 'PAGER', 'SATELLITE', 'VOIP'),
      primary: boolean,
    },
  ),
  AccountHolder: object({}, { ...identity, relationship: RELATIONSHIP }),
  AccountContact: object({ holders: list(part('AccountHolder'), { minItems: 1 }), ...reach }),
  Customer: object(
    { customerId: identifier },
    {
      ...identity,
      ...reach,
      accounts: list(object({ accountId: identifier }, { relationship: RELATIONSHIP, links: list(part('Link')) })),
    },
  ),
  Customers: pageOf('customers', part('Customer')),
}
