import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { newSoftware } from '../support/directory-client.ts'
import type { ClientTls } from '../support/raw-call.ts'

const NAME = 'sandbox.directory.example.com'
let dataDir: string
let bank: TestBank
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bancada-hosts-'))
  bank = await openTestBank({ dataDir, directoryHost: { name: NAME } })
})
afterAll(async () => {
  await bank?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** One call as the machine of somebody whose resolver sends every name to this one. */
function call(
  url: string,
  { tls, ...init }: { method?: string; headers?: Record<string, string>; body?: string; tls?: ClientTls } = {},
) {
  const { certificatePem: ca } = bank.rooms.directory.authority
  type Answer = { status: number; text: string; authorized: boolean }
  return new Promise<Answer>((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = init
    const lookup = (_host: string, options: { all?: boolean }, done: (...found: unknown[]) => void) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)
    const req = request(
      url,
      { method, headers, ca, agent: false, servername: new URL(url).hostname, lookup: lookup as never, ...tls },
      async (response) => {
        let text = ''
        for await (const part of response) text += part
        resolve({ status: response.statusCode as number, text, authorized: true })
      },
    )
    req.on('error', reject)
    req.end(body)
  })
}

test('the directory’s addresses are under the name, its parts each under a host of its own', () => {
  const { addresses } = bank.rooms.directory
  const { port } = new URL(bank.urls.public)
  expect(addresses).toMatchObject({
    issuer: `https://auth.${NAME}:${port}`,
    token: `https://matls-auth.${NAME}:${new URL(bank.urls.mutual).port}`,
    keystore: `https://keystore.${NAME}:${port}`,
    data: `https://data.${NAME}:${port}`,
    revocation: `http://crl.${NAME}:${new URL(bank.urls.console).port}`,
  })
})

test('metadata, participants, statement, key sets and API are all there, over trusted TLS', async () => {
  const { addresses } = bank.rooms.directory
  const software = await newSoftware(bank, 'Com nome')
  const metadata = JSON.parse((await call(`${addresses.issuer}/.well-known/openid-configuration`)).text)
  expect(metadata.issuer).toBe(addresses.issuer)
  const participants = JSON.parse((await call(`${addresses.data}/participants`)).text)
  expect(participants[0].AuthorisationServers[0].PayloadSigningCertLocationUri).toContain(addresses.keystore)

  const token = await call(metadata.token_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=client_credentials&client_id=${software.softwareId}`,
    tls: software.tls,
  })
  const { access_token: value } = JSON.parse(token.text)
  const assertion = await call(
    `${addresses.api}/organisations/${software.organisationId}/softwarestatements/${software.softwareId}/assertion`,
    { headers: { authorization: `Bearer ${value}` }, tls: software.tls },
  )
  const claims = JSON.parse(Buffer.from(assertion.text.split('.')[1] as string, 'base64url').toString())
  expect(claims.software_jwks_uri).toContain(addresses.keystore)
  expect(JSON.parse((await call(claims.software_jwks_uri)).text).keys).toHaveLength(2)
})

test('certificates and the servers’ own name the configured hosts', async () => {
  const { directory } = bank.rooms
  const server = new X509Certificate(directory.serverCredentials().certificatePem)
  for (const host of directory.addresses.hosts) expect(server.checkHost(host)).toBe(host)
  expect(server.checkHost('localhost')).toBe('localhost')
  const software = await newSoftware(bank, 'Com endereço')
  expect(new X509Certificate(software.credentials.transport.certificatePem).infoAccess).toContain(`http://crl.${NAME}`)
})

test('what tells of revocation is at the root of its host, without TLS, and where earlier certificates name it (RFC 5280 8)', async () => {
  const { port } = new URL(bank.urls.console)
  const plainly = (path: string, host: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${bank.urls.console}${path}`, { headers: { host }, agent: false }, (answer) => resolve(answer.resume())).on(
        'error',
        reject,
      )
    })
  const { revocation } = bank.rooms.directory.addresses
  expect(revocation).toBe(`http://crl.${NAME}:${port}`)
  for (const [path, type] of [
    ['/ca.crl', 'application/pkix-crl'],
    ['/ca.cer', 'application/pkix-cert'],
  ] as const) {
    for (const at of [path, `/directory${path}`]) {
      const answer = await plainly(at, `crl.${NAME}:${port}`)
      expect([at, answer.statusCode, answer.headers['content-type']]).toEqual([at, 200, type])
    }
  }
  expect((await plainly('/ca.crl', `elsewhere.example.com:${port}`)).statusCode).toBe(421)
  expect((await plainly('/api/info', `crl.${NAME}:${port}`)).statusCode).toBe(421)
})

test('applications register and connect as ever, and a name that is not the directory’s gets the bank', async () => {
  const app = await bank.app('Com host')
  expect((await app.connect('ana')).accessToken).toBeTruthy()
  await app.close()
  expect(bank.log.errors).toEqual([])
  const other = await call(bank.urls.public, { headers: { host: 'elsewhere.example.com' } })
  expect(other.text).toContain('Bancada')
})

test('the name is kept with the folder until it is taken away, and earlier registrations go on', async () => {
  const app = await bank.app('Antes e depois')
  const port = Number(new URL(bank.urls.console).port)
  await bank.close()
  bank = await openTestBank({ dataDir, port: undefined as never })
  expect(new URL(bank.urls.console).port).toBe(String(port))
  expect(bank.rooms.directory.addresses.issuer).toContain(NAME)
  await bank.close()
  bank = await openTestBank({ dataDir, port: undefined as never, directoryHost: null })
  expect(bank.rooms.directory.addresses.issuer).toBe(`${bank.urls.public}/directory`)
  // Its key set was registered under the name; the directory still finds it by that address or its own.
  await expect(app.clientToken()).resolves.toMatchObject({ scope: expect.stringContaining('consents') })
  await app.close()
  const { port: tlsPort } = new URL(bank.urls.public)
  const peer = await new Promise<string>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(tlsPort), rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerX509Certificate()?.subjectAltName))
      socket.destroy()
    })
  })
  expect(peer).toContain('localhost')
})
