import { afterEach, expect, test } from 'vitest'
import { openArrowTraffic } from '../../server/journey/arrow-traffic.ts'
import { openJourneyReader } from '../../server/journey/reader.ts'
import { openRequestLog } from '../../server/journey/request-log.ts'
import { migrateJourneys, STEPS } from '../../server/journey/tables.ts'
import { type Database, migrate, openDatabase } from '../../server/kernel/index.ts'

let db: Database
afterEach(() => db.close())

/** A file as the wide tables left it: a journey of two exchanges, and one of no journey. */
function wide(): Database {
  const file = openDatabase(':memory:', { keep: 'nothing' })
  migrate(file, 'journey', STEPS.slice(0, 3))
  const exchange = file.prepare(
    `INSERT INTO exchanges (seq, id, parent, journey_id, arrow, from_part, to_part, operation, kind, at, duration_ms, status,
       problem_type, problem_rule, problem, market, client_id, consent_id, token_hash, interaction_id, certificate_thumbprint)
     VALUES (?, ?, ?, ?, ?, 'app', 'gateway', 'read', ?, ?, 1.5, ?, ?, ?, ?, 'obb', 'c1', ?, 'hash', 'i1', 'print')`,
  )
  exchange.run(1, 'r-2', 'r-1', 'consent-urn:a', 10, 'call', 1000, null, null, null, null, 'urn:a')
  exchange.run(2, 'r-1', null, 'consent-urn:a', 9, 'http', 1000, 403, 'refused', 'rule', '{"why":"so"}', 'urn:a')
  exchange.run(3, 'r-3', null, null, 5, 'http', 2000, 200, null, null, null, null)
  file
    .prepare('INSERT INTO messages VALUES (2, 60, ?, ?, NULL)')
    .run('{"method":"GET","url":"/a?b=1"}', '{"status":403,"body":"no\\nmore"}')
  file.exec(`INSERT INTO journeys (seq, id, kind, market, consent_id, client_id, started_at, last_at, exchanges, arrows)
    VALUES (7, 'consent-urn:a', 'consent', 'obb', 'urn:a', 'c1', 1000, 1000, 2, 1536)`)
  file.exec("INSERT INTO certificates VALUES ('print', x'00', '{\"thumbprint\":\"print\"}')")
  return file
}

test('what an older bank recorded is read as before: journey, messages, ids, certificate and refusal', () => {
  db = wide()
  migrateJourneys(db)
  const reader = openJourneyReader(db)
  expect(reader.steps('consent-urn:a', 0, 10).map(({ id, journeyId }) => [id, journeyId])).toEqual([
    ['r-2', 'consent-urn:a'],
    ['r-1', 'consent-urn:a'],
  ])
  expect(reader.exchange('r-1')).toMatchObject({
    ...{ market: 'obb', clientId: 'c1', consentId: 'urn:a', interactionId: 'i1', messagesKept: true },
    request: { method: 'GET', url: '/a?b=1' },
    response: { status: 403, body: 'no\nmore' },
    decoded: [],
    certificate: { thumbprint: 'print' },
    refusal: { type: 'refused', rule: 'rule', facts: { why: 'so' } },
  })
  expect(reader.exchange('r-2')).toMatchObject({ messagesKept: false, request: null, parent: 'r-1' })
  expect(reader.loose('c1', undefined, 10).map(({ id }) => id)).toEqual(['r-3'])
})

test("an older bank's log keeps its methods and addresses, and is narrowed as before", () => {
  db = wide()
  migrateJourneys(db)
  const { page } = openRequestLog(db)
  expect(page({ limit: 10 }).exchanges.map(({ id, method, url }) => [id, method, url])).toEqual([
    ['r-3', null, null],
    ['r-1', 'GET', '/a?b=1'],
  ])
  expect(page({ limit: 10, kind: 'any', text: 'urn:a' }).exchanges.map(({ id }) => id)).toEqual(['r-1', 'r-2'])
  expect(page({ limit: 10, clientId: 'c2' }).exchanges).toEqual([])
})

test('what went along the arrows of an older bank is still counted', () => {
  db = wide()
  migrateJourneys(db)
  const arrowTraffic = openArrowTraffic(db)
  expect([5, 9, 10].map((arrow) => arrowTraffic(arrow, 0).count)).toEqual([1, 1, 1])
  expect(arrowTraffic(9, 1000)).toMatchObject({
    ...{ refused: 1, lastAt: 1000 },
    lastRefusal: { exchangeId: 'r-1', operation: 'read', type: 'refused' },
  })
})
