import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBank } from '#bank'
import { openDatabase, openEvents, openWorld } from '#kernel'
import { town } from '../town.ts'
import { LOAN_TERMS } from './terms.ts'

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

  for (const months of MONTHS_BEFORE) await sweepUntilKilled(file, months)

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

/** Runs the process until it said so many times that a month had passed. */
function sweepUntilKilled(file: string, months: number): Promise<void> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'sweep-until-killed.ts'), file])
  let said = ''
  let failed = ''
  child.stderr.on('data', (text) => {
    failed += String(text)
  })
  child.stdout.on('data', (text) => {
    said += String(text)
    if (said.split('\n').length > months) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.once('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve()
      else reject(new Error(failed))
    })
  })
}
