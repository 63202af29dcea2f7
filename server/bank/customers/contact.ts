/** A postal address; `region` is a state or province. */
export type Address = {
  kind: 'home' | 'business' | 'mailing' | 'delivery'
  lines: string[]
  city: string
  region: string
  postalCode: string
  /** ISO 3166, two letters. */
  country: string
  primary: boolean
}

export type Phone = {
  kind: 'home' | 'business' | 'personal'
  /** Of the country, without a sign: `1`. */
  callingCode: string
  /** Digits only. */
  number: string
  network: 'cellular' | 'landline' | 'voip'
  primary: boolean
}

/** How a customer is reached and who they are, as far as the bank was told. */
export type Contact = {
  addresses: Address[]
  phones: Phone[]
  emails: { address: string; primary: boolean }[]
  /** Of a person: the name in its parts, and the day of birth (`yyyy-mm-dd`). */
  person: {
    name: { prefix?: string; first: string; middle?: string; last: string; suffix?: string }
    bornOn: string
    governmentId: { kind: 'driving-licence' | 'passport'; number: string; region: string | null } | null
  } | null
  /** Of a company: who answers for it, its number in the register, its trade, and where it has its seat. */
  company: {
    registeredAgents: { first: string; last: string }[]
    registeredId: string
    /** NAICS, 2022. */
    industryCode: string
    domicile: { region: string; country: string }
  } | null
  /** The country that gave the customer's taxpayer number. */
  taxCountry: string
}
