import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CertificateView, Organisation, Software } from '#directory'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { answerOf, command } from '../support/command-line.ts'
import { consoleApi } from '../support/console-api.ts'
import { certificateRequest } from '../support/directory-client.ts'

const NUMBER = '99999016000117'
const REDIRECT = 'https://127.0.0.1:8443/callback'
/** Each step is a process of its own; a busy machine takes its time. */
const SLOW_MS = 120_000

let bank: TestBank
let dir: string
beforeAll(async () => {
  bank = await openTestBank()
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-desk-'))
})
afterAll(async () => {
  await bank?.close()
  rmSync(dir, { recursive: true, force: true })
})

const answer = <T>(...args: string[]) => answerOf<T>(bank.dataDir, args)

async function refusal(...args: string[]) {
  const { code, err } = await command(...args, '--json', '--data', bank.dataDir)
  return { code, type: (JSON.parse(err) as { error: { type: string } }).error.type }
}

describe('at the command line', () => {
  let organisation: Organisation
  let software: Software
  let first: CertificateView

  test(
    'an organisation is enrolled and a software statement made, with keys, certificates and a fresh assertion',
    async () => {
      const enrolled = await answer<{ organisation: Organisation }>(
        ...['directory', 'enrol', '--name', 'Cooperativa do Teste', '--number', NUMBER, '--role', 'DADOS,PAGTO'],
      )
      organisation = enrolled.organisation
      const listed = await answer<{ organisations: Organisation[] }>('directory', 'organisations')
      expect(listed.organisations).toContainEqual(organisation)
      const { organisationId } = organisation
      const added = await answer<{ software: Software; certificates: CertificateView[] }>(
        ...['directory', 'software', 'add', '--organisation', organisationId, '--name', 'Livro-caixa'],
        ...['--redirect-uri', REDIRECT, '--role', 'DADOS'],
      )
      software = added.software
      expect(added.certificates.map(({ kind }) => kind)).toEqual(['transport', 'signing', 'server'])
      first = added.certificates[0] as CertificateView
      const { assertion } = await answer<{ assertion: string }>('directory', 'assertion', software.softwareId)
      expect(decodeJwt(assertion)).toMatchObject({ software_id: software.softwareId, org_id: organisationId })
      const own = await answer<{ software: Software[] }>('directory', 'software', '--organisation', organisationId)
      expect(own.software).toEqual([software])
    },
    SLOW_MS,
  )

  test(
    'a software’s files are written when it is made and again later, each time with a fresh statement (RFC 7591 2.3)',
    async () => {
      type Made = { software: Software; written: Record<string, string> }
      const out = path.join(dir, 'self')
      const add = [
        ...['directory', 'software', 'add', '--organisation', organisation.organisationId, '--name', 'Livro'],
        ...['--redirect-uri', REDIRECT, '--role', 'DADOS', '--out', out],
      ]
      const { software: made, written } = await answer<Made>(...add)
      const read = (name: string) => readFileSync(written[name] as string, 'utf8')
      const statement = read('software-statement.jwt')
      expect(decodeJwt(statement).software_id).toBe(made.softwareId)
      expect(JSON.parse(read('encryption.jwk.json'))).toMatchObject({ use: 'enc', d: expect.any(String) })
      expect(new X509Certificate(read('transport.crt.pem')).subject).toContain(made.softwareId)
      expect(read('bancada.env')).toContain(`BANCADA_SOFTWARE_ID='${made.softwareId}'`)
      expect(read('bancada.env')).not.toContain('BANCADA_CLIENT_ID')

      const files = ['directory', 'software', 'files', made.softwareId, '--out']
      expect((await answer<Made>(...files, out)).written).toEqual(written)
      expect(read('software-statement.jwt')).not.toBe(statement)
      const others = ['directory', 'software', 'files', software.softwareId, '--out', out]
      expect(await refusal(...others)).toEqual({ code: 1, type: 'files-in-the-way' })
      const own = ['directory', 'software', '--organisation', organisation.organisationId]
      const before = await answer<{ software: Software[] }>(...own)
      expect(await refusal(...add)).toEqual({ code: 1, type: 'files-in-the-way' })
      expect(await answer(...own)).toEqual(before)
    },
    SLOW_MS,
  )

  test(
    'a certificate is renewed into files that fit each other, issued for a request, and revoked with a reason',
    async () => {
      const out = path.join(dir, 'renewed')
      type Renewed = { certificate: CertificateView; written: Record<string, string> }
      const renewed = await answer<Renewed>('directory', 'renew', first.serialNumber, '--out', out)
      const read = (name: string) => readFileSync(renewed.written[name] as string, 'utf8')
      const certificate = new X509Certificate(read('transport.crt.pem'))
      expect(certificate.checkPrivateKey(createPrivateKey(read('transport.key.pem')))).toBe(true)
      expect(certificate.verify(new X509Certificate(read('ca.crt.pem')).publicKey)).toBe(true)

      const { pem } = await certificateRequest()
      const csr = path.join(dir, 'request.pem')
      writeFileSync(csr, pem)
      const { softwareId } = software
      const issued = await answer<{ certificate: CertificateView; keyPem?: string }>(
        ...['directory', 'issue', '--software', softwareId, '--kind', 'signing', '--csr', csr],
      )
      expect(issued.certificate).toMatchObject({ kind: 'signing', hasKey: false, status: 'Active' })
      expect(issued.keyPem).toBeUndefined()

      await answer('directory', 'revoke', first.serialNumber.toLowerCase(), '--reason', 'superseded')
      const { certificates } = await answer<{ certificates: CertificateView[] }>(
        ...['directory', 'certificates', '--software', softwareId],
      )
      expect(certificates.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
        'signing Active',
        'transport Active',
        'server Active',
        'signing Active',
        'transport Revoked',
      ])
    },
    SLOW_MS,
  )

  test(
    'a software is put to sleep, an organisation withdrawn and taken back',
    async () => {
      const set = ['directory', 'software', 'set', software.softwareId, '--status', 'Inactive']
      expect((await answer<{ software: Software }>(...set)).software.status).toBe('Inactive')
      const status = (now: string) =>
        answer<{ organisation: Organisation }>('directory', 'status', organisation.organisationId, '--status', now)
      expect((await status('Withdrawn')).organisation.status).toBe('Withdrawn')
      expect((await status('Active')).organisation.status).toBe('Active')
    },
    SLOW_MS,
  )

  test(
    'what is refused is told by its name',
    async () => {
      expect(await refusal('directory', 'issue', '--kind', 'transport')).toEqual({ code: 2, type: 'holder-missing' })
      const { organisationId } = organisation
      const transport = ['directory', 'issue', '--organisation', organisationId, '--kind', 'transport']
      expect(await refusal(...transport)).toEqual({ code: 1, type: 'certificate-kind-unknown' })
      expect(await refusal('directory', 'renew', '00')).toEqual({ code: 1, type: 'certificate-not-found' })
      expect(await refusal('start', '--directory-host', 'not a name')).toEqual({
        code: 2,
        type: 'directory-host-invalid',
      })
    },
    SLOW_MS,
  )
})

