import { expect, test, vi } from 'vitest'
import { migrate } from '#kernel'
import { opening } from './opening.ts'

// What this file's bank knows of the tables: the same ones in fewer steps, so that its thread's files are of later ones.
vi.mock('../../server/journey/tables.ts', async (original) => {
  const { STEPS } = await original<typeof import('../../server/journey/tables.ts')>()
  const fewer = [STEPS.slice(0, -1).join(';'), STEPS.at(-1) as string]
  return { STEPS: fewer, migrateJourneys: (db: Parameters<typeof migrate>[0]) => migrate(db, 'journey', fewer) }
})

const FILES_CHANGED = 'the files under the bank were changed: restart it'
const a = { market: 'obb', clientId: 'c1', consentId: 'urn:a' }

type Opened = ReturnType<typeof opening>
const version = ({ db }: Opened) => db.prepare('SELECT version FROM room_versions').pluck().get()
const rows = ({ db }: Opened) => db.prepare('SELECT count(*) FROM exchanges').pluck().get()

test('a thread from files with other tables leaves them alone and says so, and the record goes on without it', async () => {
  const opened = opening({ threaded: true })
  const first = opened.pass(a)
  await vi.waitFor(() => expect(opened.logged).toEqual([FILES_CHANGED]), { timeout: 5000 })
  const second = opened.pass(a)
  expect(opened.steps('consent-urn:a')).toEqual([first, second])
  expect(version(opened)).toBe(2)
  expect(opened.journey.dropped()).toBe(0)
})

test('it says so at once to whoever asks for the record', () => {
  const { pass, steps, logged } = opening({ threaded: true })
  const calls = [pass(a), pass(a)]
  expect(steps('consent-urn:a')).toEqual(calls)
  expect(logged).toEqual([FILES_CHANGED])
})

test('a file whose tables are of later files ends nothing: what can’t be kept is counted, and the log says why', async () => {
  const opened = opening({ threaded: true, limits: { threadRecords: 10 } })
  opened.db.prepare("UPDATE room_versions SET version = 99 WHERE room = 'journey'").run()
  for (const call of [1, 2, 3]) {
    opened.pass(a)
    await vi.waitFor(() => expect(opened.journey.dropped()).toBe(call), { timeout: 5000 })
  }
  expect(opened.logged.filter((line) => line === FILES_CHANGED)).toHaveLength(1)
  expect(opened.journey.list({ limit: 5 }).journeys).toEqual([])
})

test('the record is kept again as soon as its tables can be', () => {
  const opened = opening({ threaded: true, limits: { threadRecords: 10 } })
  const set = opened.db.prepare("UPDATE room_versions SET version = ? WHERE room = 'journey'")
  set.run(99)
  opened.pass(a)
  opened.journey.flush()
  set.run(2)
  opened.pass(a)
  opened.journey.flush()
  expect(rows(opened)).toBe(1)
  expect(opened.journey.dropped()).toBe(1)
})
