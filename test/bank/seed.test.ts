import { describe, expect, test } from 'vitest'
import { obbPersonas } from '../../mock-data/index.ts'
import { DAY_MS, HAMLET, NOON, testBank } from './support.ts'

const LAST_DAY = '2026-11-18'

describe('seeding a book', () => {
  test('with the Brazilian personas balances to the last posting, with one event for all of it', () => {
    const { bank, told } = testBank()
    bank.seed(obbPersonas({ lastDay: LAST_DAY }))
    expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
    expect(told('bank.seeded')).toMatchObject([{ market: 'obb', data: { people: 12, companies: 3, accounts: 27 } }])
    expect(told('ledger.posted')).toEqual([])
    expect(told('account.closed')).toEqual([])
  })

  test('a second time, on another day, changes nothing', () => {
    const { bank, db, world } = testBank()
    bank.seed(obbPersonas({ lastDay: LAST_DAY }))
    const before = contents()
    world.clock.advance(3 * DAY_MS)
    bank.seed(obbPersonas({ lastDay: '2026-11-21' }))
    expect(contents()).toEqual(before)

    function contents() {
      const tables = [
        'customers',
        'logins',
        'accounts',
        'account_holders',
        'ledger_accounts',
        'posting_sets',
        'postings',
      ]
      return [...tables, 'events'].map((table) => db.prepare(`SELECT * FROM ${table}`).all())
    }
  })

  test('gives customers, accounts and lines the same ids in every install', () => {
    const [one, other] = [testBank(), testBank()].map(({ bank, db }) => {
      bank.seed(obbPersonas({ lastDay: LAST_DAY }))
      return db.prepare('SELECT id FROM customers UNION SELECT id FROM accounts UNION SELECT id FROM postings').all()
    })
    expect(one?.length).toBeGreaterThan(200)
    expect(one).toEqual(other)
  })

  test('is one transaction: a persona that a guard refuses leaves nothing behind', () => {
    const { bank, db } = testBank()
    const movements = [
      { account: 'iris-current', at: NOON + 1, kind: 'pix' as const, narrative: 'Early', amountMinor: 1 },
    ]
    expect(() => bank.seed({ ...HAMLET, movements })).toThrow('posting-in-future')
    expect(db.prepare('SELECT id FROM customers').all()).toEqual([])
    bank.seed(HAMLET)
    expect(bank.customers.byDocument('hamlet', '1')).toBeDefined()
  })
})
