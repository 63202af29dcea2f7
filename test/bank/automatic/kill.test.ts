import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBank } from '#bank'
import { openDatabase, openEvents, openWorld } from '#kernel'
import { runUntilKilled } from '../../support/until-killed.ts'
import { town } from '../town.ts'
import { LOAN_TERMS } from './terms.ts'

const SCRIPT = path.join(import.meta.dirname, 'sweep-until-killed.ts')
const LOANS = 12
const MONTHS_BEFORE = [1, 2, 4, 8]

test('kill -9 at any moment: what the bank pays by itself is paid once for each day, and the money fits (house: durability)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-automatic-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'bank.db')
  const loan = { kind: 'loan', openingMinor: -900_000_00, terms: { contract: LOAN_TERMS } } as const
  const loans = Object.fromEntries(Array.from({ length: LOANS }, (_, index) => [`loan-${index}`, loan]))
  const first = town({ own: { kind: 'current', openingMinor: 10_000_000_00 }, ...loans }, [], {}, { file })
  const own = first.ids.own as string
  first.events.close()
  first.db.close()

  for (const months of MONTHS_BEFORE) await runUntilKilled(SCRIPT, [file], months)

  const db = openDatabase(file, { keep: 'everything' })
  const world = openWorld({ db })
  const events = openEvents({ db, world, onListenerError: (_, error) => expect.fail(String(error)) })
  const bank = openBank({ db, world, events })
  while (bank.payments.sweep() > 0);
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() as number
  const paid = count("SELECT count(*) FROM automatic_payments WHERE state = 'paid'")
  expect(count("SELECT count(*) FROM automatic_payments WHERE state = 'no-funds'")).toBe(0)
  expect(count("SELECT count(*) FROM automatic_payments WHERE state = 'waiting'")).toBe(LOANS)
  expect(paid).toBeGreaterThanOrEqual(LOANS)
  expect(count("SELECT count(*) FROM posting_sets WHERE kind = 'loan-payment'")).toBe(paid)
  expect(count("SELECT count(*) FROM posting_sets WHERE kind = 'interest-charged'")).toBe(paid)
  expect(bank.accounts.balances(own).available.amountMinor).toBe(10_000_000_00 - paid * 300_00)
  expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
  events.close()
  db.close()
})
