import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Credentials, type Directory, openDirectory } from '#directory'
import { openRegistrationCall } from '#discovery'
import { type Database, openDatabase, openEvents, openWorld } from '#kernel'
import type { TrustProfile } from '#markets'

const folder = mkdtempSync(join(tmpdir(), 'bancada-registration-'))
const profile: TrustProfile = {
  roles: ['DATA'],
  readSubject: () => ({ softwareId: undefined, organisationId: undefined }),
  registrationNumber: (text) => text,
  statementNames: { softwareId: 'software', organisationId: 'organisation', keySet: 'keys' },
  statementSeconds: 300,
  transportSubject: () => [{ oid: '2.5.4.3', value: 'localhost' }],
  statementClaims: () => ({ iss: 'test', keys: 'https://localhost/keys' }),
}

let db: Database
let directory: Directory
let credentials: Credentials
let softwareStatement: string
let server: Server | undefined

beforeAll(async () => {
  db = openDatabase(join(folder, 'bank.db'), { keep: 'everything' })
  const world = openWorld({ db })
  const events = openEvents({ db, world, onListenerError: () => {} })
  const baseUrl = 'https://localhost:4301/directory'
  directory = await openDirectory({
    db,
    world,
    events,
    keysDir: join(folder, 'keys'),
    baseUrl,
    profiles: { test: profile },
  })
  const { organisationId } = directory.enrolOrganisation({
    name: 'Tester',
    registrationNumber: '99777555000101',
    roles: ['DATA'],
  })
  const software = directory.createSoftware({
    organisationId,
    market: 'test',
    name: 'App',
    redirectUris: ['https://127.0.0.1/callback'],
    roles: ['DATA'],
  })
  credentials = await directory.issueCredentials(software.softwareId)
  softwareStatement = await directory.softwareStatement(software.softwareId)
})

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

type Seen = { body: Record<string, unknown>; peer: string | undefined; type: string | undefined }

/** A registration endpoint behind mutual TLS that answers as told. */
async function endpoint(answer: (response: ServerResponse) => void): Promise<{ address: string; seen: Seen[] }> {
  const { keyPem, certificatePem, caPem } = directory.serverCredentials()
  const seen: Seen[] = []
  server = createServer(
    { key: keyPem, cert: certificatePem, ca: caPem, requestCert: true, rejectUnauthorized: true },
    async (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      seen.push({
        body: JSON.parse(Buffer.concat(chunks).toString()),
        peer: (request.socket as TLSSocket).getPeerX509Certificate()?.toString().trim(),
        type: request.headers['content-type'],
      })
      answer(response)
    },
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { address: `https://localhost:${(server.address() as AddressInfo).port}/register`, seen }
}

function call(address: string, options: { timeoutMs?: number; signal?: AbortSignal; caPem?: string } = {}) {
  const register = openRegistrationCall({
    endpoint: () => address,
    metadata: (_registration, statement) => ({
      grant_types: ['authorization_code'],
      subject_type: 'public',
      jwks_uri: statement.keys,
    }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  })
  return register({
    market: 'test',
    applicationId: 'a',
    softwareId: 's',
    credentials: { ...credentials, caPem: options.caPem ?? credentials.caPem },
    softwareStatement,
    redirectUris: ['https://127.0.0.1/callback'],
    notificationUri: null,
    metadata: {},
    signal: options.signal ?? new AbortController().signal,
  })
}

const answering = (status: number, body: unknown, headers = {}) =>
  endpoint((response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body)),
  )

test('the call presents the application’s own certificate and a statement, over mutual TLS (RFC 7591, 3.1)', async () => {
  const { address, seen } = await answering(201, {
    client_id: 'c',
    registration_client_uri: 'https://localhost/register/c',
    registration_access_token: 't',
  })
  expect(await call(address)).toEqual({
    clientId: 'c',
    registrationClientUri: 'https://localhost/register/c',
    registrationAccessToken: 't',
  })
  expect(seen).toEqual([
    {
      body: {
        grant_types: ['authorization_code'],
        subject_type: 'public',
        jwks_uri: 'https://localhost/keys',
        redirect_uris: ['https://127.0.0.1/callback'],
        software_statement: softwareStatement,
      },
      peer: credentials.transport.certificatePem.trim(),
      type: 'application/json',
    },
  ])
})

test('a 400 is final and tells error and error_description (RFC 7591, 3.2.2)', async () => {
  const { address } = await answering(400, { error: 'invalid_redirect_uri', error_description: 'not listed' })
  await expect(call(address)).rejects.toMatchObject({
    type: 'registration-refused',
    facts: { status: 400, error: 'invalid_redirect_uri', errorDescription: 'not listed' },
  })
})

test('a redirect is not followed and is final', async () => {
  const { address, seen } = await answering(307, '', { location: 'https://localhost:1/elsewhere' })
  await expect(call(address)).rejects.toMatchObject({ type: 'registration-refused', facts: { status: 307 } })
  expect(seen).toHaveLength(1)
})

test.each([408, 425, 429, 500, 503])('a %i may be tried again', async (status) => {
  const { address } = await answering(status, 'sorry')
  await expect(call(address)).rejects.toMatchObject({
    type: 'registration-unavailable',
    facts: { endpoint: address, reached: true, status },
  })
})

test('a success that can’t be understood is told apart, and may be adopted later', async () => {
  const { address } = await answering(201, 'not json')
  await expect(call(address)).rejects.toMatchObject({ type: 'registration-answer-invalid', facts: { status: 201 } })
  server?.close()
  const other = await answering(201, { client_id: 'c' })
  await expect(call(other.address)).rejects.toMatchObject({
    type: 'registration-answer-invalid',
    facts: { reason: 'registration_client_uri is missing' },
  })
})

test('nobody listening and a server of another authority count as never reached', async () => {
  const { address } = await answering(201, {})
  await expect(call(address, { caPem: credentials.transport.certificatePem })).rejects.toMatchObject({
    type: 'registration-unavailable',
    facts: { reached: false },
  })
  server?.closeAllConnections()
  server?.close()
  await expect(call(address)).rejects.toMatchObject({
    type: 'registration-unavailable',
    facts: { reached: false, code: 'ECONNREFUSED' },
  })
})

test('an answer that does not come, or breaks off, may be tried again', async () => {
  const silent = await endpoint(() => {})
  await expect(call(silent.address, { timeoutMs: 200 })).rejects.toMatchObject({
    type: 'registration-unavailable',
    facts: { reached: true },
  })
  server?.closeAllConnections()
  server?.close()
  const broken = await endpoint((response) => response.destroy())
  await expect(call(broken.address)).rejects.toMatchObject({
    type: 'registration-unavailable',
    facts: { reached: true },
  })
})

test('the agent’s signal ends a call under way', async () => {
  const stop = new AbortController()
  const { address } = await endpoint(() => stop.abort())
  await expect(call(address, { signal: stop.signal })).rejects.toThrow()
})

test('only https is called', async () => {
  await expect(call('http://localhost:1/register')).rejects.toMatchObject({ type: 'registration-endpoint-not-https' })
})
