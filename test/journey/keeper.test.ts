import { expect, onTestFinished, test } from 'vitest'
import { type Exchange, openDatabase, openExchanges } from '#kernel'
import { openKeeper } from '../../server/journey/keeper.ts'
import { DEFAULT_LIMITS } from '../../server/journey/limits.ts'
import { NOON } from './opening.ts'

/** A keeper over a file of its own, and exchanges as the bank would hand them over. */
function keeping() {
  const db = openDatabase(':memory:', { keep: 'most' })
  onTestFinished(() => void db.close())
  const logged: string[] = []
  const note = (message: string) => void logged.push(message)
  const log = { info: note, warn: note, error: note }
  const keep = openKeeper({ db, log, limits: DEFAULT_LIMITS, headers: [], actors: {} })
  const waiting: Exchange[] = []
  const exchanges = openExchanges({ now: () => NOON })
  exchanges.install({ recorder: (exchange) => void waiting.push(exchange) })

  function exchangeOf(consentId: string | undefined): Exchange {
    exchanges.passNow(
      {
        ...{ arrow: 9, from: 'app', to: 'gateway', operation: 'test', request: {} },
        ids: consentId === undefined ? {} : { market: 'obb', clientId: 'c1', consentId },
      },
      () => undefined,
    )
    return waiting.pop() as Exchange
  }

  const rows = () => db.prepare<[], string>('SELECT id FROM exchanges ORDER BY seq').pluck().all()
  return { keep: (batches: Exchange[][]) => keep(batches, NOON), exchangeOf, rows, logged }
}

test('batches that wait are kept at once, and each is told of its own', () => {
  const { keep, exchangeOf, rows, logged } = keeping()
  const [first, second, third] = [exchangeOf('urn:a'), exchangeOf(undefined), exchangeOf('urn:b')]
  const kept = keep([[first, second], [third]])
  expect(kept.map(({ journeyIds, lost }) => ({ journeyIds, lost }))).toEqual([
    { journeyIds: ['consent-urn:a', null], lost: [] },
    { journeyIds: ['consent-urn:b'], lost: [] },
  ])
  expect(kept.flatMap(({ changedIds }) => changedIds)).toEqual(['consent-urn:a', 'consent-urn:b'])
  expect(rows()).toEqual([first.id, second.id, third.id])
  expect(logged).toEqual([])
})

test('one record that can’t be written costs no other, in its batch or in those beside it', () => {
  const { keep, exchangeOf, rows, logged } = keeping()
  const [first, second, third] = [exchangeOf('urn:a'), exchangeOf('urn:a'), exchangeOf('urn:b')]
  const bad = { ...exchangeOf('urn:a'), durationMs: {} as number }
  const kept = keep([[first, bad], [second], [third]])
  expect(kept).toEqual([
    { journeyIds: ['consent-urn:a', null], lost: [1], changedIds: ['consent-urn:a'] },
    { journeyIds: ['consent-urn:a'], lost: [], changedIds: ['consent-urn:a'] },
    { journeyIds: ['consent-urn:b'], lost: [], changedIds: ['consent-urn:b'] },
  ])
  expect(rows()).toEqual([first.id, second.id, third.id])
  expect(logged).toEqual(['traffic records could not be written'])
})
