import { connect as connectPlain } from 'node:net'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { statusRequest } from '../support/certificate-status.ts'
import { consoleApi } from '../support/console-api.ts'
import { certificateRequest, directoryClient, newSoftware } from '../support/directory-client.ts'
import { forgedCertificate } from '../support/forged.ts'
import { type ClientTls, rawBytes } from '../support/raw-call.ts'

/** The name under which every path is the directory's. */
const NAME = 'diretorio.example.com'
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS']
const TYPES = [
  ...['application/x-www-form-urlencoded', 'application/x-pem-file', 'text/plain', 'application/json'],
  ...['application/ocsp-request', 'application/x-www-form-urlencoded; charset=utf-7', '', 'x'],
]
const SUFFIXES = [
  ...['', '/', '//', '/..', '%', '%00', '%ff', '?', '?a=1&a=2', '/__proto__', '/constructor', '/%2e%2e'],
  `/${'a'.repeat(3000)}`,
]
const FORMS = [
  ...['grant_type=client_credentials', 'grant_type=__proto__', 'grant_type=client_credentials&client_id=%00'],
  ...[
    'grant_type=client_credentials&client_id=x&client_id=y',
    'scope=directory:software',
    '%zz',
    '&&&=',
    'a'.repeat(5000),
  ],
]
const JSONS = ['{"RevokeReason":"superseded"}', '{"RevokeReason":"__proto__"}', '{"RevokeReason":1}', '[]', 'null', '{']

let bank: TestBank
let software: Awaited<ReturnType<typeof newSoftware>>
let ca: string
let paths: string[]
let bodies: Buffer[]
let certificates: Record<string, ClientTls | undefined>
let tokens: Record<string, string>

beforeAll(async () => {
  bank = await openTestBank({ directoryHost: { name: NAME } })
  software = await newSoftware(bank, 'Qualquer')
  const { directory } = bank.rooms
  ca = directory.authority.certificatePem
  const { softwareId, organisationId, credentials } = software
  const doomed = await newSoftware(bank, 'Revogado')
  directory.revokeCertificate(doomed.credentials.transport.serialNumber, 'unspecified')
  const seal = directory.certificatesOf({ softwareId }).find(({ kind }) => kind === 'signing')?.serialNumber as string
  certificates = {
    own: software.tls,
    none: undefined,
    foreign: await forgedCertificate(credentials.transport.certificatePem),
    ended: await forgedCertificate(credentials.transport.certificatePem, { issuer: 'own', bank, days: [-400, -400] }),
    revoked: doomed.tls,
    signing: {
      cert: directory.certificate(seal)?.certificatePem as string,
      key: directory.certificateKey(seal) as string,
    },
  }
  // Under the directory's own name the addresses can't be called from here: the path is, at the doors themselves.
  const token = await directoryClient(bank, software).call(`${bank.urls.mutual}/directory/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${softwareId}`,
  })
  tokens = { own: String(token.json?.access_token), wrong: 'x'.repeat(43), odd: 'é b', none: '' }
  const own = `/organisations/${organisationId}/softwarestatements/${softwareId}`
  const serial = credentials.transport.serialNumber
  paths = [
    ...[
      '/.well-known/openid-configuration',
      '/token',
      '/ca.pem',
      '/ca.cer',
      '/ca.crl',
      '/ocsp',
      '/ocsp/x',
      '/participants',
    ],
    ...['/openbanking.jwks', `/${organisationId}/application.jwks`, `/${organisationId}/${softwareId}/transport.jwks`],
    ...['/organisations', `/organisations/${organisationId}`, `/organisations/${organisationId}/authorisationservers`],
    ...[`/organisations/${organisationId}/certificates/rtsseal`, own, `${own}/assertion`, `${own}/certificates`],
    ...[`${own}/certificates/rtstransport`, `${own}/certificates/rtssigning`, `${own}/certificates/__proto__`],
    ...[
      `${own}/certificates/rtssigning/${serial}`,
      `${own}/certificates/rtstransport/00`,
      '/organisations/__proto__',
      '',
    ],
  ]
  const { pem } = await certificateRequest()
  bodies = [...FORMS, ...JSONS, pem.slice(0, 300), pem.replaceAll('A', 'B')].map((text) => Buffer.from(text))
  bodies.push(Buffer.alloc(0), statusRequest(ca, [serial]), statusRequest(ca, [serial]).subarray(0, 40))
})
afterAll(() => bank?.close())

function rows(): Record<string, number> {
  const db = new BetterSqlite3(path.join(bank.dataDir, 'bank.db'), { readonly: true })
  const tables = ['organisations', 'software', 'certificates', 'credentials', 'tokens', 'keystores']
  const counts = tables.map((table) => [
    table,
    db.prepare<[], number>(`SELECT count(*) FROM directory_${table}`).pluck().get() as number,
  ])
  db.close()
  return Object.fromEntries(counts)
}

