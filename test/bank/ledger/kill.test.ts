import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testBank } from '../support.ts'

test('a kill at any moment loses no posting set that was acknowledged, and leaves none in halves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'bank.db')
  let acknowledged = 0
  for (const enough of [1, 25, 80]) acknowledged += await postUntil(file, enough)

  const { bank, db, told } = testBank({ file })
  onTestFinished(() => void db.close())
  const kept = db.prepare('SELECT COUNT(*) AS count FROM posting_sets').get() as { count: number }
  // What was committed in the instant before a kill may be kept without having been acknowledged: once a kill.
  expect(kept.count).toBeGreaterThanOrEqual(acknowledged)
  expect(kept.count).toBeLessThanOrEqual(acknowledged + 3)
  expect(told('ledger.posted')).toHaveLength(kept.count)
  expect(bank.ledger.verify()).toEqual({ ok: true, faults: [] })
})

/** Runs the posting process until it has acknowledged enough, kills it, and checks that each set is there. */
async function postUntil(file: string, enough: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'post-until-killed.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > enough) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
  expect(child.signalCode).toBe('SIGKILL')
  const ids = said.split('\n').slice(0, -1)
  const { db } = testBank({ file })
  const find = db.prepare('SELECT id FROM posting_sets WHERE id = ?')
  expect(ids.filter((id) => !find.get(id))).toEqual([])
  db.close()
  return ids.length
}
