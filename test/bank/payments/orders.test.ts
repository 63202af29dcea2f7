import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DAY_MS, MINUTE_MS, NOON, refusal, testBank } from '../support.ts'
import { MANDATE, paying } from './support.ts'

const DUE = 2 * DAY_MS

describe('An order to pay', () => {
  it('waits for its day, is under way for a while, and moves the money once', () => {
    const { pay, payments, world, available, iris, stateOf, bank, told } = paying()
    const { id } = pay()
    world.clock.advance(DUE - 2 * MINUTE_MS)
    expect(stateOf(id)).toBe('scheduled')
    world.clock.advance(MINUTE_MS)
    expect(stateOf(id)).toBe('processing')
    expect(available(iris)).toBe(100_00)
    world.clock.advance(15 * MINUTE_MS)
    expect(payments.orders.find(id)).toMatchObject({
      ...{ state: 'processed', startedAt: NOON + DUE, endedAt: NOON + DUE + 15 * MINUTE_MS },
      postingSetId: expect.any(String),
    })
    expect(available(iris)).toBe(70_00)
    expect(payments.sweep()).toBe(0)
    expect(available(iris)).toBe(70_00)
    expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
    expect(told('payment-order.processed')).toMatchObject([{ consentId: 'consent-1', data: { orderId: id } }])
  })

  it('is told on the statement by the name of its payee, booked when it was carried out', () => {
    const { pay, payments, world, bank, iris } = paying()
    pay({ payeeReference: '77' })
    world.clock.advance(30 * DAY_MS)
    payments.sweep()
    const [line] = bank.accounts.transactions({ accountId: iris, from: 0, to: world.clock.now(), limit: 1 })
    expect(line).toMatchObject({
      ...{ kind: 'bill-payment', direction: 'debit', amount: { amountMinor: 30_00 }, narrative: 'The Baker' },
      ...{ counterparty: { name: 'The Baker' }, facts: { reference: '77' }, bookedAt: NOON + DUE + 15 * MINUTE_MS },
    })
  })

  it('ends without funds where the account and its overdraft can not pay, and moves nothing', () => {
    const { pay, world, available, iris, stateOf, payments } = paying()
    const { id } = pay({ amountMinor: 150_01 })
    const { id: within } = pay({ amountMinor: 150_00 })
    world.clock.advance(3 * DAY_MS)
    expect(stateOf(id)).toBe('no-funds')
    expect(payments.orders.find(id)).toMatchObject({ failure: 'no-funds', postingSetId: null })
    expect(stateOf(within)).toBe('processed')
    expect(available(iris)).toBe(-50_00)
  })

  it('is carried out before one that is due later, whatever was asked for first', () => {
    const { pay, world, stateOf } = paying()
    const late = pay({ amountMinor: 100_00, dueAt: NOON + DUE + MINUTE_MS })
    const early = pay({ amountMinor: 100_00 })
    world.clock.advance(3 * DAY_MS)
    expect(stateOf(late.id)).toBe('no-funds')
    expect(stateOf(early.id)).toBe('processed')
  })

  it.each<[string, (opened: ReturnType<typeof paying>) => void, string]>([
    ['its account is blocked', ({ bank, iris }) => bank.accounts.block(iris), 'account-not-open'],
    ['its payee was deleted', ({ payments, payee }) => payments.payees.remove(payee.id), 'payee-not-active'],
  ])('fails where %s', (_, before, failure) => {
    const opened = paying()
    const { id } = opened.pay()
    before(opened)
    opened.world.clock.advance(3 * DAY_MS)
    expect(opened.payments.orders.find(id)).toMatchObject({ state: 'failed', failure })
    expect(opened.available(opened.iris)).toBe(100_00)
  })

  it('can be changed and cancelled while it waits, and not after', () => {
    const { pay, payments, world, available, iris } = paying()
    const { id } = pay()
    expect(payments.orders.change(id, { amountMinor: 10_00, dueAt: NOON + 3 * DAY_MS })).toMatchObject({
      amount: { amountMinor: 10_00 },
    })
    const other = pay({ amountMinor: 5_00 })
    expect(payments.orders.cancel(other.id)).toMatchObject({ state: 'cancelled', failure: 'asked' })
    expect(refusal(() => payments.orders.cancel(other.id))).toBe('payment-order-begun')
    world.clock.advance(4 * DAY_MS)
    expect(refusal(() => payments.orders.change(id, { amountMinor: 1 }))).toBe('payment-order-begun')
    expect(available(iris)).toBe(90_00)
  })

  it.each([0, -1, 0.5, Number.NaN, 2 ** 53 - 1])('is not taken in over %s', (amountMinor) => {
    const { pay } = paying()
    expect(refusal(() => pay({ amountMinor }))).toBe('payment-amount-invalid')
  })
})

