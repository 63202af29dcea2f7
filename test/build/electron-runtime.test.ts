import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronProgram, fetchElectron } from '../../build/electron-runtime.mjs'

const HOUR_MS = 60 * 60 * 1000
const ARRIVES = `
  const fs = require('node:fs')
  fs.mkdirSync('node_modules/electron/dist', { recursive: true })
  fs.writeFileSync('node_modules/electron/dist/program', '')
  fs.writeFileSync('node_modules/electron/path.txt', 'program')`
const FAILS = "console.error('TypeError: fetch failed: getaddrinfo ENOTFOUND host.test'); process.exit(1)"

let root: string
let said: string[]

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-runtime-'))
  said = []
})

afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))

test('the runtime is where the package says, and absent until it has been fetched', async () => {
  installer(ARRIVES)
  expect(electronProgram(root, {})).toBeUndefined()
  expect(await attempt()).toBeUndefined()
  expect(electronProgram(root, {})).toBe(join(root, 'node_modules', 'electron', 'dist', 'program'))
  expect(said).toEqual([expect.stringMatching(/fetching/)])
})

test('a download that fails gives its reason in one line, at once', async () => {
  installer(FAILS)
  const because = await attempt()
  expect(because).toMatch(/could not be downloaded \(ENOTFOUND host.test\)/)
  expect(because).not.toContain('\n')
})

test('an installer that knows no reason but a failed fetch had no connection', async () => {
  installer("console.error('TypeError: fetch failed'); process.exit(1)")
  expect(await attempt()).toMatch(/no connection/)
})

test('a failure is remembered for a day: no second wait, but how to try again', async () => {
  installer(FAILS)
  await attempt({ now: 0 })
  installer(ARRIVES)
  said = []
  expect(await attempt({ now: 23 * HOUR_MS })).toMatch(/ENOTFOUND.*npm start -- --window/)
  expect(said).toEqual([])
  expect(await attempt({ now: 25 * HOUR_MS })).toBeUndefined()
})

test('whoever asks for the window gets another try, and success forgets the failure', async () => {
  installer(FAILS)
  await attempt({ now: 0 })
  installer(ARRIVES)
  expect(await attempt({ now: 1, again: true })).toBeUndefined()
  expect(existsSync(join(root, 'node_modules', '.bancada-electron'))).toBe(false)
})

test('a download that brings nothing is given up, and leaves nothing behind', async () => {
  installer("require('node:fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)")
  expect(await attempt({ stallMs: 600 })).toMatch(/brought nothing for 0.6 s/)
  expect(existsSync(join(root, 'node_modules', '.cache', 'electron-download'))).toBe(false)
  const pid = Number(readFileSync(join(root, 'pid'), 'utf8'))
  await expect.poll(() => alive(pid)).toBe(false)
})

test('a slow download that does bring something is waited for', async () => {
  installer(`
    const os = require('node:os'), path = require('node:path')
    let parts = 0
    const more = setInterval(() => {
      require('node:fs').appendFileSync(path.join(os.tmpdir(), 'part'), 'bytes')
      if (++parts < 12) return
      clearInterval(more)
      ${ARRIVES}
    }, 200)`)
  expect(await attempt({ stallMs: 1200 })).toBeUndefined()
})

function installer(code: string) {
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true })
  writeFileSync(join(root, 'node_modules', 'electron', 'install.js'), code)
}

function attempt({ now = 0, again = false, stallMs = 20_000 } = {}): Promise<string | undefined> {
  return fetchElectron({ root, again, now, stallMs, say: (line: string) => void said.push(line) })
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
