import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Adapter } from 'oidc-provider'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Consents, openConsents } from '#consent'
import { type Database, openDatabase, openEvents, openWorld, type World } from '#kernel'
import { markets } from '#markets'
import { sqliteAdapter } from '../../server/identity/adapter.ts'
import { type IdentityStore, openIdentityStore } from '../../server/identity/store.ts'
import { readsBothWays } from '../support/both-ways.ts'

const WIRE = 1_800_000_000_000
const seconds = WIRE / 1000
const market = markets[0] as (typeof markets)[number]

let folder: string
let db: Database
let world: World
let wire: number
let store: IdentityStore
let consents: Consents
let model: (name: string) => Adapter
let told: () => string[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bancada-identity-'))
  db = openDatabase(path.join(folder, 'bank.db'), { keep: 'most' })
  wire = WIRE
  world = openWorld({ db, wire: () => wire })
  const events = openEvents({ db, world, onListenerError: (_name, error) => expect(error).toBeUndefined() })
  consents = openConsents({ db, world, events, lives: { obb: market.consent.life } })
  store = openIdentityStore(db)
  model = sqliteAdapter({
    ...{ db, world, events, consents, store, market: 'obb' },
    clientNow: (kept) => kept,
    consentIn: () => undefined,
    unusedGrantSeconds: 3600,
  })
  const types = db.prepare<[], { type: string }>('SELECT type FROM events ORDER BY seq')
  told = () => types.all().map(({ type }) => type)
})

afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An authorised consent with its grant, as the pages leave it. */
function authorised(grantId: string): string {
  const { id } = consents.lodge({
    ...{ id: `urn:bancada:${grantId}`, market: 'obb', clientId: 'c', permissions: ['RESOURCES_READ'] },
    ...{ personDocument: '1', companyDocument: null, expiresAt: null },
  })
  consents.authorise(id, { grantId, holderId: 'h', personId: 'p', accountIds: [] })
  return id
}

const token = (grantId: string, life = 900) => ({
  clientId: 'c',
  grantId,
  iat: seconds,
  exp: seconds + life,
  kind: 'AccessToken',
})

describe('Stored artefacts', () => {
  // covers: 120
  test('live in bank time and speak wire time: a moved clock ends them, a restored one revives them (house: two times)', async () => {
    world.clock.advance(3_600_000)
    authorised('g')
    await model('AccessToken').upsert('t', token('g'), 900)
    expect(await model('AccessToken').find('t')).toMatchObject({ exp: seconds + 900, iat: seconds })
    world.clock.advance(899_000)
    expect(await model('AccessToken').find('t')).toMatchObject({ exp: seconds + 1 })
    world.clock.advance(1_000)
    expect(await model('AccessToken').find('t')).toBeUndefined()
    world.clock.advance(-500_000)
    expect(await model('AccessToken').find('t')).toMatchObject({ jti: 't' })
  })

  // covers: 9.4/13
  test('die with their consent, at once and for good (FAPI-BR consent deletion)', async () => {
    const id = authorised('g')
    for (const name of ['Grant', 'AccessToken', 'RefreshToken', 'AuthorizationCode']) {
      await model(name).upsert(name === 'Grant' ? 'g' : name, { ...token('g'), kind: name }, 900)
    }
    expect(await model('RefreshToken').find('RefreshToken')).toBeDefined()
    consents.end(id)
    for (const name of ['AccessToken', 'RefreshToken', 'AuthorizationCode'])
      expect(await model(name).find(name)).toBeUndefined()
    expect(await model('Grant').find('g')).toBeUndefined()
  })

  test('of a grant that no consent has are never found (house: a kill leaves an unused grant)', async () => {
    await model('Grant').upsert('lost', { clientId: 'c', kind: 'Grant' }, 900)
    expect(await model('Grant').find('lost')).toBeUndefined()
  })

  test('a bearer secret is kept as its hash only (house: a copy of the file opens nothing)', async () => {
    authorised('g')
    await model('RefreshToken').upsert(
      'very-secret-token',
      { ...token('g'), jti: 'very-secret-token', kind: 'RefreshToken' },
      900,
    )
    const rows = db.prepare('SELECT * FROM identity_artifacts').all()
    expect(JSON.stringify(rows)).not.toContain('very-secret-token')
    expect(await model('RefreshToken').find('very-secret-token')).toMatchObject({ jti: 'very-secret-token' })
  })

  test('an end with a fraction of a second is kept (RFC 7519 2: NumericDate)', async () => {
    await model('ReplayDetection').upsert('j', { iss: 'c', exp: seconds + 60.5 }, 60)
    expect(await model('ReplayDetection').find('j')).toBeDefined()
  })
})

