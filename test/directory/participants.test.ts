import { afterAll, beforeAll, expect, test } from 'vitest'
import { isCnpj } from '#directory'
import { ORGANISATION, openTestDirectory, refusal, type TestDirectory } from './opening.ts'

const SERVER = { AuthorisationServerId: 'one' }
const OTHER_NUMBER = '99.999.024/0001-63'

let bank: TestDirectory
beforeAll(async () => {
  bank = await openTestDirectory()
})
afterAll(() => bank.close())

test('the install’s bank has a right CNPJ that begins with its participant code', () => {
  const { registrationNumber, ispb, name, roles } = bank.directory.bank
  expect(name).toBe('Banco Bancada S.A.')
  expect(isCnpj(registrationNumber)).toBe(true)
  expect(registrationNumber.startsWith(ispb!)).toBe(true)
  expect(roles).toEqual(['DADOS', 'PAGTO', 'CONTA'])
})

test('an organisation is enrolled with its CNPJ in bare digits, and an event tells of it', () => {
  const organisation = bank.directory.enrolOrganisation(ORGANISATION)
  expect(organisation).toMatchObject({ registrationNumber: '99999016000117', ispb: null, status: 'Active' })
  expect(bank.directory.organisation(organisation.organisationId)).toEqual(organisation)
  const events = bank.happened('directory.organisation-enrolled')
  expect(events.map((event) => event.data)).toEqual([{ organisationId: organisation.organisationId }])
})

test.each([
  ['registration-number-invalid', { ...ORGANISATION, registrationNumber: '99.999.016/0001-00' }],
  ['registration-number-invalid', { ...ORGANISATION, registrationNumber: '' }],
  ['registration-number-taken', ORGANISATION],
  ['organisation-name-invalid', { ...ORGANISATION, name: '  ' }],
  ['role-unknown', { ...ORGANISATION, registrationNumber: OTHER_NUMBER, roles: ['KING'] }],
  ['role-unknown', { ...ORGANISATION, registrationNumber: OTHER_NUMBER, roles: [] }],
])('an enrolment is refused with %s', async (type, input) => {
  expect((await refusal(() => bank.directory.enrolOrganisation(input))).type).toBe(type)
})

test('the participants list has the bank with its authorisation servers and every recipient without', () => {
  const list = bank.directory.participants({ authorisationServers: [SERVER] })
  expect(list).toHaveLength(2)
  expect(list[0]).toMatchObject({
    OrganisationId: bank.directory.bank.organisationId,
    Status: 'Active',
    RegistrationNumber: bank.directory.bank.registrationNumber,
    AuthorisationServers: [SERVER],
  })
  expect(list[1]).toMatchObject({
    OrganisationName: ORGANISATION.name,
    LegalEntityName: ORGANISATION.name,
    AuthorisationServers: [],
    OrgDomainRoleClaims: [{ Role: 'DADOS', Status: 'Active', AuthorisationDomain: 'Open Banking' }],
  })
})

test('the public documents are served by path', () => {
  const entry = { authorisationServers: [SERVER] }
  const participants = bank.directory.serve('/participants', entry)!
  expect(participants.contentType).toBe('application/json; charset=utf-8')
  expect(JSON.parse(participants.body)).toEqual(bank.directory.participants(entry))
  expect(bank.directory.serve('/ca.pem', entry)?.body).toBe(bank.directory.authority.certificatePem)
  const keys = bank.directory.serve('/openbanking.jwks', entry)!
  expect(JSON.parse(keys.body)).toEqual(bank.directory.keySet('/openbanking.jwks'))
  expect(bank.directory.serve('/ca.key.pem', entry)).toBeUndefined()
  expect(bank.directory.serve('/', entry)).toBeUndefined()
})
