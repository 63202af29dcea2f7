import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SecretPack } from '../../server/marketplace/index.ts'
import { command, startBank } from '../support/command-line.ts'
import { missingStandIns, pathWith } from '../support/shell-tools.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bancada-lanes-'))
const PATH = pathWith(missingStandIns())
const data = path.join(folder, 'bank')
const files = path.join(folder, 'my-app')
let bank: Awaited<ReturnType<typeof startBank>>
let app: SecretPack & { written: Record<string, string> }

/** One bank in a process of its own; each command is another, as it is typed. */
beforeAll(async () => {
  bank = await startBank(data, '--port', '0')
  const redirect = `http://localhost:${await freePort()}/callback`
  const create = ['--market', 'obb', '--lane', 'guided', '--name', 'Guiada', '--redirect-uri', redirect]
  app = await told('app', 'create', ...create, '--out', files)
}, 60_000)
afterAll(async () => {
  bank?.child.kill('SIGTERM')
  await bank?.ended
  rmSync(folder, { recursive: true, force: true })
})

const runFile = (program: string, args: string[], { cwd }: { cwd?: string } = {}) =>
  promisify(execFile)(program, args, { cwd, env: { ...process.env, PATH } })

async function told(...args: string[]) {
  const { code, out, err } = await command(...args, '--data', data, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`)
  return JSON.parse(out)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const approve = async (address: string): Promise<string> =>
  (await told('consent', 'approve', '--market', 'obb', '--url', address, '--customer', 'ana')).redirect

test('`app create --lane guided` gives a secret, an environment file, a program and curl commands, for their owner alone', () => {
  expect(app).toMatchObject({ market: 'obb-guided', lane: 'guided', clientSecret: expect.any(String) })
  expect(app).not.toHaveProperty('transport')
  const names = ['client-secret.txt', 'ca.crt.pem', 'curl.sh', 'bancada.env', 'client.mjs']
  expect(Object.keys(app.written).sort()).toEqual(names.sort())
  for (const file of Object.values(app.written)) {
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  }
  const environment = readFileSync(path.join(files, 'bancada.env'), 'utf8')
  expect(environment).toContain(`BANCADA_CLIENT_SECRET='${app.clientSecret}'`)
  expect(environment).toContain("BANCADA_LANE='guided'")
})

test('its program runs as it is: a consent, the customer at the bank and back at http://localhost, the accounts', async () => {
  const client = spawn(process.execPath, [path.join(files, 'client.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve) => {
    createInterface({ input: client.stdout }).once('line', resolve)
  })
  const rest: string[] = []
  client.stdout.on('data', (chunk) => rest.push(String(chunk)))
  const ended = new Promise((resolve) => client.once('close', resolve))
  const redirect = await approve(address)
  expect(redirect.startsWith(app.redirectUris[0] as string)).toBe(true)
  expect((await fetch(redirect)).status).toBe(200)
  expect(await ended).toBe(0)
  expect(JSON.parse(rest.join('')).length).toBeGreaterThan(0)
}, 60_000)

test.skipIf(process.platform === 'win32')(
  'its curl commands run as they are, up to the accounts',
  async () => {
    const { stdout, stderr } = await runFile('sh', ['curl.sh'], { cwd: files })
    const redirect = new URL(await approve(stdout.trim()))
    const [, redeem = '', read = ''] = /Then, with that code:\n(curl .*\n.*)\n(curl .*\n.*)\n/.exec(stderr) ?? []
    const token = await runFile('sh', ['-c', redeem.replace('CODE', redirect.searchParams.get('code') as string)], {
      cwd: files,
    })
    const { access_token } = JSON.parse(token.stdout)
    const accounts = await runFile('sh', ['-c', read.replace('TOKEN', access_token)], { cwd: files })
    expect(JSON.parse(accounts.stdout).data.length).toBeGreaterThan(0)
  },
  60_000,
)

test('`token --lane guided` walks the whole consent, and its curl line needs no certificate', async () => {
  const { lane, curl } = await told(
    'token',
    '--market',
    'obb',
    '--lane',
    'guided',
    '--customer',
    'bruno',
    '--app',
    'Guiada',
  )
  expect(lane).toBe('guided')
  expect(curl).not.toContain('--cert ')
  if (process.platform === 'win32') return
  const { stdout } = await runFile('sh', ['-c', curl])
  expect(JSON.parse(stdout).data.length).toBeGreaterThan(0)
})

test('`token --lane guided --phone` is refused in words: nobody is asked on a phone there', async () => {
  const wish = ['--lane', 'guided', '--app', 'Guiada', '--customer', 'ana', '--phone']
  const refused = await command('token', ...wish, '--data', data)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Leave `--phone` out') })
})

test('`token mint --lane guided` gives a token without a certificate, and `token preview` says so', async () => {
  const wish = ['--lane', 'guided', '--app', 'Guiada', '--customer', 'ana']
  const { accessToken, token } = await told('token', 'mint', ...wish)
  expect(token).toMatchObject({ market: 'obb-guided', thumbprint: null })
  const { apis } = (await told('info')).markets[0].lanes.find(({ id }: { id: string }) => id === 'guided')
  const base = apis.find(({ id }: { id: string }) => id === 'accounts').base
  const headers = ['-H', `authorization: Bearer ${accessToken}`, '-H', `x-fapi-interaction-id: ${crypto.randomUUID()}`]
  const { stdout } = await runFile('curl', ['-sS', '--cacert', bank.ready.ca, ...headers, `${base}/accounts`])
  expect(JSON.parse(stdout).data.length).toBeGreaterThan(0)
  const preview = await command('token', 'preview', ...wish, '--data', data)
  expect(preview.out).toContain('bound to nothing: whoever holds it can use it')
})

test('`consent approve --consent` of a guided consent says what to give: the address that the customer is sent to', async () => {
  const { stderr } = await runFile('sh', ['curl.sh'], { cwd: files })
  const [, consent = ''] = /^consent (.+)$/m.exec(stderr) ?? []
  const refused = await command('consent', 'approve', '--consent', consent, '--customer', 'ana', '--data', data)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('Give the address') })
  expect(refused.err).toContain('--url')
})

test('`lane open` shows one customer to a bare curl, `lane show` says whom, `lane close` ends it', async () => {
  expect((await told('lane', 'show')).lanes).toMatchObject([{ id: 'guided' }, { id: 'open', customer: null }])
  const opened = await told('lane', 'open', '--customer', 'ana')
  const base = opened.apis.find(({ id }: { id: string }) => id === 'accounts').base
  const { path: ca } = await told('ca', 'path')
  const read = async () => (await runFile('curl', ['-sS', '-i', '--cacert', ca, `${base}/accounts`])).stdout
  expect(await read()).toMatch(/^HTTP\/1.1 200[\s\S]*x-bancada-lane: open/)
  expect((await told('lane', 'show')).lanes[1].customer).toMatchObject({ name: opened.customer.name })
  await told('lane', 'close')
  expect(await read()).toMatch(/^HTTP\/1.1 403/)
})

test('a localhost redirect in the certified lane is refused with the address that will do, and the lane that takes it', async () => {
  const create = ['--name', 'X', '--redirect-uri', 'http://localhost:3000/cb']
  const refused = await command('app', 'create', ...create, '--data', data)
  expect(refused.err).toContain('Register https://127.0.0.1:3000/cb instead')
  expect(refused.err).toContain('The guided lane admits it')
})

test('an unknown lane, and one that no application registers in, are refused in words', async () => {
  for (const lane of ['fast', 'open']) {
    const refused = await command('token', '--lane', lane, '--customer', 'ana', '--data', data)
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('certified, guided') })
    const create = ['--name', 'X', '--redirect-uri', 'https://127.0.0.1/cb']
    const other = await command('app', 'create', '--lane', lane, ...create, '--data', data)
    expect(other).toMatchObject({ code: 1, err: expect.stringContaining(`no lane "${lane}"`) })
  }
})
