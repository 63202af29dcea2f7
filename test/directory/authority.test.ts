import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { derOf, parseCertificate } from '../../server/kernel/certificate.ts'
import { openTestDirectory, refusal, type TestDirectory, WIRE_START } from './opening.ts'

const DAY_MS = 86_400_000

let bank: TestDirectory
beforeEach(async () => {
  bank = await openTestDirectory()
})
afterEach(() => bank.close())

test('the authority signs itself, and may sign only certificates, revocation lists and what it says of their status', () => {
  const pem = bank.directory.authority.certificatePem
  const certificate = new X509Certificate(pem)
  expect(certificate.ca).toBe(true)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.fingerprint256).toBe(bank.directory.authority.fingerprint256)
  expect(certificate.validToDate.getTime()).toBeGreaterThan(WIRE_START + 9 * 365 * DAY_MS)
  const der = derOf(pem).toString('hex')
  expect(der).toContain('0603551d13' + '0101ff' + '0408' + '30060101ff020100')
  expect(der).toContain('0603551d0f' + '0101ff' + '0404' + '03020186')
})

test('a second opening of the folder has the same authority and makes no key', async () => {
  const files = () => readdirSync(bank.keysDir).map((file) => [file, readFileSync(join(bank.keysDir, file), 'utf8')])
  const before = files()
  const again = await bank.again()
  expect(files()).toEqual(before)
  expect(again.directory.authority).toEqual(bank.directory.authority)
  expect(again.directory.bank).toEqual(bank.directory.bank)
  expect(again.directory.serverCredentials()).toEqual(bank.directory.serverCredentials())
})

test('a replaced bank.db keeps the authority of the folder', async () => {
  const again = await bank.again({ database: 'other.db' })
  expect(again.directory.authority).toEqual(bank.directory.authority)
})

test.each([
  ['half-written', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 300)), 'holds-no-key'],
  ['empty', (file: string) => writeFileSync(file, ''), 'holds-no-key'],
  ['missing', (file: string) => rmSync(file), 'is-missing'],
])('an authority key that is %s is refused with the file named, never replaced', async (_, harm, reason) => {
  const file = join(bank.keysDir, 'ca.key.pem')
  harm(file)
  const refused = await refusal(() => bank.again())
  expect(refused).toMatchObject({ type: 'authority-unreadable', facts: { file, reason } })
  expect(refused.facts.remedy).toContain('start over')
})

test('a key of another authority is refused', async () => {
  writeFileSync(join(bank.keysDir, 'ca.key.pem'), bank.directory.serverCredentials().keyPem)
  expect(await refusal(() => bank.again())).toMatchObject({
    type: 'authority-unreadable',
    facts: { reason: 'does-not-fit-certificate' },
  })
})

test('an authority certificate that was lost is written again from bank.db', async () => {
  rmSync(join(bank.keysDir, 'ca.pem'))
  const again = await bank.again()
  expect(again.directory.authority).toEqual(bank.directory.authority)
  expect(readFileSync(join(bank.keysDir, 'ca.pem'), 'utf8')).toBe(bank.directory.authority.certificatePem)
})

test('a first start that was cut short after the authority’s key goes on with that key', async () => {
  const key = readFileSync(join(bank.keysDir, 'ca.key.pem'), 'utf8')
  rmSync(join(bank.keysDir, 'ca.pem'))
  const again = await bank.again({ database: 'other.db' })
  expect(readFileSync(join(bank.keysDir, 'ca.key.pem'), 'utf8')).toBe(key)
  const server = parseCertificate(derOf(again.directory.serverCredentials().certificatePem))
  expect(again.directory.readCertificate(derOf(again.directory.serverCredentials().certificatePem)).issuedByUs).toBe(
    true,
  )
  expect(server.issuerDer).toEqual(parseCertificate(derOf(again.directory.authority.certificatePem)).subjectDer)
})

test.skipIf(process.platform === 'win32')('private keys are files of the owner alone, and never in bank.db', () => {
  expect(statSync(bank.keysDir).mode & 0o777).toBe(0o700)
  const files = readdirSync(bank.keysDir)
  expect(files).toContain('ca.key.pem')
  for (const file of files) expect(statSync(join(bank.keysDir, file)).mode & 0o777).toBe(0o600)
  expect(bank.db.serialize().includes('PRIVATE KEY')).toBe(false)
})

test('a private key of another kind that holds no key is refused with its file', async () => {
  const file = join(bank.keysDir, 'server.key.pem')
  writeFileSync(file, 'torn')
  expect(await refusal(() => bank.again())).toMatchObject({ type: 'key-file-unreadable', facts: { file } })
})
