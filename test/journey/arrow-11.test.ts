import { expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { openDatabase, openEvents } from '#kernel'
import { opening } from './opening.ts'

test('arrow 11: an event of a consent is a step of its journey, and neither an event nor API traffic of its own', () => {
  const told: unknown[] = []
  const { db, world, exchanges, journey } = opening({ onWritten: (records) => void told.push(...records) })
  const bank = openDatabase(':memory:', { keep: 'most' })
  const events = openEvents({ db: bank, world, onListenerError: (_, error) => expect(error).toBeUndefined() })
  const analytics = openAnalytics({ db, world, exchanges })
  events.listen(analytics.listener)
  events.record({
    type: 'consent.lodged',
    market: 'obb',
    clientId: 'c1',
    consentId: 'urn:a',
    data: { state: 'waiting' },
  })
  events.flush()
  const [step] = journey.find('consent-urn:a').steps
  expect(step).toMatchObject({ arrow: 11, from: 'consent', to: 'analytics', operation: 'consent.lodged' })
  expect(journey.exchange(step?.id ?? '').request?.body).toMatchObject({
    type: 'consent.lodged',
    data: { state: 'waiting' },
  })
  analytics.trafficListener(told as Parameters<typeof analytics.trafficListener>[0])
  expect(told).toHaveLength(1)
  expect(analytics.overview()).toMatchObject({ traffic: [], funnel: { lodged: 1 } })
  events.flush()
  expect(journey.find('consent-urn:a').steps).toHaveLength(1)
  events.close()
  bank.close()
})
