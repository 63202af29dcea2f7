import { describe, expect, it } from 'vitest'
import { DAY_MS, hamlet, MINUTE_MS, refusal } from '../support.ts'
import { BAKER, MANDATE, paying } from './support.ts'

describe('A payee', () => {
  it('is pending until the bank has looked at it, then active', () => {
    const { bank, world, told } = hamlet()
    const { id } = bank.payments.payees.add(MANDATE, BAKER)
    expect(bank.payments.payees.find(id)?.state).toBe('pending')
    world.clock.advance(MINUTE_MS)
    expect(bank.payments.payees.find(id)?.state).toBe('active')
    expect(told('payee.active')).toMatchObject([{ customerId: 'iris', data: { payeeId: id } }])
  })

  it('is rejected where its name is one that the bank pays nobody under', () => {
    const { bank, world } = hamlet()
    const { id } = bank.payments.payees.add(MANDATE, { ...BAKER, name: ' Denied Payee ' })
    world.clock.advance(MINUTE_MS)
    expect(bank.payments.payees.find(id)?.state).toBe('rejected')
    expect(refusal(() => bank.payments.payees.change(id, BAKER))).toBe('payee-ended')
    expect(bank.payments.payees.remove(id).state).toBe('deleted')
    expect(refusal(() => bank.payments.payees.remove(id))).toBe('payee-ended')
  })

  it('is looked at again under another name, and only then', () => {
    const { payments, payee, world } = paying()
    expect(payments.payees.change(payee.id, { ...BAKER, references: ['78'] }).state).toBe('active')
    expect(payments.payees.change(payee.id, { ...BAKER, name: 'The Butcher' }).state).toBe('pending')
    world.clock.advance(MINUTE_MS)
    expect(payments.payees.find(payee.id)?.state).toBe('active')
  })

  it('is known again by the same details, for the same mandate', () => {
    const { payments, payee } = paying()
    expect(payments.payees.alike(MANDATE, { ...BAKER })?.id).toBe(payee.id)
    expect(payments.payees.alike(MANDATE, { ...BAKER, references: [] })).toBeUndefined()
    expect(payments.payees.alike({ ...MANDATE, clientId: 'other' }, BAKER)).toBeUndefined()
    payments.payees.remove(payee.id)
    expect(payments.payees.alike(MANDATE, BAKER)).toBeUndefined()
  })

  it('leaves the list a year after the last payment to it, silently and not by deletion', () => {
    const { payments, payee, pay, world } = paying()
    world.clock.advance(300 * DAY_MS)
    const at = world.clock.now()
    pay({ amountMinor: 1, dueAt: at + DAY_MS })
    world.clock.advance(300 * DAY_MS)
    payments.sweep()
    payments.sweep()
    expect(payments.payees.list(MANDATE, { limit: 9 })).toHaveLength(1)
    world.clock.advance(100 * DAY_MS)
    payments.sweep()
    expect(payments.payees.find(payee.id)?.state).toBe('expired')
    expect(payments.payees.list(MANDATE, { limit: 9, changedAfter: 0 })).toEqual([])
  })

  it('is listed when deleted only to those who ask for changes', () => {
    const { payments, payee } = paying()
    payments.payees.remove(payee.id)
    expect(payments.payees.list(MANDATE, { limit: 9 })).toEqual([])
    expect(payments.payees.list(MANDATE, { limit: 9, changedAfter: 0 })).toMatchObject([{ state: 'deleted' }])
  })
})

describe('Keys of orders', () => {
  const key = { clientId: 'app', consentId: 'consent-1', operation: 'pay', key: 'k' }

  it('tell for a day whether something was asked for before, and whether it was the same', () => {
    const { bank, world } = hamlet()
    const { keys } = bank.payments
    expect(keys.find(key, { a: 1, b: 2 })).toBeUndefined()
    keys.keep(key, { a: 1, b: 2 }, 'order-1')
    expect(keys.find(key, { b: 2, a: 1 })).toEqual({ subjectId: 'order-1', same: true })
    expect(keys.find(key, { a: 1 })).toEqual({ subjectId: 'order-1', same: false })
    expect(keys.find({ ...key, operation: 'change' }, { a: 1 })).toBeUndefined()
    expect(keys.find({ ...key, consentId: 'consent-2' }, { a: 1 })).toBeUndefined()
    world.clock.advance(DAY_MS)
    expect(keys.find(key, { a: 1 })).toBeUndefined()
    bank.payments.sweep()
    keys.keep(key, { a: 3 }, 'order-2')
    expect(keys.find(key, { a: 3 })).toEqual({ subjectId: 'order-2', same: true })
  })
})

describe('An initiation party', () => {
  it('has ways to pay, which go with it', () => {
    const { bank } = hamlet()
    const { parties } = bank.payments
    const party = parties.add(MANDATE, { name: 'Payroll Ltd' })
    const method = parties.addMethod(party.id, { type: 'DIRECT_DEPOSIT' })
    parties.changeMethod(party.id, method.id, { type: 'OTHER' })
    expect(parties.method(party.id, method.id)?.details).toEqual({ type: 'OTHER' })
    expect(refusal(() => parties.removeMethod('nobody', method.id))).toBe('payment-method-not-found')
    parties.remove(party.id)
    expect(parties.method(party.id, method.id)).toBeUndefined()
    expect(parties.list(MANDATE, { limit: 9 })).toEqual([])
    expect(refusal(() => parties.remove(party.id))).toBe('initiation-party-not-found')
  })
})
