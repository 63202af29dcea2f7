import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { compileBank } from '../../build/bank-compile.mjs'
import { BANK_FLAGS } from '../../build/process.mjs'
import { BANK_FLAGS as WINDOW_FLAGS } from '../../electron/server-process.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const LIMIT_MB = 150
/** A first start makes ninety days of history first, perhaps on a busy machine. */
const PATIENCE = { timeout: 90_000, interval: 250 }

/** Starts a bank as the launcher does, and returns its resident memory in MB once it has settled under the limit. */
async function idleMb(dataDir: string): Promise<number> {
  const args = [...BANK_FLAGS, path.join(ROOT, 'server', 'cli.ts'), 'start', '--headless', '--json', '--data', dataDir]
  const bank = spawn(process.execPath, [...args, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => bank.once('close', resolve))
  let out = ''
  bank.stdout.on('data', (text: Buffer) => {
    out += text
  })
  try {
    await vi.waitFor(() => expect(out).toContain('"ready"'), PATIENCE)
    return await vi.waitFor(
      () => {
        const mb = residentMb(bank.pid)
        expect(mb).toBeLessThanOrEqual(LIMIT_MB)
        return mb
      },
      { timeout: 30_000, interval: 250 },
    )
  } finally {
    bank.kill('SIGTERM')
    await ended
  }
}

function residentMb(pid: number | undefined): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kib) * 1024) / 1e6
}

test.runIf(process.platform === 'linux')(
  `an idle bank without a window takes ${LIMIT_MB} MB at most, after its first start with a history too`,
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bancada-idle-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    vi.stubEnv('NODE_COMPILE_CACHE', path.join(folder, 'compiled'))
    await compileBank(ROOT)
    const dataDir = path.join(folder, 'bank')
    const first = await idleMb(dataDir)
    const later = await idleMb(dataDir)
    console.info(`idle: ${first.toFixed(0)} MB after a first start, ${later.toFixed(0)} MB after a later one`)
  },
  240_000,
)

test('the window’s bank is started with the same flags as the terminal’s', () => {
  expect(WINDOW_FLAGS).toEqual(BANK_FLAGS)
})
