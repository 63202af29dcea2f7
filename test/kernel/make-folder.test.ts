import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFolder } from '../../server/kernel/index.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-folder-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('a folder is made for its owner with those above it, and one that is there stays', () => {
  const folder = path.join(dir, 'a', 'b', 'c')
  makeFolder(folder)
  writeFileSync(path.join(folder, 'kept'), 'x')
  makeFolder(folder)
  expect(existsSync(path.join(folder, 'kept'))).toBe(true)
  if (process.platform !== 'win32') expect(statSync(path.join(dir, 'a')).mode & 0o777).toBe(0o700)
})

test('below a file there is no folder to be made', () => {
  writeFileSync(path.join(dir, 'file'), '')
  expect(() => makeFolder(path.join(dir, 'file'))).toThrow(/EEXIST/)
  expect(() => makeFolder(path.join(dir, 'file', 'below'))).toThrow(/EEXIST|ENOTDIR/)
})

// In a process of its own, which can be ended where it never would.
test.runIf(process.platform === 'linux')('a file system that refuses folders is told at once, at the start too', () => {
  const cli = path.resolve(import.meta.dirname, '..', '..', 'server', 'cli.ts')
  const { status, stderr } = spawnSync(
    process.execPath,
    [cli, 'start', '--headless', '--port', '0', '--data', '/proc/bancada/x'],
    { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' },
  )
  expect([status, stderr]).toEqual([1, expect.stringContaining('/proc/bancada/x')])
})