describe('What is used once', () => {
  test('a code: the second use is refused and ends what the first one got (RFC 6749 4.1.2)', async () => {
    authorised('g')
    await model('AuthorizationCode').upsert('code', { ...token('g', 60), kind: 'AuthorizationCode' }, 60)
    await model('RefreshToken').upsert('r', { ...token('g'), kind: 'RefreshToken' }, 900)
    await model('AuthorizationCode').consume('code')
    expect(await model('RefreshToken').find('r')).toBeDefined()
    await expect(model('AuthorizationCode').consume('code')).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await model('RefreshToken').find('r')).toBeUndefined()
  })

  test('a jti: two assertions that pass the check together are told apart when they are kept (RFC 7523 3)', async () => {
    const mark = { iss: 'c', exp: seconds + 60 }
    await model('ReplayDetection').upsert('j', mark, 60)
    await expect(model('ReplayDetection').upsert('j', mark, 60)).rejects.toMatchObject({ error: 'invalid_client' })
  })

  test('a replay mark follows the machine’s clock, not the bank’s (house: two times)', async () => {
    await model('ReplayDetection').upsert('j', { iss: 'c', exp: seconds + 60 }, 60)
    world.clock.advance(3_600_000)
    expect(await model('ReplayDetection').find('j')).toBeDefined()
    wire += 61_000
    expect(await model('ReplayDetection').find('j')).toBeUndefined()
  })
})

test('a client and its event are written together, and a second client for a software is refused with none (10.5 check 13)', async () => {
  await model('Client').upsert('c1', { client_id: 'c1', software_id: 's' }, 0)
  await expect(model('Client').upsert('c2', { client_id: 'c2', software_id: 's' }, 0)).rejects.toMatchObject({
    error: 'invalid_client_metadata',
  })
  await model('Client').upsert('c1', { client_id: 'c1', software_id: 's', client_name: 'x' }, 0)
  await model('Client').destroy('c1')
  expect(told()).toEqual(['client.registered', 'client.updated', 'client.deleted'])
})

test('a grant whose consent was never authorised goes when its interaction would have ended; others stay', async () => {
  const day = 86_400
  const payload = { clientId: 'c', accountId: 'p', kind: 'Grant', iat: seconds, exp: seconds + 100 * 365 * day }
  await model('Grant').upsert('left-by-a-kill', { ...payload, jti: 'left-by-a-kill' }, 100 * 365 * day)
  await model('Grant').upsert('authorised', { ...payload, jti: 'authorised' }, 100 * 365 * day)
  authorised('authorised')
  store.keepGrant('authorised')
  world.clock.advance(3_700_000)
  store.sweep(Math.floor(world.clock.now() / 1000), seconds)
  expect(store.exists('obb', 'Grant', 'left-by-a-kill')).toBe(false)
  expect(store.exists('obb', 'Grant', 'authorised')).toBe(true)
})

test('clients are read by their ids, forwards and backwards, each market its own', async () => {
  for (const id of ['e', 'b', 'd', 'a', 'c'])
    await model('Client').upsert(id, { client_id: id, software_id: `software ${id}` }, 0)
  readsBothWays<{ id: string }>(5, ({ limit, after, backwards }) =>
    store.clients('obb', { limit, after: after?.id, backwards }),
  )
  expect(store.clients('obb', { limit: 9 }).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(store.clients('fdx', { limit: 9, backwards: true })).toEqual([])
})