describe('A transfer', () => {
  it('moves money between two accounts of the bank in one set', () => {
    const { transfer, world, available, iris, otto, bank, stateOf } = paying()
    const { id } = transfer({ dueAt: NOON + DAY_MS, memo: 'Rent' }, 'my-1')
    world.clock.advance(2 * DAY_MS)
    expect(stateOf(id)).toBe('processed')
    expect([available(iris), available(otto)]).toEqual([70_00, 130_00])
    expect(bank.ledger.verify().ok).toBe(true)
  })

  it('is found by the id that its orderer chose, and by nobody else', () => {
    const { transfer, payments } = paying()
    const { id } = transfer({}, 'my-1')
    expect(payments.orders.byReference(MANDATE, 'transfer', 'my-1')?.id).toBe(id)
    expect(payments.orders.byReference({ ...MANDATE, clientId: 'other' }, 'transfer', 'my-1')).toBeUndefined()
    expect(() => transfer({}, 'my-1')).toThrow(/UNIQUE/)
  })
})

describe('What the ledger could not carry out', () => {
  it('is not taken in: an account to itself, accounts that are not there, currencies that differ', () => {
    const { transfer, iris, cash } = paying()
    expect(refusal(() => transfer({ toAccountId: iris }))).toBe('payment-accounts-differ')
    for (const unknown of ['nowhere', cash]) {
      expect(refusal(() => transfer({ toAccountId: unknown }))).toBe('account-not-found')
      expect(refusal(() => transfer({ fromAccountId: unknown }))).toBe('account-not-found')
    }
  })
})

describe('Orders over a restart', () => {
  it('are carried out once where the process ended between two steps', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bancada-orders-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = path.join(folder, 'bank.db')
    const first = paying({ file })
    const ids = [first.pay().id, first.pay({ amountMinor: 20_00 }).id, first.transfer({ amountMinor: 10_00 }).id]
    first.world.clock.advance(DUE)
    first.payments.orders.find(ids[0] as string)
    first.events.close()
    first.db.close()

    const again = testBank({ file })
    // Ids count up anew in each bank of a test: these are used already.
    for (let used = 0; used < 1_000; used += 1) again.world.ids.uuid()
    expect(ids.map((id) => again.bank.payments.orders.find(id)?.state)).toEqual([
      'processing',
      'processing',
      'processed',
    ])
    again.world.clock.advance(DAY_MS)
    again.bank.payments.sweep()
    again.events.close()
    again.db.close()

    const last = testBank({ file })
    expect(ids.map((id) => last.bank.payments.orders.find(id)?.state)).toEqual(['processed', 'processed', 'processed'])
    expect(last.bank.payments.sweep()).toBe(0)
    expect(last.bank.accounts.balances(first.iris).available.amountMinor).toBe(40_00)
    expect(last.bank.ledger.verify().ok).toBe(true)
    last.events.close()
    last.db.close()
  })

  it('are not half carried out where a step fails: neither the money nor the order has moved', () => {
    const { pay, payments, world, db, available, iris } = paying()
    const { id } = pay()
    world.clock.advance(3 * DAY_MS)
    db.exec(`CREATE TRIGGER fails BEFORE UPDATE OF posting_set_id ON payment_orders
      WHEN NEW.posting_set_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'killed'); END`)
    expect(() => payments.sweep()).toThrow('killed')
    expect(available(iris)).toBe(100_00)
    db.exec('DROP TRIGGER fails')
    expect(payments.orders.find(id)?.state).toBe('processed')
    expect(available(iris)).toBe(70_00)
  })
})

