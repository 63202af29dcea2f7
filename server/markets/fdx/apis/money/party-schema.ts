import { type JsonSchema, PRINTABLE } from '#kernel'
import { foreignId, identifier, line, list, type Members, object, part } from '../../schema/build.ts'

/** A bank as ISO 9362:2022 names it. */
const bic: JsonSchema = {
  type: 'string',
  pattern: '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$',
  example: 'EXAMUS33',
}

/** Members beyond those known, at any depth: named as members are, printable, and no number that JSON can't tell again. */
const free: JsonSchema = {
  type: 'object',
  maxProperties: 50,
  propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$', example: 'taxResidence' },
  additionalProperties: part('Kept'),
}
const kept: JsonSchema = {
  ...{ maxLength: 2000, pattern: PRINTABLE, minimum: -1e15, maximum: 1e15 },
  ...{ items: part('Kept'), maxItems: 100 },
  ...{ propertyNames: free.propertyNames, additionalProperties: part('Kept'), maxProperties: 50 },
}

/** Who gives instructions, by the members that ISO 20022 has for a party. */
const partyMembers = {
  ...{
    name: { ...line(140), minLength: 1 },
    countryOfResidence: { type: 'string', pattern: '^[A-Z]{2}$', example: 'US' },
    bic,
  },
  ...{ postalAddress: free, identification: free, contactDetails: free },
}
/** How they are paid, or have others paid. */
const methodMembers = {
  ...{
    paymentMethod: { ...line(64), minLength: 1 },
    accountId: foreignId,
    accountNumber: line(34),
    bic,
  },
  ...{
    routingTransitNumber: { type: 'string', pattern: '^\\d{8,9}$', example: '990000017' },
    directDeposit: free,
  },
}

/** One known member at least says whom or what a body is about; any other is kept as it is sent. */
const about = (members: Members): JsonSchema => ({
  ...free,
  properties: members,
  anyOf: Object.keys(members).map((name) => ({ required: [name] })),
})

export const partyBody: JsonSchema = about(partyMembers)
export const methodBody: JsonSchema = about(methodMembers)

export const partyComponents: Readonly<Record<string, JsonSchema>> = {
  Kept: kept,
  PaymentInitiationPartyId: object({ paymentInitiationPartyId: identifier }),
  PaymentInitiationParty: object({ paymentInitiationPartyId: identifier }, partyMembers),
  PaymentInitiationParties: object(
    { page: part('Page'), paymentInitiationParties: list(part('PaymentInitiationParty')) },
    { links: part('PageLinks') },
  ),
  PaymentMethodRegistrationId: object({ paymentMethodRegistrationId: identifier }),
  PaymentMethodRegistration: object({ paymentMethodRegistrationId: identifier }, methodMembers),
}
