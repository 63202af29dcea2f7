import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { parseEnv } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { problem } from '#kernel'
import { environmentFile } from '../../server/marketplace/credential-pack.ts'
import { type MarketplaceBench, openMarketplaceBench } from './bench.ts'

const REDIRECT = 'https://127.0.0.1:4303/callback'

let bench: MarketplaceBench
let developerId: string
beforeAll(async () => {
  bench = await openMarketplaceBench()
  developerId = (await bench.marketplace.signUp(bench.newcomer())).developer.id
})
afterEach(() => bench.discovery.stop())
afterAll(() => bench.close())

const create = (changes: Record<string, unknown> = {}) =>
  bench.marketplace.createApplication({
    developerId,
    market: 'test',
    name: 'App',
    redirectUris: [REDIRECT],
    ...changes,
  })

test('an application is handed to the agent as arrow 2, and becomes ready with a client id', async () => {
  const application = await create({ description: 'Shows balances', logoUri: 'https://127.0.0.1/logo.png' })
  expect(application).toMatchObject({ state: 'waiting', attempts: 0, clientId: null, lastError: null, market: 'test' })
  expect(bench.recorded.at(-1)).toMatchObject({
    arrow: 2,
    from: 'marketplace',
    to: 'discovery',
    operation: 'provision application',
    ids: { market: 'test', applicationId: application.id },
    response: { body: { id: application.id } },
  })
  expect(bench.directory.software(application.softwareId)).toMatchObject({
    name: 'App',
    description: 'Shows balances',
    logoUri: 'https://127.0.0.1/logo.png',
    roles: ['DATA'],
    redirectUris: [REDIRECT],
  })
  bench.discovery.start()
  const ready = await bench.marketplace.whenProvisioned(application.id, { timeoutMs: 10_000 })
  expect(ready).toMatchObject({ state: 'ready', clientId: `client-${application.softwareId}`, attempts: 1 })
  expect(bench.marketplace.applicationOfClient(ready.clientId as string)?.id).toBe(application.id)
  expect(bench.marketplace.clientsOf(developerId)).toEqual([ready.clientId])
  const mine = bench.seen().filter(({ data }) => data.applicationId === application.id)
  expect(mine.map(({ type }) => type)).toEqual([
    'application.created',
    'application.provisioning-started',
    'application.ready',
  ])
})

