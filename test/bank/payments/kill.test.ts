import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBank } from '#bank'
import { openDatabase, openEvents, openWorld } from '#kernel'
import { runUntilKilled } from '../../support/until-killed.ts'
import { paying } from './support.ts'

const SCRIPT = path.join(import.meta.dirname, 'pay-until-killed.ts')
const ROUNDS = 4
/** The first order says that the process is at work; after it comes the kill, each time elsewhere. */
const ORDERS_BEFORE = [1, 3, 8, 20]

test('kill -9 at any moment: every order that was taken in is carried out once, and the money fits (house: durability)', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-pay-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'bank.db')
  const first = paying({ file })
  const { iris } = first
  first.events.close()
  first.db.close()

  const taken: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    taken.push(...(await runUntilKilled(SCRIPT, [file, iris, first.payee.id], ORDERS_BEFORE[round] as number)))
  }

  const db = openDatabase(file, { keep: 'everything' })
  const world = openWorld({ db })
  const events = openEvents({ db, world, onListenerError: (_, error) => expect.fail(String(error)) })
  const { payments, accounts, ledger } = openBank({ db, world, events })
  world.clock.advance(86_400_000)
  while (payments.sweep() > 0);
  const all = db.prepare<[], { id: string; state: string }>('SELECT id, state FROM payment_orders').all()
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['processed']))
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(taken))
  expect(taken.length).toBeGreaterThanOrEqual(ORDERS_BEFORE.reduce((sum, orders) => sum + orders, 0))
  expect(accounts.balances(iris).available.amountMinor).toBe(100_00 - all.length)
  const sets = db
    .prepare<[], number>("SELECT count(*) FROM posting_sets WHERE idempotency_key GLOB 'payment-order *'")
    .pluck()
    .get()
  expect(sets).toBe(all.length)
  expect(ledger.verify()).toEqual({ ok: true, faults: [] })
  events.close()
  db.close()
})