test('whatever is sent to the directory is answered in its words: no 5xx, no secret, no row left behind', async () => {
  const call = fc.record({
    door: fc.constantFrom('public' as const, 'mutual' as const, 'mutual' as const, 'console' as const),
    named: fc.boolean(),
    certificate: fc.constantFrom(...Object.keys(certificates)),
    token: fc.constantFrom(...Object.keys(tokens)),
    method: fc.constantFrom(...METHODS),
    path: fc.constantFrom(...paths),
    suffix: fc.oneof(
      { weight: 5, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom(...SUFFIXES) },
      { weight: 1, arbitrary: fc.webSegment().map((segment) => `/${segment}`) },
    ),
    type: fc.constantFrom(...TYPES),
    body: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...bodies) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
    ),
  })
  const before = rows()
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(call, async ({ door, named, certificate, token, method, path: at, suffix, type, body }) => {
      const host = named ? `matls-api.${NAME}` : 'localhost'
      const head = [
        `${method} ${named && door !== 'console' ? at || '/' : `/directory${at}`}${suffix} HTTP/1.1`,
        ...[`Host: ${host}`, 'Connection: close', `Content-Length: ${body.length}`],
        ...(type === '' ? [] : [`Content-Type: ${type}`]),
        ...(tokens[token] ? [`Authorization: Bearer ${tokens[token]}`] : []),
      ]
      const bytes = [Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]
      const tls = certificates[certificate]
      const answer =
        door === 'console'
          ? await plainBytes(bank.urls.console, bytes)
          : await rawBytes(bank.urls[door], ca, bytes, { timeoutMs: 8_000, ...(tls ? { tls } : {}) })
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect(status, answer.slice(0, 300)).toBeGreaterThanOrEqual(200)
      expect(status, answer.slice(0, 300)).toBeLessThan(500)
      expect(answer).not.toContain('PRIVATE KEY')
      expect(answer).not.toContain(bank.dataDir)
      expect(answer).not.toMatch(/\n {4}at |SQLITE|node_modules/)
      if (status >= 400) for (const secret of Object.values(tokens)) if (secret) expect(answer).not.toContain(secret)
    }),
    { numRuns: 500 },
  )
  expect(bank.log.errors).toEqual([])
  expect(statuses.get(200)).toBeGreaterThan(10)
  expect(statuses.get(401)).toBeGreaterThan(10)
  // Nothing that was sent is a whole certificate request or the software's own token request: nothing was made.
  expect(rows()).toEqual(before)
}, 120_000)

test('whatever is sent to the console’s part of it is answered below 500 and makes nothing by accident', async () => {
  const api = consoleApi(bank)
  const { softwareId, organisationId, credentials } = software
  const { serialNumber } = credentials.transport
  const targets = [
    ...['organisations', `organisations/${organisationId}/status`, `organisations/${organisationId}/certificates`],
    ...['software', `software/${softwareId}/changes`, `software/${softwareId}/certificates`, 'software/x/credentials'],
    ...[`certificates/${serialNumber}/revoke`, `certificates/00/renew`, 'certificates/x/key', 'organisations/x/status'],
  ]
  const value = fc.oneof(
    fc.constantFrom<unknown>('', 'x', 'Active', 'Nada', 0, -1, null, true, [], {}, ['x'], 'https://x', 'signing'),
    fc.string(),
  )
  const names = [
    'name',
    'registrationNumber',
    'roles',
    'status',
    'kind',
    'requestPem',
    'reason',
    'market',
    'redirectUris',
  ]
  const body = fc.oneof(
    fc.dictionary(fc.constantFrom(...names, 'organisationId', '__proto__', 'other'), value, { maxKeys: 5 }),
    fc.jsonValue(),
  )
  const before = rows()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), body, async (target, sent) => {
      // A change that fits is no accident; these are tried elsewhere.
      const fits =
        (sent as { status?: unknown } | null)?.status === 'Active' ||
        (sent as { kind?: unknown } | null)?.kind === 'signing'
      fc.pre(!fits)
      const { status } = await api.call('POST', `/api/directory/${target}`, sent)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 300 },
  )
  expect(rows()).toEqual(before)
  expect(bank.log.errors).toEqual([])
}, 120_000)

/** The same without TLS. */
function plainBytes(url: string, bytes: Buffer[]): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const socket = connectPlain({ host: hostname, port: Number(port) }, () => {
      for (const part of bytes) socket.write(part)
    })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error('no answer within 8 s'))
    }, 8_000)
    socket.on('data', (chunk: Buffer) => received.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(Buffer.concat(received).toString('latin1'))
    })
  })
}
