import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TokenPreview } from '#identity'
import { answerIn } from '../../server/cli/customer.ts'
import { command, startBank } from '../support/command-line.ts'
import { rawCall } from '../support/raw-call.ts'
import { missingStandIns, pathWith } from '../support/shell-tools.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bancada-fdx-clients-'))
const PATH = pathWith(missingStandIns())
const data = path.join(folder, 'bank')
const REDIRECT = 'https://127.0.0.1:8443/callback'
let bank: Awaited<ReturnType<typeof startBank>>

type Created = {
  clientId: string
  files: Record<string, string>
  redirectUris: string[]
  written: Record<string, string>
}

/** One bank in a process of its own; each command is another, as it is typed. */
beforeAll(async () => {
  bank = await startBank(data, '--port', '0')
}, 60_000)
afterAll(async () => {
  bank?.child.kill('SIGTERM')
  await bank?.ended
  rmSync(folder, { recursive: true, force: true })
})

async function told(...args: string[]) {
  const { code, out, err } = await command(...args, '--data', data, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`)
  return JSON.parse(out)
}

const runFile = (program: string, args: string[]) =>
  promisify(execFile)(program, args, { env: { ...process.env, PATH } })

/** A program that prints an address, is told where the customer came back, and prints the rest. */
async function journey(
  program: string,
  args: string[],
  cwd: string,
  back: (address: string) => Promise<string | undefined>,
) {
  const child = spawn(program, args, { cwd, env: { ...process.env, PATH }, stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  const complained: string[] = []
  child.stderr.on('data', (chunk) => complained.push(String(chunk)))
  const ended = new Promise((resolve) => child.once('close', resolve))
  const address = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout })
    lines.once('line', (line) => {
      resolve(line)
      lines.on('line', (more) => said.push(more))
    })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${complained.join('')}`)))
  })
  const returned = await back(address)
  if (returned !== undefined) child.stdin.write(`${returned}\n`)
  child.stdin.end()
  expect(await ended, complained.join('')).toBe(0)
  return { said: said.join('\n'), complained: complained.join('') }
}

