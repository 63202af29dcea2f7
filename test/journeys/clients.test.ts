import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, startBank } from '../support/command-line.ts'

const CLIENT = path.resolve(import.meta.dirname, '..', 'clients', 'openid-client.mjs')
const folder = mkdtempSync(path.join(tmpdir(), 'bancada-client-'))
const data = path.join(folder, 'bank')
let bank: Awaited<ReturnType<typeof startBank>>

beforeAll(async () => {
  bank = await startBank(data, '--port', '0')
}, 60_000)
afterAll(async () => {
  bank.child.kill('SIGTERM')
  await bank.ended
  rmSync(folder, { recursive: true, force: true })
})

async function told(...args: string[]) {
  const { code, out, err } = await command(...args, '--data', data, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`)
  return JSON.parse(out)
}

test('a plain openid-client script gets data from a started bank with nothing but the files it was given', async () => {
  const files = path.join(folder, 'my-app')
  const create = ['--market', 'obb', '--name', 'Plain', '--redirect-uri', 'https://127.0.0.1:8443/callback']
  await told('app', 'create', ...create, '--out', files)
  const { markets } = await told('info')
  const ana = markets[0].customers.find((customer: { login: string }) => customer.login === 'ana')

  const client = spawn(process.execPath, [CLIENT, files, ana.document], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]()
  const line = async () => String((await lines.next()).value)
  const address = await line()
  expect(address).toContain('request_uri=')
  const visit = await told('consent', 'approve', '--market', 'obb', '--url', address, '--customer', 'ana')
  client.stdin.write(`${visit.redirect}\n`)
  const accounts = JSON.parse(await line())
  expect(accounts).toHaveLength(visit.accounts.length)
  expect(accounts[0].available).toMatchObject({ currency: 'BRL', amount: expect.stringMatching(/^-?\d+\.\d{2}$/) })
  expect(await new Promise((resolve) => client.once('close', resolve))).toBe(0)
}, 60_000)
