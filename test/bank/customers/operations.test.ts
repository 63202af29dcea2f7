import { describe, expect, test } from 'vitest'
import { HAMLET, hamlet, MINUTE_MS, NOON } from '../support.ts'

describe('who is who', () => {
  test('a customer is found by id and by document within a book', () => {
    const { bank } = hamlet()
    const iris = bank.customers.byDocument('hamlet', '1')
    expect(iris).toMatchObject({ kind: 'person', name: 'Iris Thorn', email: 'iris@example.invalid', language: 'en' })
    expect(bank.customers.person(iris?.id ?? '')).toEqual(iris)
    expect(bank.customers.company(iris?.id ?? '')).toBeUndefined()
    expect(bank.customers.byDocument('city', '1')).toBeUndefined()
    const mill = bank.customers.byDocument('hamlet', '3')
    expect(mill).toMatchObject({ kind: 'company', legalName: 'The Mill Ltd', tradeName: 'Mill' })
    expect(bank.customers.holder(mill?.id ?? '')).toEqual(mill)
    expect(bank.customers.company(mill?.id ?? '')).toEqual(mill)
  })

  test('a person acts for themself and for the companies they represent', () => {
    const { bank } = hamlet()
    const [iris, otto, mill] = ['1', '2', '3'].map((document) => bank.customers.byDocument('hamlet', document))
    expect(bank.customers.actsFor(otto?.id ?? '')).toEqual([otto, mill])
    expect(bank.customers.actsFor(iris?.id ?? '')).toEqual([iris])
    expect(bank.customers.actsFor(mill?.id ?? '')).toEqual([])
  })

  test('demonstration logins come from the personas, also when the book was seeded before', () => {
    const { bank } = hamlet()
    const facts = { name: 'Iris Thorn', document: '1', note: 'first of the hamlet' }
    const login = { login: 'iris', password: 'open sesame', ...facts }
    expect(bank.customers.demonstrationLogins('hamlet')).toEqual([login])
    bank.seed(HAMLET)
    expect(bank.customers.demonstrationLogins('hamlet')).toEqual([login])
    expect(bank.customers.demonstrationLogins('city')).toEqual([])
  })

  test('no password is kept in the database', () => {
    const { db } = hamlet()
    expect(db.serialize().includes('open sesame')).toBe(false)
  })
})

describe('logging in', () => {
  const wrong = async (bank: ReturnType<typeof hamlet>['bank'], times: number, login = 'iris') => {
    for (let count = 0; count < times; count++) {
      expect(await bank.customers.authenticate('hamlet', login, 'wrong')).toBeUndefined()
    }
  }

  test('gives the person and records who, never the password', async () => {
    const { bank, told } = hamlet()
    const iris = await bank.customers.authenticate('hamlet', 'iris', 'open sesame')
    expect(iris?.name).toBe('Iris Thorn')
    expect(told('customer.login-succeeded')).toMatchObject([{ market: 'hamlet', customerId: iris?.id, data: {} }])
  })

  test('fails for a wrong password, an unknown login and another book, and records why without what was typed', async () => {
    const { bank, told } = hamlet()
    expect(await bank.customers.authenticate('hamlet', 'iris', 'wrong')).toBeUndefined()
    expect(await bank.customers.authenticate('hamlet', 'open sesame', 'wrong')).toBeUndefined()
    expect(await bank.customers.authenticate('city', 'iris', 'open sesame')).toBeUndefined()
    const failed = told('customer.login-failed')
    expect(failed.map((event) => event.data)).toEqual([
      { reason: 'wrong-password' },
      { reason: 'unknown-login' },
      { reason: 'unknown-login' },
    ])
    expect(failed.map((event) => event.customerId !== null)).toEqual([true, false, false])
  })

  test('is locked for 15 minutes of bank time after five failures, even with the right password', async () => {
    const { bank, world } = hamlet()
    await wrong(bank, 5)
    await expect(bank.customers.authenticate('hamlet', 'iris', 'open sesame')).rejects.toEqual(
      expect.objectContaining({ type: 'login-locked', facts: { until: NOON + 15 * MINUTE_MS } }),
    )
    world.clock.advance(15 * MINUTE_MS - 1)
    await expect(bank.customers.authenticate('hamlet', 'iris', 'open sesame')).rejects.toMatchObject({
      type: 'login-locked',
    })
    world.clock.advance(1)
    expect((await bank.customers.authenticate('hamlet', 'iris', 'open sesame'))?.name).toBe('Iris Thorn')
  })

  test('is not locked by five failures over more than 15 minutes, nor by failures before a success', async () => {
    const { bank, world } = hamlet()
    await wrong(bank, 4)
    world.clock.advance(15 * MINUTE_MS)
    await wrong(bank, 4)
    expect(await bank.customers.authenticate('hamlet', 'iris', 'open sesame')).toBeDefined()
    await wrong(bank, 4)
    expect(await bank.customers.authenticate('hamlet', 'iris', 'open sesame')).toBeDefined()
  })

  test('attempts made side by side count like attempts made one after the other', async () => {
    const { bank, told } = hamlet()
    const attempts = Array.from({ length: 12 }, () => bank.customers.authenticate('hamlet', 'iris', 'wrong'))
    const ends = await Promise.allSettled(attempts)
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(7)
    expect(told('customer.login-failed').filter(({ data }) => data.reason === 'wrong-password')).toHaveLength(5)
  })

  test('an unknown login locks like a known one, so that the lock tells nothing, and locks nobody else', async () => {
    const { bank } = hamlet()
    await wrong(bank, 5, 'nobody')
    await expect(bank.customers.authenticate('hamlet', 'nobody', 'wrong')).rejects.toMatchObject({
      type: 'login-locked',
    })
    expect(await bank.customers.authenticate('hamlet', 'iris', 'open sesame')).toBeDefined()
  })

  test('a login too long to exist leaves no row behind', async () => {
    const { bank, db } = hamlet()
    await wrong(bank, 6, 'x'.repeat(101))
    expect(db.prepare('SELECT id FROM login_failures').all()).toEqual([])
  })

  test('old failures are swept', async () => {
    const { bank, db, world } = hamlet()
    await wrong(bank, 3, 'nobody')
    world.clock.advance(30 * MINUTE_MS)
    await wrong(bank, 1)
    expect(db.prepare('SELECT login FROM login_failures').all()).toEqual([{ login: 'iris' }])
  })
})
