import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase, openEvents, openWorld, type World } from '#kernel'
import { markets } from '#markets'
import { openKeyRing } from '../../server/identity/key-ring.ts'

const market = markets[0] as (typeof markets)[number]
const MINUTE = 60_000

let folder: string
let file: string
let db: Database
let world: World
let wire: number
let told: () => unknown[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bancada-keys-'))
  file = path.join(folder, 'keys', 'identity-obb.jwks.json')
  db = openDatabase(path.join(folder, 'bank.db'), { keep: 'most' })
  wire = 1_800_000_000_000
  world = openWorld({ db, wire: () => wire })
  told = () => db.prepare('SELECT type, market, data FROM events ORDER BY seq').all()
})

afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = () =>
  openKeyRing({
    ...{ market: 'obb', security: market.security, keysDir: path.join(folder, 'keys'), db, world },
    events: openEvents({ db, world, onListenerError: (_name, error) => expect(error).toBeUndefined() }),
  })

type Ring = Awaited<ReturnType<typeof open>>
const states = (ring: Ring, use = 'sig') =>
  ring.list().flatMap((key) => (key.use === use ? [`${key.state} ${key.kid.slice(0, 4)}`] : []))
const first = (ring: Ring, use: string) => ring.forEngine().keys.find((key) => key.use === use)?.kid

test('a new key is announced before it is used, and the one before it stays for as long as what it made (OpenID Connect Core 10.1.1)', async () => {
  const ring = await open()
  const old = first(ring, 'sig') as string
  await ring.rotate({ announceSeconds: 300 })
  expect(states(ring).map((line) => line.split(' ')[0])).toEqual(['used', 'announced'])
  expect(first(ring, 'sig')).toBe(old)
  expect(ring.forEngine().keys).toHaveLength(4)

  const before = ring.version()
  wire += 5 * MINUTE
  expect(ring.version()).not.toBe(before)
  expect(states(ring).map((line) => line.split(' ')[0])).toEqual(['used', 'kept'])
  expect(first(ring, 'sig')).not.toBe(old)
  ring.settle()
  expect(ring.forEngine().keys.some(({ kid }) => kid === old)).toBe(true)

  // An id_token lives for 900 seconds; clocks may differ by a minute.
  wire += 15 * MINUTE
  ring.settle()
  expect(ring.forEngine().keys.some(({ kid }) => kid === old)).toBe(true)
  wire += MINUTE
  ring.settle()
  expect(ring.forEngine().keys.some(({ kid }) => kid === old)).toBe(false)
})

test('an encryption key opens request objects for an hour after another followed it (OpenID Connect Core 10.2.1)', async () => {
  const ring = await open()
  const old = first(ring, 'enc') as string
  await ring.rotate({ announceSeconds: 0 })
  expect(first(ring, 'enc')).not.toBe(old)
  wire += 60 * MINUTE
  ring.settle()
  expect(ring.list().some(({ kid }) => kid === old)).toBe(true)
  wire += MINUTE
  ring.settle()
  expect(ring.list().map(({ use, state }) => `${use} ${state}`)).toEqual(['sig used', 'enc used'])
})

test('the keys are a file of their owner, each change is told, and the next start goes on with them', async () => {
  const ring = await open()
  await ring.rotate({ announceSeconds: 0 })
  const after = await open()
  expect(after.list()).toEqual(ring.list())
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  wire += 70 * MINUTE
  after.settle()
  expect(told()).toMatchObject([
    { type: 'keys.rotated', market: 'obb' },
    { type: 'keys.ended', market: 'obb' },
  ])
  expect(JSON.stringify(told())).not.toContain('"d"')
  expect(JSON.parse(readFileSync(file, 'utf8')).keys).toHaveLength(2)
})

test('keys that were made before keys had lives are used and followed like any others', async () => {
  const { keys } = (await open()).forEngine()
  writeFileSync(file, JSON.stringify({ keys }))
  const ring = await open()
  expect(states(ring)).toHaveLength(1)
  await ring.rotate({ announceSeconds: 0 })
  expect(ring.list().map(({ state }) => state)).toEqual(['used', 'used', 'kept', 'kept'])
})

test('keys that wait for their use are not overtaken, and the same call again makes no more', async () => {
  const ring = await open()
  await ring.rotate({ announceSeconds: 300, idempotencyKey: 'k' })
  await ring.rotate({ announceSeconds: 300, idempotencyKey: 'k' })
  expect(ring.list()).toHaveLength(4)
  await expect(ring.rotate({ announceSeconds: 0 })).rejects.toMatchObject({ type: 'keys-announced' })
  await Promise.all([
    ring.rotate({ announceSeconds: 0, idempotencyKey: 'k' }),
    ring.rotate({ announceSeconds: 0, idempotencyKey: 'k' }),
  ])
  expect(ring.list()).toHaveLength(4)
})

test('a key that signed what lives for half a year stays for as long, and the file is written for the first of them only (FAPI-BR CIBA 5.2.2)', async () => {
  const DAY_SECONDS = 86_400
  const ring = await open()
  const old = first(ring, 'sig') as string
  ring.signing(900)
  ring.signing(181 * DAY_SECONDS)
  const written = statSync(file).mtimeMs
  ring.signing(181 * DAY_SECONDS)
  expect(statSync(file).mtimeMs).toBe(written)
  await ring.rotate({ announceSeconds: 300 })
  const after = await open()
  wire += 181 * DAY_SECONDS * 1000
  after.settle()
  expect(after.list().some(({ kid }) => kid === old)).toBe(true)
  wire += 10 * MINUTE
  after.settle()
  expect(after.list().some(({ kid }) => kid === old)).toBe(false)
})