describe('in the console API', () => {
  const api = () => consoleApi(bank)

  test('the lists page by key, newest first', async () => {
    const all = await api().call<{ certificates: CertificateView[] }>('GET', '/api/directory/certificates')
    const ids: string[] = []
    let before: string | null = ''
    while (before !== null) {
      const path = `/api/directory/certificates?limit=2${before === '' ? '' : `&before=${before}`}`
      const page: { body: { certificates: CertificateView[]; next: string | null } } = await api().call('GET', path)
      ids.push(...page.body.certificates.map(({ serialNumber }) => serialNumber))
      before = page.body.next
    }
    expect(ids).toEqual(all.body.certificates.map(({ serialNumber }) => serialNumber))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('a page of an organisation shows its software, seals and key sets', async () => {
    const { organisationId } = bank.rooms.directory.bank
    const { body } = await api().call('GET', `/api/directory/organisations/${organisationId}`)
    expect(body).toMatchObject({ isBank: true, software: [], certificates: [{ kind: 'signing', status: 'Active' }] })
    expect(JSON.stringify(body)).not.toContain('PRIVATE KEY')
  })

  test('the bank is never withdrawn, and bad bodies are refused by their schema', async () => {
    const { organisationId } = bank.rooms.directory.bank
    const withdrawn = await api().call('POST', `/api/directory/organisations/${organisationId}/status`, {
      status: 'Withdrawn',
    })
    expect(withdrawn).toMatchObject({ status: 409, body: { error: { type: 'organisation-is-the-bank' } } })
    for (const path of ['organisations', 'software', `organisations/${organisationId}/certificates`]) {
      for (const body of [{}, [], { name: 1 }, { kind: 'other' }, 'text']) {
        expect((await api().call('POST', `/api/directory/${path}`, body)).status, path).toBe(400)
      }
    }
    for (const limit of ['0', '101', 'x', '']) {
      expect((await api().call('GET', `/api/directory/software?limit=${limit}`)).status).toBe(400)
    }
  })

  test('a private key is the owner’s to take, once for each who asks, and nobody else’s', async () => {
    const { organisationId } = bank.rooms.directory.bank
    const [seal] = bank.rooms.directory.certificatesOf({ organisationId })
    const path = `/api/directory/certificates/${seal?.serialNumber}/key`
    const { body } = await api().call<{ keyPem: string }>('POST', path, {})
    expect(createPrivateKey(body.keyPem).asymmetricKeyType).toBe('rsa')
    const stranger = await fetch(bank.urls.console + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer nobody' },
    })
    expect(stranger.status).toBe(401)
    expect((await api().call('POST', '/api/directory/certificates/00/key', {})).status).toBe(404)
  })
})

test('nothing of this was a fault of the bank', () => {
  expect(bank.log.errors).toEqual([])
})
