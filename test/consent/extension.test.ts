import { expect, test } from 'vitest'
import { LIFE, MINUTE_MS, NOON, opening as openWith, refusal } from './opening.ts'

const extendable = {
  ...LIFE,
  moves: [...LIFE.moves, { act: 'extend' as const, from: 'given', to: 'given', clause: '4' }],
}
const opening = () => openWith(extendable)
const later = (minutes: number) => NOON + minutes * MINUTE_MS

test('an extension moves the end and the timer that waits for it, and leaves the state as it is', () => {
  const { consents, lodge, authorise, minutes, told } = opening()
  const { id } = lodge({ expiresAt: later(30) })
  const given = authorise(id)
  consents.markUsed(`grant of ${id}`)
  const extended = consents.extend(id, { expiresAt: later(90), personDocument: '456' })
  expect(extended).toMatchObject({
    state: 'given',
    stateSince: given.stateSince,
    expiresAt: later(90),
    personDocument: '456',
  })
  expect(consents.find(id)).toEqual(extended)
  expect(told(id).at(-1)).toMatchObject({
    type: 'consent.extended',
    data: { expiresAt: later(90), previousExpiresAt: later(30) },
  })
  minutes(60)
  expect([consents.sweep(), consents.find(id)?.state]).toEqual([0, 'given'])
  minutes(31)
  expect([consents.sweep(), consents.find(id)]).toMatchObject([1, { state: 'over', stateSince: later(90) }])
})

test('the event of a timer is of the moment it came due, whenever it was noticed', () => {
  const { consents, lodge, minutes, told } = opening()
  const { id } = lodge()
  minutes(600)
  consents.sweep()
  expect(told(id).at(-1)).toMatchObject({ type: 'consent.rejected', at: later(60) })
})

test('an indefinite consent has no timer for its end any more, and nothing later to be extended to', () => {
  const { consents, lodge, authorise, minutes } = opening()
  const { id } = lodge({ expiresAt: later(30) })
  authorise(id)
  consents.markUsed(`grant of ${id}`)
  expect(consents.extend(id, { expiresAt: null, personDocument: '123' }).expiresAt).toBeNull()
  minutes(1_000_000)
  expect([consents.sweep(), consents.find(id)?.state]).toEqual([0, 'given'])
  for (const expiresAt of [null, later(2_000_000)]) {
    const refused = refusal(() => consents.extend(id, { expiresAt, personDocument: '123' }))
    expect(refused.type).toBe('consent-extension-not-later')
  }
})

test.each([29, 30])('an end %i minutes ahead is not later than one 30 minutes ahead', (minutes) => {
  const { consents, lodge, authorise } = opening()
  const { id } = lodge({ expiresAt: later(30) })
  authorise(id)
  const refused = refusal(() => consents.extend(id, { expiresAt: later(minutes), personDocument: '123' }))
  expect(refused).toMatchObject({ type: 'consent-extension-not-later', facts: { consentId: id } })
  expect(consents.extensions(id)).toEqual([])
})

test('only where the life says so: not while it waits, nor after it ended, nor in a market without the move', () => {
  const { consents, lodge } = opening()
  const extend = (id: string) => () => consents.extend(id, { expiresAt: later(90), personDocument: '123' })
  const waiting = lodge({ expiresAt: later(30) }).id
  expect(refusal(extend(waiting))).toMatchObject({ type: 'consent-state-forbids', facts: { act: 'extend' } })
  consents.cancel(waiting)
  expect(refusal(extend(waiting)).type).toBe('consent-state-forbids')
  expect(refusal(extend('nobody')).type).toBe('consent-not-found')
  const without = openWith()
  const { id } = without.lodge({ expiresAt: later(30) })
  without.authorise(id)
  expect(refusal(() => without.consents.extend(id, { expiresAt: null, personDocument: '1' })).type).toBe(
    'consent-state-forbids',
  )
})

test('the history tells each extension, newest first', () => {
  const { consents, lodge, authorise, minutes } = opening()
  const { id } = lodge({ expiresAt: later(30) })
  authorise(id)
  consents.extend(id, { expiresAt: later(60), personDocument: '1', extra: { from: 'here' } })
  minutes(2)
  consents.extend(id, { expiresAt: null, personDocument: '2' })
  expect(consents.extensions(id)).toEqual([
    { requestedAt: later(2), personDocument: '2', expiresAt: null, previousExpiresAt: later(60), extra: {} },
    {
      ...{ requestedAt: later(0), personDocument: '1', expiresAt: later(60), previousExpiresAt: later(30) },
      extra: { from: 'here' },
    },
  ])
})
