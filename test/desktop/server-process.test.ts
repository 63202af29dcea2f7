import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BankStopped, type Server, startServer } from '../../electron/server-process.ts'

const READY =
  "console.log(JSON.stringify({ event: 'ready', console: 'http://localhost:1/#token=t', ca: '/ca', addresses: {} }))"
const RUN_ON = 'setInterval(() => {}, 1000)'

let root: string
let server: Server | undefined
let printed: string[]

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-server-'))
  printed = []
})

afterEach(async () => {
  await server?.stop()
  server = undefined
  rmSync(root, { recursive: true, force: true })
})

test('the bank is started without a window, for machines, with the arguments that were given', async () => {
  start(`console.log('listening'); console.log('{"event":"progress"}')
    console.log(JSON.stringify({ event: 'ready', console: 'http://localhost:1/', ca: '/ca', addresses: { args: process.argv.slice(2).join(' ') } }))
    ${RUN_ON}`)
  expect(await server?.ready).toEqual({
    event: 'ready',
    console: 'http://localhost:1/',
    addresses: { args: 'start --headless --json --port 0' },
    ca: '/ca',
    dataDir: '',
  })
  expect(printed).toEqual(['ready'])
})

test('a bank that ends before it is ready gives its exit code and its own words', async () => {
  start("process.stderr.write('Port 4301 is taken.'); process.exitCode = 4")
  await expect(server?.ready).rejects.toMatchObject({ name: 'BankStopped', code: 4, message: 'Port 4301 is taken.' })
})

test('a refusal is read from its line of JSON, with the port that is free; the log holds the other lines', async () => {
  const error = { type: 'port-busy', title: 'Port taken', detail: 'By vim.', fix: 'Use 4310.', offer: { port: 4310 } }
  start(
    `process.stderr.write('one\\n' + ${JSON.stringify(JSON.stringify({ error }))} + '\\ntwo'); process.exitCode = 4`,
  )
  await expect(server?.ready).rejects.toMatchObject({
    code: 4,
    message: 'Port taken. By vim.\nUse 4310.',
    refusal: { title: 'Port taken', detail: 'By vim.', fix: 'Use 4310.', port: 4310 },
  })
  expect(server?.log()).toEqual(['one', 'two'])
})

test('the log keeps the last lines, and no more', async () => {
  start(`for (let i = 0; i < 250; i++) console.error('line ' + i)`)
  await server?.ended
  const log = server?.log() ?? []
  expect({ lines: log.length, last: log.at(-1) }).toEqual({ lines: 200, last: 'line 249' })
})

test('a Node that cannot be started is said, not thrown about', async () => {
  server = startServer({ root, node: join(root, 'no-node'), args: [], print: () => {} })
  await expect(server.ready).rejects.toThrow(/ENOENT/)
})

test('without its Node there is nothing to start', () => {
  expect(() => startServer({ root, node: undefined, args: [] })).toThrow(BankStopped)
})

test('stopping asks first, and the bank ends as it wants to', async () => {
  start(`process.on('SIGTERM', () => process.exit(0)); ${READY}; ${RUN_ON}`)
  await server?.ready
  await server?.stop()
  expect(await server?.ended).toEqual({ code: process.platform === 'win32' ? null : 0 })
})

test('a bank that does not stop when asked is made to', async () => {
  start(`process.on('SIGTERM', () => {}); ${READY}; ${RUN_ON}`, 50)
  await server?.ready
  await server?.stop()
  expect(await server?.ended).toEqual({ code: null })
})

function start(cli: string, graceMs = 5000) {
  mkdirSync(join(root, 'server'))
  writeFileSync(join(root, 'server', 'cli.ts'), cli)
  const args = ['--port', '0']
  server = startServer({ root, node: process.execPath, args, graceMs, print: (line) => void printed.push(line) })
}
