import { afterAll, beforeAll, expect, test } from 'vitest'
import { isCnpj } from '../../server/markets/obb/registration-number.ts'
import { anybody, ORGANISATION, openTestDirectory, PROFILE, refusal, type TestDirectory } from './opening.ts'

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

test('whoever enrolled is listed beside the bank, oldest first', () => {
  const [organisation] = bank.directory.recipients()
  expect(bank.directory.recipients()).toHaveLength(1)
  expect(organisation).toMatchObject({ name: ORGANISATION.name, roles: ['DADOS'], ispb: null })
})

test('the public documents are served by path', async () => {
  const read = (path: string) => bank.directory.answer(anybody('GET', path))
  expect((await read('/ca.pem'))?.body).toBe(bank.directory.authority.certificatePem)
  const keys = (await read('/openbanking.jwks'))!
  expect(keys.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(JSON.parse(String(keys.body))).toEqual(bank.directory.keySet('/openbanking.jwks'))
  expect(await read('/ca.key.pem')).toBeUndefined()
  expect(await read('/')).toBeUndefined()
})

test('a bank made before a market was added takes the market’s roles when it is opened again', async () => {
  const again = await bank.again({ profiles: { test: PROFILE, later: { ...PROFILE, roles: ['LATER'] } } })
  expect(again.directory.bank).toEqual({ ...bank.directory.bank, roles: [...PROFILE.roles, 'LATER'] })
})
