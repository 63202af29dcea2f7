import { expect, test } from 'vitest'
import { LIFE, MINUTE_MS, NOON, opening, refusal } from './opening.ts'

test('a held consent stays in its state and active, and goes on as it was once it is released', () => {
  const { consents, lodge, authorise, told, minutes } = opening()
  const { id } = lodge()
  const before = authorise(id)
  expect(consents.mayHold(before)).toBe(true)
  minutes(1)
  const held = consents.hold(id)
  expect(held).toEqual({ ...before, heldSince: NOON + MINUTE_MS })
  expect([consents.isActive(held), consents.mayHold(held)]).toEqual([true, false])
  minutes(1)
  expect(consents.release(id)).toEqual(before)
  expect(told(id).slice(-2)).toMatchObject([
    { type: 'consent.held', at: NOON + MINUTE_MS, data: { state: 'given' } },
    { type: 'consent.released', data: { state: 'given', since: NOON + MINUTE_MS } },
  ])
})

test('only what the life names is held, and only what is held is released', () => {
  const { consents, lodge, authorise } = opening()
  const { id } = lodge()
  expect(refusal(() => consents.hold(id)).type).toBe('consent-hold-forbidden')
  authorise(id)
  expect(refusal(() => consents.release(id)).type).toBe('consent-not-held')
  consents.hold(id)
  expect(refusal(() => consents.hold(id)).type).toBe('consent-held')
  expect(refusal(() => consents.hold('c-9')).type).toBe('consent-not-found')
})

test('a market without a hold knows none', () => {
  const { hold: _, ...life } = LIFE
  const { consents, lodge, authorise } = opening(life)
  const { id } = lodge()
  authorise(id)
  expect(refusal(() => consents.hold(id)).type).toBe('consent-hold-forbidden')
})

test('a held consent ends like any other, by its holder’s word or its timer, and is held no more', () => {
  const { consents, lodge, authorise, minutes } = opening()
  const [one, other] = [lodge(), lodge({ expiresAt: NOON + MINUTE_MS })]
  for (const { id } of [one, other]) {
    authorise(id)
    consents.hold(id)
  }
  expect(consents.end(one.id)).toMatchObject({ state: 'over', heldSince: null })
  minutes(1)
  expect(consents.find(other.id)).toMatchObject({ state: 'over', heldSince: null, ending: { reason: 'date-reached' } })
})
