import { describe, expect, test } from 'vitest'
import { MINUTE_MS, NOON, opening, refusal } from './opening.ts'

const types = (events: { type: string }[]) => events.map(({ type }) => type)

describe('moves', () => {
  test('a consent is lodged in the first state of its market, at bank time, with an event', () => {
    const { consents, lodge, told, minutes } = opening()
    minutes(3)
    const at = NOON + 3 * MINUTE_MS
    const consent = lodge({ expiresAt: at + 1, companyDocument: '9', extra: { note: 'kept' } })
    expect(consent).toMatchObject({
      ...{ state: 'asked', stateSince: at, createdAt: at, expiresAt: at + 1, permissions: ['ONE'] },
      ...{ companyDocument: '9', holderId: null, accountIds: [], usedAt: null, ending: null, extra: { note: 'kept' } },
    })
    expect(consents.find(consent.id)).toEqual(consent)
    expect([consents.isWaiting(consent), consents.isActive(consent)]).toEqual([true, false])
    expect(told(consent.id)).toMatchObject([{ type: 'consent.lodged', at, clientId: 'app', data: { state: 'asked' } }])
  })

  test('a consent may be lodged for whoever logs in', () => {
    expect(opening().lodge({ personDocument: null }).personDocument).toBeNull()
  })

  test('authorising keeps holder, person, accounts and grant, and makes it active', () => {
    const { consents, lodge, authorise, told } = opening()
    const { id } = lodge()
    const consent = authorise(id)
    expect(consent).toMatchObject({ state: 'given', holderId: 'h', personId: 'p', accountIds: ['a', 'b'] })
    expect([consents.isWaiting(consent), consents.isActive(consent)]).toEqual([false, true])
    expect(consents.findByGrant(`grant of ${id}`)).toEqual(consent)
    expect(consents.findByGrant('another')).toBeUndefined()
    expect(types(told(id))).toEqual(['consent.lodged', 'consent.authorised'])
  })

  test('cancelling before and revoking after each end it as the table says', () => {
    const { consents, lodge, authorise, told } = opening()
    const before = consents.cancel(lodge().id)
    expect(before).toMatchObject({ state: 'refused', ending: { by: 'customer', reason: 'said no', information: null } })
    const { id } = lodge()
    authorise(id)
    expect(consents.end(id)).toMatchObject({ state: 'over', ending: { by: 'customer', reason: 'changed mind' } })
    expect(types(told(before.id)).at(-1)).toBe('consent.rejected')
    expect(types(told(id)).at(-1)).toBe('consent.revoked')
  })

  test('ending works before authorisation too, and may say by whom and why', () => {
    const { consents, lodge } = opening()
    const why = { by: 'bank', reason: 'fraud', information: 'called us' }
    expect(consents.end(lodge().id, why)).toMatchObject({ state: 'refused', ending: why })
  })

  test.each([
    ['authorise', 'asked', true],
    ['authorise', 'given', false],
    ['authorise', 'refused', false],
    ['authorise', 'over', false],
    ['cancel', 'asked', true],
    ['cancel', 'given', false],
    ['cancel', 'refused', false],
    ['cancel', 'over', false],
    ['end', 'asked', true],
    ['end', 'given', true],
    ['end', 'refused', false],
    ['end', 'over', false],
  ] as const)('%s in %s is permitted: %s', (act, state, permitted) => {
    const { consents, lodge, authorise, told } = opening()
    const { id } = lodge()
    if (state === 'refused') consents.cancel(id)
    if (state === 'given' || state === 'over') authorise(id)
    if (state === 'over') consents.end(id)
    const events = told(id).length
    const move = () => (act === 'authorise' ? authorise(id) : consents[act](id))
    if (permitted) {
      expect(move().state).not.toBe(state)
      return
    }
    expect(refusal(move)).toMatchObject({ type: 'consent-state-forbids', facts: { consentId: id, state } })
    expect(consents.find(id)?.state).toBe(state)
    expect(told(id)).toHaveLength(events)
  })

  test('what is not there is not found, by any verb', () => {
    const { consents, authorise } = opening()
    expect(consents.find('nobody')).toBeUndefined()
    for (const act of [() => authorise('nobody'), () => consents.cancel('nobody'), () => consents.end('nobody')]) {
      expect(refusal(act).type).toBe('consent-not-found')
    }
  })

  test('a change that is rolled back leaves neither change nor event', () => {
    const { db, consents, lodge, authorise, told } = opening()
    const { id } = lodge()
    const undone = db.transaction(() => {
      authorise(id)
      expect(consents.find(id)?.state).toBe('given')
      throw new Error('undone')
    })
    expect(undone).toThrow('undone')
    expect(consents.find(id)?.state).toBe('asked')
    expect(types(told(id))).toEqual(['consent.lodged'])
  })

  test('a grant belongs to one consent only', () => {
    const { consents, lodge } = opening()
    const authorisation = { grantId: 'g', holderId: 'h', personId: 'p', accountIds: [] }
    consents.authorise(lodge().id, authorisation)
    const { id } = lodge()
    expect(() => consents.authorise(id, authorisation)).toThrow('UNIQUE')
    expect(consents.find(id)?.state).toBe('asked')
  })

  test('a client’s consents are listed newest first, a page at a time', () => {
    const { consents, lodge, minutes } = opening()
    const ids = [1, 2, 3].map(() => {
      minutes(1)
      return lodge().id
    })
    lodge({ clientId: 'other' })
    const page = consents.ofClient('app', Number.MAX_SAFE_INTEGER, 2)
    expect(page.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect(consents.ofClient('app', page[1]?.createdAt as number, 2).map(({ id }) => id)).toEqual([ids[0]])
  })
})

describe('timers, on bank time', () => {
  test('a consent that nobody answered ends at the very millisecond it is due', () => {
    const { world, consents, lodge, minutes } = opening()
    const { id } = lodge()
    minutes(60)
    world.clock.advance(-1)
    expect(consents.find(id)?.state).toBe('asked')
    world.clock.advance(1)
    expect(consents.find(id)).toMatchObject({ state: 'refused', ending: { by: 'bank', reason: 'unanswered' } })
  })

  test('it ended when it was due, not when somebody noticed', () => {
    const { consents, lodge, minutes, told } = opening()
    const { id } = lodge()
    minutes(60 * 24 * 30)
    expect(consents.find(id)?.stateSince).toBe(NOON + 60 * MINUTE_MS)
    expect(told(id).at(-1)).toMatchObject({ type: 'consent.rejected', data: { timer: 'unanswered', by: 'bank' } })
  })

  test('a timer counts from when the state was entered', () => {
    const { consents, lodge, authorise, minutes } = opening()
    const { id } = lodge()
    minutes(59)
    authorise(id)
    minutes(4)
    expect(consents.find(id)?.state).toBe('given')
    minutes(1)
    expect(consents.find(id)).toMatchObject({ state: 'over', ending: { reason: 'never-used' } })
    expect(consents.find(id)?.stateSince).toBe(NOON + 64 * MINUTE_MS)
  })

  test('a consent ends on its own date, and an indefinite one does not', () => {
    const { consents, lodge, authorise, minutes } = opening()
    const dated = lodge({ expiresAt: NOON + 30 * MINUTE_MS })
    const indefinite = lodge()
    for (const { id } of [dated, indefinite]) {
      authorise(id)
      consents.markUsed(`grant of ${id}`)
    }
    minutes(30)
    expect(consents.find(dated.id)).toMatchObject({ state: 'over', ending: { reason: 'date-reached' } })
    minutes(60 * 24 * 365)
    expect(consents.find(indefinite.id)?.state).toBe('given')
  })

  test('a due consent is refused by every verb before any sweep, and by its grant', () => {
    const { consents, lodge, authorise, minutes } = opening()
    const waiting = lodge()
    const given = lodge()
    authorise(given.id)
    minutes(60)
    expect(refusal(() => authorise(waiting.id))).toMatchObject({
      type: 'consent-state-forbids',
      facts: { state: 'refused' },
    })
    const found = consents.findByGrant(`grant of ${given.id}`)
    expect(found && consents.isActive(found)).toBe(false)
  })

  test('an ended consent has no timer left: time changes nothing more', () => {
    const { consents, lodge, minutes, told } = opening()
    const { id } = lodge()
    const ended = consents.cancel(id)
    minutes(60 * 24)
    expect(consents.sweep()).toBe(0)
    expect(consents.find(id)).toEqual(ended)
    expect(told(id)).toHaveLength(2)
  })

  test('a frozen clock holds every timer', () => {
    const { world, consents, lodge } = opening()
    const { id } = lodge()
    world.clock.freeze()
    expect(consents.sweep()).toBe(0)
    world.clock.advance(60 * MINUTE_MS)
    expect(consents.sweep()).toBe(1)
    expect(consents.find(id)?.state).toBe('refused')
  })
})

describe('the first token', () => {
  test('marks the consent used once, and stops the timer for unused ones', () => {
    const { consents, lodge, authorise, minutes, told } = opening()
    const { id } = lodge()
    authorise(id)
    minutes(2)
    consents.markUsed(`grant of ${id}`)
    minutes(1)
    consents.markUsed(`grant of ${id}`)
    expect(consents.find(id)?.usedAt).toBe(NOON + 2 * MINUTE_MS)
    expect(types(told(id)).filter((type) => type === 'consent.used')).toHaveLength(1)
    minutes(60)
    expect(consents.find(id)?.state).toBe('given')
  })

  test('comes too late for a consent whose timer was due already, though nobody had noticed', () => {
    const { consents, lodge, authorise, minutes } = opening()
    const { id } = lodge()
    authorise(id)
    minutes(5)
    consents.markUsed(`grant of ${id}`)
    expect(consents.find(id)).toMatchObject({ state: 'over', usedAt: null, ending: { reason: 'never-used' } })
  })

  test('of a grant that is no consent’s marks nothing', () => {
    const { consents } = opening()
    expect(() => consents.markUsed('nobody’s')).not.toThrow()
  })
})

describe('the sweep', () => {
  test('ends what is due, each at its own moment, and tells how many', () => {
    const { consents, lodge, minutes, told } = opening()
    const first = lodge()
    minutes(10)
    const second = lodge()
    minutes(50)
    const third = lodge()
    expect(consents.sweep()).toBe(1)
    minutes(40)
    expect(consents.sweep()).toBe(1)
    expect(consents.find(first.id)?.stateSince).toBe(NOON + 60 * MINUTE_MS)
    expect(consents.find(second.id)?.stateSince).toBe(NOON + 70 * MINUTE_MS)
    expect(consents.find(third.id)?.state).toBe('asked')
    expect(types(told(first.id))).toEqual(['consent.lodged', 'consent.rejected'])
  })

  test('is bounded, the longest due first, so that a moved clock never blocks for long', () => {
    const { db, consents, lodge, minutes } = opening()
    db.transaction(() => {
      for (let n = 0; n < 450; n += 1) lodge()
    })()
    minutes(60)
    expect([consents.sweep(), consents.sweep(), consents.sweep(), consents.sweep()]).toEqual([200, 200, 50, 0])
  })
})