describe('What a consent ordered', () => {
  it('is cancelled when the consent is revoked, unless it has begun; what others ordered stays', () => {
    const { pay, payments, world, events, stateOf, terms } = paying()
    const begun = pay({ dueAt: NOON + MINUTE_MS })
    const waiting = pay()
    const others = payments.orders.place({ ...MANDATE, consentId: 'consent-2' }, 'payment', terms())
    world.clock.advance(MINUTE_MS)
    payments.sweep()
    events.record({ type: 'consent.revoked', consentId: 'consent-1' })
    events.flush()
    expect(payments.orders.find(waiting.id)).toMatchObject({ state: 'cancelled', failure: 'consent-ended' })
    expect([stateOf(begun.id), stateOf(others.id)]).toEqual(['processing', 'scheduled'])
  })

  it('is cancelled at the next start where the process ended before anybody was told', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bancada-orders-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = path.join(folder, 'bank.db')
    const first = paying({ file })
    const { id } = first.pay()
    first.events.flush()
    first.db
      .prepare("INSERT INTO events (at, type, consent_id, data) VALUES (0, 'consent.revoked', ?, '{}')")
      .run(MANDATE.consentId)
    const again = testBank({ file })
    expect(again.bank.payments.orders.find(id)).toMatchObject({ state: 'cancelled', failure: 'consent-ended' })
    for (const { events, db } of [first, again]) {
      events.close()
      db.close()
    }
  })

  it('goes over to the consent that takes its place, from the accounts that the new one has; the rest is cancelled', () => {
    const { pay, transfer, payments, events, iris, otto, payee } = paying()
    const kept = pay()
    const left = transfer({ fromAccountId: otto, toAccountId: iris })
    const standing = payments.standing.place(MANDATE, {
      ...{ fromAccountId: iris, payeeId: payee.id, amountMinor: 1_00, payeeReference: null, extra: {} },
      ...{ frequency: 'monthly', times: null, firstDay: '2026-12-31', calendar: 'us' },
    })
    const replaced = { replaces: 'consent-1', accountIds: [iris] }
    events.record({ type: 'consent.authorised', consentId: 'consent-2', data: replaced })
    events.record({ type: 'consent.revoked', consentId: 'consent-1' })
    events.flush()
    expect(payments.orders.find(kept.id)).toMatchObject({ state: 'scheduled', consentId: 'consent-2' })
    expect(payments.orders.find(left.id)).toMatchObject({ state: 'cancelled', failure: 'consent-ended' })
    expect(payments.standing.find(standing.id)).toMatchObject({ state: 'scheduled', consentId: 'consent-2' })
    expect(payments.standing.waiting(standing.id)).toMatchObject({ state: 'scheduled', consentId: 'consent-2' })
    events.record({ type: 'consent.revoked', consentId: 'consent-2' })
    events.flush()
    expect(payments.orders.find(kept.id)?.state).toBe('cancelled')
    expect(payments.standing.find(standing.id)?.state).toBe('cancelled')
  })

  it('stays where the consent ended because its time was over', () => {
    const { pay, events, stateOf } = paying()
    const { id } = pay()
    events.record({ type: 'consent.rejected', consentId: 'consent-1' })
    events.flush()
    expect(stateOf(id)).toBe('scheduled')
  })
})

describe('A page of orders', () => {
  it('holds what fits, newest first, and goes on after its last one', () => {
    const { pay, transfer, payments, iris, otto } = paying()
    const ids = [1, 2, 3].map((amountMinor) => pay({ amountMinor }).id)
    transfer()
    const all = { kind: 'payment' as const, fromAccountIds: [iris, otto], limit: 2 }
    const first = payments.orders.list(MANDATE, all)
    expect(first.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    const next = payments.orders.list(MANDATE, { ...all, after: first[1]?.number })
    expect(next.map(({ id }) => id)).toEqual([ids[0]])
    expect(payments.orders.list(MANDATE, { ...all, fromAccountIds: [otto] })).toEqual([])
    expect(payments.orders.list({ ...MANDATE, clientId: 'other' }, all)).toEqual([])
    expect(payments.orders.list({ ...MANDATE, customerId: 'otto' }, all)).toEqual([])
    expect(payments.orders.list(MANDATE, { ...all, states: ['processed', 'failed'] })).toEqual([])
    expect(payments.orders.list(MANDATE, { ...all, states: ['scheduled'], limit: 9 })).toHaveLength(3)
  })

  it('holds what changed since a change alone, and knows no change that never was', () => {
    const { pay, payments, iris, world } = paying()
    const [first] = [pay(), pay({ amountMinor: 1 })]
    const known = payments.changes.latest()
    payments.orders.cancel(first.id)
    const changedAfter = payments.changes.placeOf(known)
    const changed = payments.orders.list(MANDATE, { kind: 'payment', fromAccountIds: [iris], limit: 9, changedAfter })
    expect(changed.map(({ id }) => id)).toEqual([first.id])
    for (const id of ['nonsense', '', Buffer.from('999 abcdefgh').toString('base64url')])
      expect(payments.changes.placeOf(id)).toBeUndefined()
    expect(testBank().bank.payments.changes.placeOf(known)).toBeUndefined()
    expect(world.clock.now()).toBeGreaterThan(0)
  })
})