const approve = async (address: string): Promise<string> =>
  (await told('consent', 'approve', '--url', address, '--customer', 'avery')).redirect

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('an application of FDX, from the command line', () => {
  const files = path.join(folder, 'tidy')
  let app: Created

  beforeAll(async () => {
    app = await told('app', 'create', '--market', 'fdx', '--name', 'Tidy', '--redirect-uri', REDIRECT, '--out', files)
  }, 60_000)

  test('`app create --market fdx` gives keys, a certificate, an environment, a program, commands and what to do with them', () => {
    const names = ['ca.crt.pem', 'transport.crt.pem', 'transport.key.pem', 'signing.key.pem', 'client.mjs', 'curl.sh']
    expect(Object.keys(app.written)).toEqual(expect.arrayContaining([...names, 'README.md', 'bancada.env']))
    for (const file of Object.values(app.written)) {
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    }
    const notes = readFileSync(path.join(files, 'README.md'), 'utf8')
    expect(notes).toContain(`/fdx/v6/register/${app.clientId}`)
    expect(readFileSync(path.join(files, 'bancada.env'), 'utf8')).toContain("BANCADA_MARKET='fdx'")
  })

  test('`app create --detail` registers what FDX asks besides, which `app fields` lists, and refuses the rest in words', async () => {
    const listed = await command('app', 'fields', '--market', 'fdx', '--data', data)
    expect(listed).toMatchObject({ code: 0, err: '' })
    expect(listed.out).toMatch(/^ {2}clusters +Data clusters \(some of ACCOUNT_BASIC, /m)
    expect(listed.out).toMatch(/^ {2}durationDays +At most, in days \(\d+ to \d+\)$/m)
    const create = ['app', 'create', '--market', 'fdx', '--redirect-uri', REDIRECT, '--name', 'Capped']
    const details = ['clusters=ACCOUNT_BASIC,TRANSACTIONS', 'durationDays=30', 'website=https://tidy.example']
    const made = await told(...create, ...details.flatMap((detail) => ['--detail', detail]))
    expect(made.clientId).toEqual(expect.any(String))
    const wish = ['token', '--market', 'fdx', '--app', 'Capped', '--customer', 'avery', '--permissions']
    expect(await told(...wish, 'ACCOUNT_BASIC', '--expires', '30')).toMatchObject({ scope: 'fdx:accountbasic:read' })
    const refused = async (...args: string[]) => (await command(...args, '--data', data)).err
    expect(await refused(...wish, 'ACCOUNT_BASIC', '--expires', '31')).toContain('durationPeriod')
    expect(await refused(...create, '--detail', 'colour=red')).toContain('clusters=…')
    expect(await refused(...create, '--detail', 'durationDays=soon')).toContain('durationDays')
    const brazil = ['app', 'create', '--market', 'obb', '--redirect-uri', REDIRECT, '--name', 'X']
    expect(await refused(...brazil, '--detail', 'durationDays=30')).toContain('asks nothing')
  }, 60_000)

  test('its program runs as it is, up to the accounts', async () => {
    const { said } = await journey(process.execPath, ['client.mjs'], files, approve)
    expect(JSON.parse(said)[0]).toMatchObject({
      accountCategory: expect.any(String),
      currentBalance: expect.any(Number),
    })
  }, 60_000)

  test.skipIf(process.platform === 'win32')(
    'its curl commands run as they are, up to the accounts',
    async () => {
      const { said, complained } = await journey('sh', ['curl.sh'], files, approve)
      expect(JSON.parse(said).accounts.length).toBeGreaterThan(0)
      expect(complained).toMatch(/consent [0-9a-f]{24}/)
    },
    60_000,
  )

  test('its program tells why a customer who declines gave nothing', async () => {
    const declined = journey(
      process.execPath,
      ['client.mjs'],
      files,
      async (address) => (await told('consent', 'reject', '--url', address, '--customer', 'avery')).redirect,
    )
    await expect(declined).rejects.toThrow('access_denied')
  }, 60_000)

  test('`token --market fdx` walks the whole consent, and its curl line works as it is pasted', async () => {
    const wish = ['--permissions', 'ACCOUNT_BASIC,TRANSACTIONS', '--expires', '30']
    const given = await told('token', '--market', 'fdx', '--app', 'Tidy', '--customer', 'avery', ...wish)
    expect(given).toMatchObject({
      market: 'fdx',
      lane: 'certified',
      consentId: expect.stringMatching(/^[0-9a-f]{24}$/),
    })
    expect(given.scope.split(' ').sort()).toEqual(['fdx:accountbasic:read', 'fdx:transactions:read'])
    if (process.platform === 'win32') return
    const { stdout } = await runFile('sh', ['-c', given.curl])
    expect(JSON.parse(stdout).accounts).toHaveLength(given.accounts.length)
  })

  test('`token preview` tells what `token` then gives, within what the application registered', async () => {
    const limits = ['--detail', 'durationDays=30', '--detail', 'lookbackDays=20']
    await told('app', 'create', '--market', 'fdx', '--name', 'Foreseen', '--redirect-uri', REDIRECT, ...limits)
    const wish = ['--market', 'fdx', '--app', 'Foreseen', '--customer', 'grace']
    const { preview, given, read } = await foreseen(wish)
    expect([preview.scope.asked.split(' ').sort(), chosenIn(preview)]).toEqual([
      given.scope.split(' ').sort(),
      given.accounts.toSorted(),
    ])
    expect(read).toMatchObject({ durationType: 'TIME_BOUND', durationPeriod: 30, lookbackPeriod: 20 })
    expect(preview.lives.consentUntil).toBeLessThanOrEqual(Date.parse(String(read.expirationTime)) + 1000)
    expect(preview.page.en.notes.join(' ')).toMatch(/for 30 days.*the last 20 days/)
    const said = await command('token', 'preview', ...wish, '--data', data)
    expect(said.out).toMatch(/refresh token\s+30 days after its last use, replaced at each; no longer than the consent/)
  })

  /** A preview, the token that the same words give, and the grant behind it. */
  async function foreseen(wish: string[]) {
    const preview = (await told('token', 'preview', ...wish)) as TokenPreview
    const given = await told('token', ...wish)
    const file = (name: string) => readFileSync(given.files[name], 'utf8')
    const tls = { key: file('transport.key.pem'), cert: file('transport.crt.pem') }
    const url = given.request.url.replace(/accounts$/, `consents/${given.consentId}`)
    const { json } = await rawCall(url, file('ca.crt.pem'), { tls, headers: given.request.headers })
    return { preview, given, read: json as Record<string, unknown> }
  }

  const chosenIn = ({ accounts }: TokenPreview) =>
    accounts
      .filter(({ chosen }) => chosen)
      .map(({ id }) => id)
      .toSorted()

  test('`token --market fdx` refuses in words what means nothing there', async () => {
    const refused = async (...args: string[]) =>
      (await command('token', '--market', 'fdx', '--customer', 'avery', '--app', 'Tidy', ...args, '--data', data)).err
    expect(await refused('--phone')).toContain('Leave --phone out')
    expect(await refused('--expires', 'tomorrow')).toContain('no number of days')
    expect(await refused('--permissions', 'ACCOUNT_SECRETS')).toContain('ACCOUNT_SECRETS')
    expect(await refused('--expires', '4000')).toContain('durationPeriod')
  })

  test('`consent approve --consent` and `consent reject --consent` answer a request that waits', async () => {
    const { pushed } = await waiting()
    const approved = await told('consent', 'approve', '--consent', pushed, '--customer', 'avery')
    expect(approved.parameters).toMatchObject({
      code: expect.any(String),
      iss: expect.stringContaining('/fdx/auth/v1'),
    })
    const { pushed: other } = await waiting()
    const rejected = await told('consent', 'reject', '--consent', other, '--customer', 'avery')
    expect(answerIn(rejected.redirect)).toMatchObject({ error: 'access_denied' })
  }, 60_000)

  /** A consent request that waits for its customer: the program is stopped after it pushed it. */
  async function waiting(): Promise<{ pushed: string }> {
    const child = spawn(process.execPath, ['client.mjs'], { cwd: files, stdio: ['pipe', 'pipe', 'ignore'] })
    await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
    child.kill()
    const { consents } = await api<{ consents: { id: string }[] }>('/api/consents?market=fdx&limit=1')
    return { pushed: consents[0]?.id as string }
  }

  async function api<T>(at: string): Promise<T> {
    const token = new URL(bank.ready.console).hash.slice('#token='.length)
    const answer = await fetch(bank.ready.addresses.console + at, { headers: { authorization: `Bearer ${token}` } })
    return (await answer.json()) as T
  }

  test('`info` tells both markets, their lanes and who can log in', async () => {
    const { markets } = await told('info')
    const fdx = markets.find(({ id }: { id: string }) => id === 'fdx')
    expect(fdx).toMatchObject({
      issuer: expect.stringMatching(/\/fdx\/auth\/v1$/),
      lanes: [
        { id: 'guided', issuer: expect.stringMatching(/\/fdx-guided$/) },
        { id: 'open', issuer: null },
      ],
    })
    expect(fdx.customers.length).toBeGreaterThan(0)
    const { out } = await command('info', '--data', data)
    expect(out).toContain('--market fdx')
  })
})

describe('an application of FDX’s guided lane, from the command line', () => {
  const files = path.join(folder, 'guided')
  let app: Created & { clientSecret: string }

  beforeAll(async () => {
    const redirect = `http://localhost:${await freePort()}/callback`
    const create = ['--market', 'fdx', '--lane', 'guided', '--name', 'Guided', '--redirect-uri', redirect]
    app = await told('app', 'create', ...create, '--out', files)
  }, 60_000)

  test('its program runs as it is: the customer at the bank and back at http://localhost, the accounts', async () => {
    const { said } = await journey(process.execPath, ['client.mjs'], files, async (address) => {
      const redirect = await approve(address)
      expect(redirect.startsWith(app.redirectUris[0] as string)).toBe(true)
      expect((await fetch(redirect)).status).toBe(200)
      return undefined
    })
    expect(JSON.parse(said).length).toBeGreaterThan(0)
  }, 60_000)

  test.skipIf(process.platform === 'win32')(
    'its curl commands run as they are, up to the accounts',
    async () => {
      const { said } = await journey('sh', ['curl.sh'], files, approve)
      expect(JSON.parse(said).accounts.length).toBeGreaterThan(0)
    },
    60_000,
  )

  test('`token --market fdx --lane guided` walks the whole consent without a certificate', async () => {
    const given = await told('token', '--market', 'fdx', '--lane', 'guided', '--app', 'Guided', '--customer', 'avery')
    expect(given.curl).not.toContain('--cert ')
    if (process.platform === 'win32') return
    const { stdout } = await runFile('sh', ['-c', given.curl])
    expect(JSON.parse(stdout).accounts.length).toBeGreaterThan(0)
  })

  test('`lane open --market fdx` shows one customer of the US book to a bare curl', async () => {
    const opened = await told('lane', 'open', '--market', 'fdx', '--customer', 'avery')
    const base = opened.apis.find(({ id }: { id: string }) => id === 'accounts').base
    expect(base).toContain('/fdx-open/fdx/v6')
    const { path: ca } = await told('ca', 'path')
    const { stdout } = await runFile('curl', ['-sS', '-i', '--cacert', ca, `${base}/accounts`])
    expect(stdout).toMatch(/^HTTP\/1.1 200[\s\S]*x-bancada-lane: open/)
    await told('lane', 'close', '--market', 'fdx')
  })
})
