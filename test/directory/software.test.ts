import { afterAll, beforeAll, expect, test } from 'vitest'
import { ORGANISATION, openTestDirectory, refusal, softwareOf, type TestDirectory } from './opening.ts'

let bank: TestDirectory
let organisationId: string
beforeAll(async () => {
  bank = await openTestDirectory()
  organisationId = bank.directory.enrolOrganisation(ORGANISATION).organisationId
})
afterAll(() => bank.close())

test('a software is created active, kept, and told of', async () => {
  const input = {
    ...softwareOf(organisationId),
    webhookUris: ['https://127.0.0.1:4303/hooks'],
    logoUri: 'https://a.example/l',
  }
  const software = bank.directory.createSoftware(input)
  expect(software).toMatchObject({
    ...input,
    status: 'Active',
    version: '1.0',
    description: 'Sample app',
    tosUri: null,
  })
  expect((await bank.again()).directory.software(software.softwareId)).toEqual(software)
  const [event] = bank.happened('directory.software-created')
  expect(event).toMatchObject({ market: 'test', data: { organisationId, softwareId: software.softwareId } })
})

test('redirects and status can be changed', () => {
  const { softwareId } = bank.directory.createSoftware(softwareOf(organisationId))
  const redirectUris = ['https://app.example/one', 'https://app.example/two']
  bank.directory.updateSoftware(softwareId, { redirectUris })
  bank.directory.updateSoftware(softwareId, { status: 'Inactive' })
  expect(bank.directory.software(softwareId)).toMatchObject({ redirectUris, status: 'Inactive' })
  expect(bank.happened('directory.software-updated')).toHaveLength(2)
})

test.each([
  ['organisation-not-found', { organisationId: 'nobody' }],
  ['market-unknown', { market: 'nowhere' }],
  ['market-unknown', { market: 'constructor' }],
  ['role-unknown', { roles: ['PAGTO'] }],
  ['role-unknown', { roles: [] }],
  ['software-name-invalid', { name: '' }],
  ['software-uri-invalid', { redirectUris: [] }],
  ['software-uri-invalid', { redirectUris: ['http://127.0.0.1/cb'] }],
  ['software-uri-invalid', { redirectUris: ['https://127.0.0.1/cb#part'] }],
  ['software-uri-invalid', { redirectUris: ['https://127.0.0.1/cb#'] }],
  ['software-uri-invalid', { redirectUris: ['https://user@127.0.0.1/cb'] }],
  ['software-uri-invalid', { redirectUris: [' https://127.0.0.1/cb'] }],
  ['software-uri-invalid', { redirectUris: ['/cb'] }],
  ['software-uri-invalid', { logoUri: 'javascript:alert(1)' }],
])('a software is refused with %s for %j', async (type, change) => {
  const refused = await refusal(() => bank.directory.createSoftware({ ...softwareOf(organisationId), ...change }))
  expect(refused.type).toBe(type)
})

test('an unknown software can’t be changed', async () => {
  expect((await refusal(() => bank.directory.updateSoftware('nobody', {}))).type).toBe('software-not-found')
})