test('application, software, job and event are written together or not at all', async () => {
  const count = () =>
    ['applications', 'directory_software', 'provisioning_jobs', 'events'].map((table) =>
      bench.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
  const before = count()
  bench.db.exec("CREATE TRIGGER kill BEFORE INSERT ON provisioning_jobs BEGIN SELECT RAISE(ABORT, 'killed'); END")
  await expect(create()).rejects.toThrow('killed')
  bench.db.exec('DROP TRIGGER kill')
  expect(count()).toEqual(before)
})

test('a redirect the market does not admit is refused with the address that would do', async () => {
  await expect(create({ redirectUris: [REDIRECT, 'https://localhost:3000/cb'] })).rejects.toMatchObject({
    type: 'redirect-uri-not-allowed',
    facts: { uri: 'https://localhost:3000/cb', reason: 'localhost', instead: 'https://127.0.0.1:3000/cb' },
  })
})

test('an unknown market, an unknown developer and an organisation without a role there are refused', async () => {
  await expect(create({ market: 'mars' })).rejects.toMatchObject({ type: 'market-unknown' })
  await expect(create({ developerId: 'nobody' })).rejects.toMatchObject({ type: 'developer-not-found' })
  await expect(create({ market: 'closed' })).rejects.toMatchObject({ type: 'organisation-without-role' })
})

test('an idempotency key gives the first application again, and only for the same content', async () => {
  const first = await create({ idempotencyKey: 'k1' })
  expect((await create({ idempotencyKey: 'k1' })).id).toBe(first.id)
  await expect(create({ idempotencyKey: 'k1', name: 'Another' })).rejects.toMatchObject({
    type: 'idempotency-key-reused',
    facts: { idempotencyKey: 'k1' },
  })
  const other = await bench.marketplace.signUp(bench.newcomer())
  expect((await create({ idempotencyKey: 'k1', developerId: other.developer.id })).id).not.toBe(first.id)
  const twice = await Promise.all([create({ idempotencyKey: 'k2' }), create({ idempotencyKey: 'k2' })])
  expect(twice[0].id).toBe(twice[1].id)
})

test('a refused registration tells the developer why, and a wait that is too short tells where it stands', async () => {
  const before = bench.registration.register
  bench.registration.register = async () => {
    throw problem('registration-refused', { status: 400, error: 'invalid_redirect_uri', errorDescription: 'no' })
  }
  const application = await create()
  await expect(bench.marketplace.whenProvisioned(application.id, { timeoutMs: 0 })).rejects.toMatchObject({
    type: 'provisioning-timeout',
    facts: { state: 'waiting' },
  })
  bench.discovery.start()
  await expect(bench.marketplace.whenProvisioned(application.id, { timeoutMs: 10_000 })).rejects.toMatchObject({
    type: 'provisioning-failed',
    facts: { lastError: { type: 'registration-refused', facts: { error: 'invalid_redirect_uri' } } },
  })
  expect(() => bench.marketplace.credentials(application.id)).toThrow(
    expect.objectContaining({ type: 'application-not-ready' }),
  )
  bench.registration.register = before
  bench.discovery.retry(application.id)
  expect((await bench.marketplace.whenProvisioned(application.id, { timeoutMs: 10_000 })).state).toBe('ready')
  await expect(bench.marketplace.whenProvisioned('none', { timeoutMs: 0 })).rejects.toMatchObject({
    type: 'application-not-found',
  })
})

test('credentials hold keys that fit each other, the authority, and an environment file that names the files', async () => {
  const { id } = await create()
  bench.discovery.start()
  await bench.marketplace.whenProvisioned(id, { timeoutMs: 10_000 })
  const pack = bench.marketplace.credentials(id)
  const certificate = new X509Certificate(pack.files['transport.crt.pem'] as string)
  expect(certificate.checkPrivateKey(createPrivateKey(pack.files['transport.key.pem'] as string))).toBe(true)
  expect(
    certificate.verify(
      createPublicKey(
        new X509Certificate(pack.files['ca.crt.pem'] as string).publicKey.export({ format: 'pem', type: 'spki' }),
      ),
    ),
  ).toBe(true)
  expect(JSON.parse(pack.files['signing.jwk.json'] as string)).toMatchObject({ use: 'sig', kid: pack.signing.kid })
  expect(JSON.parse(pack.files['encryption.jwk.json'] as string)).toMatchObject({
    use: 'enc',
    kid: pack.encryption.kid,
  })
  const variables = parseEnv(pack.environment)
  expect(variables).toMatchObject({
    BANCADA_CLIENT_ID: pack.clientId,
    BANCADA_ISSUER: 'https://localhost:4301/test',
    BANCADA_REDIRECT_URI: REDIRECT,
  })
  const named = Object.entries(variables).filter(([name]) => name.endsWith('_FILE'))
  expect(named.map(([, file]) => file).sort()).toEqual(Object.keys(pack.files).sort())
  expect(pack.environment).not.toContain('PRIVATE KEY')
  expect(await bench.marketplace.usage(id)).toEqual({ clientId: pack.clientId, calls: 3 })
})

test('an environment file can’t be broken out of by a name or a value', () => {
  const text = environmentFile('App\nEVIL=1', { A: "it's", B: '$(touch x)', C: 'https://a/?b=c#d' })
  expect(parseEnv(text)).toEqual({ A: "it's", B: '$(touch x)', C: 'https://a/?b=c#d' })
})

test('applications are listed newest first, page by key, and belong to their developer', async () => {
  const { developer } = await bench.marketplace.signUp(bench.newcomer())
  const ids = []
  for (const name of ['1', '2', '3']) ids.push((await create({ developerId: developer.id, name })).id)
  const list = (filter: object) => bench.marketplace.applications(filter).map(({ id }) => id)
  expect(list({ developerId: developer.id })).toEqual([...ids].reverse())
  expect(list({ developerId: developer.id, limit: 2 })).toEqual([ids[2], ids[1]])
  expect(list({ developerId: developer.id, limit: 2, before: ids[1] })).toEqual([ids[0]])
  expect(list({ limit: 3 })).toEqual([...ids].reverse())
})
