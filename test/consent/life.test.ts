import { describe, expect, test } from 'vitest'
import { markets } from '#markets'
import { nextTimer, timerDue } from '../../server/consent/life.ts'
import { ilha } from '../support/third-market/index.ts'
import { LIFE, MINUTE_MS, NOON } from './opening.ts'

const [unanswered, neverUsed, dateReached] = LIFE.timers as [
  (typeof LIFE.timers)[number],
  (typeof LIFE.timers)[number],
  (typeof LIFE.timers)[number],
]
const asked = { state: 'asked', stateSince: NOON, expiresAt: NOON + 10 * MINUTE_MS, usedAt: null }
const given = { ...asked, state: 'given' }

test('a timer runs in its own state only', () => {
  expect(timerDue(unanswered, asked)).toBe(NOON + 60 * MINUTE_MS)
  expect(timerDue(unanswered, given)).toBeUndefined()
})

test('a timer of the consent’s own date does not run for an indefinite one', () => {
  expect(timerDue(dateReached, given)).toBe(NOON + 10 * MINUTE_MS)
  expect(timerDue(dateReached, { ...given, expiresAt: null })).toBeUndefined()
})

test('a timer for unused consents stops with the first token', () => {
  expect(timerDue(neverUsed, given)).toBe(NOON + 5 * MINUTE_MS)
  expect(timerDue(neverUsed, { ...given, usedAt: NOON })).toBeUndefined()
})

test('of the timers that run the earliest is next, and none where none runs', () => {
  expect(nextTimer(LIFE, given)?.timer.id).toBe('never-used')
  expect(nextTimer(LIFE, { ...given, usedAt: NOON })?.timer.id).toBe('date-reached')
  expect(nextTimer(LIFE, { ...given, state: 'over' })).toBeUndefined()
})

describe.each([...markets, ilha])('the life of consents in $name', ({ consent: { life } }) => {
  const states = new Set(Object.keys(life.states))

  test('begins and moves between its own states, and nothing leaves a final one', () => {
    expect(states).toContain(life.initial)
    for (const { from, to } of life.moves) expect([...states]).toEqual(expect.arrayContaining([from, to]))
    for (const { state, to } of life.timers) expect([...states]).toEqual(expect.arrayContaining([state, to]))
    const leaving = [...life.moves.map(({ from }) => from), ...life.timers.map(({ state }) => state)]
    for (const state of leaving) expect(life.states[state]?.final).toBeUndefined()
  })

  test('reaches every state, and an end from every state that is none', () => {
    const reached = new Set([life.initial, ...life.moves.map(({ to }) => to), ...life.timers.map(({ to }) => to)])
    expect(reached).toEqual(states)
    for (const [state, { final }] of Object.entries(life.states)) {
      if (!final) expect(life.timers.some((timer) => timer.state === state)).toBe(true)
    }
  })

  test('names by whom, why and by what clause whatever ends one', () => {
    for (const { to, by, reason, clause } of [...life.moves, ...life.timers]) {
      expect(clause).not.toBe('')
      if (life.states[to]?.final) expect([by, reason]).not.toContain(undefined)
    }
  })
})
