import { expect, test } from 'vitest'
import { openBank } from '#bank'
import { migrate, openDatabase, openEvents, openWorld } from '#kernel'
import { BANK_TABLES } from '../../server/bank/tables.ts'

/** How many steps there were while an account was current, savings or prepaid. */
const FIRST_STEPS = 3

test('a folder from before accounts of many kinds keeps its customers, accounts, holders and balances', () => {
  const db = openDatabase(':memory:', { keep: 'everything' })
  migrate(db, 'bank', BANK_TABLES.slice(0, FIRST_STEPS))
  db.exec(`
    INSERT INTO customers (id, book, kind, name, document, language) VALUES ('c1', 'b', 'person', 'One', '1', 'en');
    INSERT INTO customers (id, book, kind, name, document, language) VALUES ('c2', 'b', 'person', 'Two', '2', 'en');
    INSERT INTO ledger_accounts (id, book, currency, available_minor) VALUES ('a1', 'b', 'EUR', 0);
    INSERT INTO ledger_accounts (id, book, currency, purpose) VALUES ('h1', 'b', 'EUR', 'cash');
    INSERT INTO accounts (id, book, kind, ownership, holders, brand_name, bank_code, number, check_digit, currency, status,
        opened_at, overdraft_limit_minor)
      VALUES ('a1', 'b', 'prepaid', 'joint-any', '["c1","c2"]', 'Bank', '1', '10', '0', 'EUR', 'blocked', 7, 500);
    INSERT INTO account_holders (holder_id, rank, account_id) VALUES ('c1', 1, 'a1'), ('c2', 1, 'a1');
    INSERT INTO posting_sets (id, book, booked_at, recorded_at, kind, narrative) VALUES ('s1', 'b', 7, 7, 'pix', 'Pix');
    INSERT INTO postings (id, set_id, position, account_id, bucket, amount_minor, booked_at, kind, narrative, on_statement)
      VALUES ('p1', 's1', 0, 'a1', 'available', 900, 7, 'pix', 'Pix', 1),
             ('p2', 's1', 1, 'h1', 'available', -900, 7, 'pix', 'Pix', 1);`)

  const world = openWorld({ db })
  const events = openEvents({
    ...{ db, world },
    onListenerError: (_, error) => {
      throw error
    },
  })
  const bank = openBank({ db, world, events })

  const account = {
    ...{ id: 'a1', kind: 'prepaid', ownership: 'joint-any', holders: ['c1', 'c2'], status: 'blocked', openedAt: 7 },
    ...{ roles: ['owner', 'joint-owner'], nickname: null, productName: null, productId: null, parentId: null },
    ...{ overdraftLimitMinor: 500, origin: 'live' },
  }
  expect(bank.accounts.find('a1')).toMatchObject(account)
  expect(bank.accounts.ofHolder('c2')).toMatchObject([account])
  expect(bank.accounts.balances('a1').available).toEqual({ amountMinor: 900, currency: 'EUR' })
  expect(bank.accounts.transactions({ accountId: 'a1', from: 0, to: 8, limit: 9 })).toMatchObject([{ facts: null }])
  expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  expect(db.pragma('foreign_key_check')).toEqual([])
})
