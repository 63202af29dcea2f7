import { onTestFinished } from 'vitest'
import { type Consent, type ConsentLife, type NewConsent, openConsents } from '#consent'
import { type BankEvent, openDatabase, openEvents, openWorld, Problem } from '#kernel'

export const NOON = Date.UTC(2026, 10, 22, 12)
export const MINUTE_MS = 60_000

/** A life with every kind of move and timer, in words of no market. */
export const LIFE: ConsentLife = {
  initial: 'asked',
  states: { asked: {}, given: { active: true }, refused: { final: true }, over: { final: true } },
  moves: [
    { act: 'authorise', from: 'asked', to: 'given', clause: '1' },
    { act: 'cancel', from: 'asked', to: 'refused', by: 'customer', reason: 'said no', clause: '2' },
    { act: 'revoke', from: 'given', to: 'over', by: 'customer', reason: 'changed mind', clause: '3' },
  ],
  timers: [
    timer('unanswered', 'asked', 'state-entered', 60, 'refused'),
    timer('never-used', 'given', 'state-entered', 5, 'over', true),
    timer('date-reached', 'given', 'expires-at', 0, 'over'),
  ],
  hold: { states: ['given'], clause: '4' },
}

function timer(
  id: string,
  state: string,
  from: 'state-entered' | 'expires-at',
  minutes: number,
  to: string,
  onlyWhileUnused = false,
) {
  return { id, state, from, afterMs: minutes * MINUTE_MS, onlyWhileUnused, to, by: 'bank', reason: id, clause: id }
}

/** Consents in memory of a market whose time is the test's. */
export function opening(life: ConsentLife = LIFE) {
  const db = openDatabase(':memory:', { keep: 'most' })
  const world = openWorld({ db, wire: () => NOON })
  const events = openEvents({
    db,
    world,
    onListenerError: (_, error) => {
      throw error
    },
  })
  const told: BankEvent[] = []
  events.listen({
    name: 'test',
    position: () => told.at(-1)?.seq ?? 0,
    handle: (batch) => void told.push(...batch),
  })
  onTestFinished(() => {
    events.close()
    db.close()
  })
  const consents = openConsents({ db, world, events, lives: { market: life } })
  let made = 0

  return {
    db,
    world,
    consents,
    minutes: (count: number) => world.clock.advance(count * MINUTE_MS),
    lodge(more: Partial<NewConsent> = {}): Consent {
      made += 1
      return consents.lodge({
        ...{ id: `c-${made}`, market: 'market', clientId: 'app', permissions: ['ONE'] },
        ...{ personDocument: '123', companyDocument: null, expiresAt: null },
        ...more,
      })
    },
    authorise: (id: string) =>
      consents.authorise(id, { grantId: `grant of ${id}`, holderId: 'h', personId: 'p', accountIds: ['a', 'b'] }),
    /** What was told of a consent, oldest first. */
    told(id: string) {
      events.flush()
      return told.filter(({ consentId }) => consentId === id)
    },
  }
}

/** The problem a call refuses with. */
export function refusal(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}
