import type { SealProfile } from '../trust-profile.ts'

/** The names that ICP-Brasil gives to what a company's certificate says in its alternative names. */
const OTHER_NAME = {
  responsible: '2.16.76.1.3.2',
  registrationNumber: '2.16.76.1.3.3',
  person: '2.16.76.1.3.4',
  socialSecurity: '2.16.76.1.3.7',
}

/** Nobody real answers for a company of this directory: an invented name, and zeros where a number isn't given. */
const RESPONSIBLE = 'PESSOA RESPONSAVEL DE TESTE'
const PERSON = `01011980${'0'.repeat(11)}${'0'.repeat(11)}${'0'.repeat(15)}`
const NO_SOCIAL_SECURITY_NUMBER = '0'.repeat(12)
/** The number of the office that identified the company: the install's own bank. */
const OFFICE = '99999008000170'

/** A signing certificate as ICP-Brasil issues it to companies (certificate standard, signing certificates). */
export const seal: SealProfile = {
  subject: ({ organisation, authority }) => [
    { oid: '0.9.2342.19200300.100.1.1', value: organisation.organisationId },
    { oid: '2.5.4.6', value: 'BR', printable: true },
    { oid: '2.5.4.10', value: 'ICP-Brasil' },
    { oid: '2.5.4.11', value: authority },
    { oid: '2.5.4.11', value: OFFICE },
    { oid: '2.5.4.11', value: 'Presencial' },
    { oid: '2.5.4.3', value: organisation.name },
  ],
  otherNames: ({ organisation }) => [
    { oid: OTHER_NAME.responsible, value: RESPONSIBLE },
    { oid: OTHER_NAME.registrationNumber, value: organisation.registrationNumber },
    { oid: OTHER_NAME.person, value: PERSON },
    { oid: OTHER_NAME.socialSecurity, value: NO_SOCIAL_SECURITY_NUMBER },
  ],
}
