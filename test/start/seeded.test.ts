import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, readDatabase } from '#kernel'
import { lastDayAt, personas } from '../../mock-data/index.ts'
import { openSeededFile } from '../../server/start/seeded.ts'

const NOON = Date.UTC(2026, 10, 22, 15)
const DAY_MS = 86_400_000

function opening() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bancada-seeded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const time = { now: NOON }
  const file = path.join(folder, 'seeded.db')
  const seeded = openSeededFile({ file, books: (at) => personas(lastDayAt(at)), world: { wire: () => time.now } })
  const lastBooked = () => {
    const db = readDatabase(file)
    const at = db.prepare<[], number>('SELECT max(booked_at) FROM posting_sets').pluck().get() as number
    db.close()
    return at
  }
  return { folder, file, time, seeded, lastBooked }
}

test('it is made once, in one file, and left alone while the day is the same', () => {
  const { folder, file, seeded } = opening()
  seeded.prepare()
  const { ino, mtimeMs } = statSync(file)
  seeded.prepare()
  seeded.renew()
  expect(statSync(file)).toMatchObject({ ino, mtimeMs })
  expect(readdirSync(folder)).toEqual(['seeded.db'])
})

test('on another day it is made anew: its history ends on that day', () => {
  const { seeded, time, lastBooked } = opening()
  seeded.prepare()
  const before = lastBooked()
  time.now += 3 * DAY_MS
  seeded.prepare()
  expect(lastBooked()).toBe(before)
  seeded.renew()
  expect(lastBooked()).toBe(before + 3 * DAY_MS)
})

test('one that can’t be read is made anew', () => {
  const { file, seeded, lastBooked } = opening()
  writeFileSync(file, 'this is no database, and long enough to be looked at\n'.repeat(99))
  seeded.renew()
  expect(lastBooked()).toBeGreaterThan(0)
})

test('it has the customers and their balanced ledger, in wire time, and no events but of the seeding', () => {
  const { file, seeded } = opening()
  seeded.prepare()
  const db = openDatabase(file, { keep: 'nothing' })
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(count('customers')).toBeGreaterThan(3)
  expect(db.prepare('SELECT sum(amount_minor) FROM postings').pluck().get()).toBe(0)
  expect(db.prepare('SELECT DISTINCT type FROM events').pluck().all()).toEqual(['bank.seeded'])
  expect(db.prepare('SELECT offset_ms, frozen_at FROM bank_clock').get()).toEqual({ offset_ms: 0, frozen_at: null })
  db.close()
  expect(existsSync(`${file}-wal`)).toBe(false)
})
