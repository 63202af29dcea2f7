import type { JsonSchema } from '#kernel'
import { identifier, list, object, part, text } from '../../schema/build.ts'

/** A bank as ISO 9362:2022 names it. */
const bic: JsonSchema = {
  type: 'string',
  pattern: '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$',
  example: 'EXAMUS33',
}

/** Who gives instructions, by the members that ISO 20022 has for a party; any other is kept as it is sent. */
const partyMembers = {
  ...{
    name: { ...text(140), minLength: 1 },
    countryOfResidence: { type: 'string', pattern: '^[A-Z]{2}$', example: 'US' },
    bic,
  },
  ...{ postalAddress: object({}), identification: object({}), contactDetails: object({}) },
}
/** How they are paid, or have others paid. */
const methodMembers = {
  ...{ paymentMethod: { ...text(64), minLength: 1 }, accountId: identifier, accountNumber: text(34), bic },
  ...{
    routingTransitNumber: { type: 'string', pattern: '^\\d{8,9}$', example: '990000017' },
    directDeposit: object({}),
  },
}

export const partyBody: JsonSchema = { ...object({}, partyMembers), minProperties: 1, maxProperties: 50 }
export const methodBody: JsonSchema = { ...object({}, methodMembers), minProperties: 1, maxProperties: 50 }

export const partyComponents: Readonly<Record<string, JsonSchema>> = {
  PaymentInitiationPartyId: object({ paymentInitiationPartyId: identifier }),
  PaymentInitiationParty: object({ paymentInitiationPartyId: identifier }, partyMembers),
  PaymentInitiationParties: object(
    { page: part('Page'), paymentInitiationParties: list(part('PaymentInitiationParty')) },
    { links: part('PageLinks') },
  ),
  PaymentMethodRegistrationId: object({ paymentMethodRegistrationId: identifier }),
  PaymentMethodRegistration: object({ paymentMethodRegistrationId: identifier }, methodMembers),
}
