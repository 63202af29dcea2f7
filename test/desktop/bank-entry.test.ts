import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const ENTRY = join(import.meta.dirname, '..', '..', 'electron', 'bank-entry.ts')

/** As the runtime gives it to its processes: a port to the shell. Node's own channel stands in for it. */
const PORT = `import { EventEmitter } from 'node:events'
process.parentPort = new EventEmitter()
process.on('message', (data) => process.parentPort.emit('message', { data }))`

let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bancada-entry-'))
  mkdirSync(join(dir, 'server'))
  writeFileSync(join(dir, 'port.mjs'), PORT)
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

test("the command line finds its arguments where it looks for them, and its exit code is the process's", async () => {
  const { ended } = start(
    'console.log(JSON.stringify(process.argv.slice(2))); setInterval(() => {}, 1e6); process.exitCode = 3',
  )
  expect(await ended).toEqual({ code: 3, out: '["info","--json"]\n' })
})

test('the message `stop` is what a signal is elsewhere, and other messages are nothing', async () => {
  const { child, ended } = start(
    `process.on('SIGTERM', () => { console.log('asked'); process.exit(0) })
     console.log('up'); await new Promise((resolve) => setInterval(() => {}, 1e6))`,
  )
  child.stdout?.once('data', () => {
    child.send('other')
    child.send('stop')
  })
  expect(await ended).toEqual({ code: 0, out: 'up\nasked\n' })
})

function start(cli: string) {
  const file = join(dir, 'server', 'cli.js')
  writeFileSync(file, cli)
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}')
  const args = ['--import', join(dir, 'port.mjs'), ENTRY, file, 'info', '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  let out = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  const ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, out })))
  return { child, ended }
}
