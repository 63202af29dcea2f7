import { spawn } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Agent, fetch as fetchWith } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { obbPersonas } from '../../mock-data/index.ts'
import { type DataRecipient, openDataRecipient } from '../../server/cli/data-recipient.ts'
import type { CredentialPack } from '../../server/marketplace/index.ts'
import { answerOf, command, run, startBank } from '../support/command-line.ts'

const REDIRECT_URI = 'https://127.0.0.1:8443/callback'
const ANA = '11144477735'

/** One bank in a process of its own for the whole file; each command is another process. */
let dir: string
let data: string
let bank: Awaited<ReturnType<typeof startBank>>

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-cli-'))
  data = path.join(dir, 'bank of mine')
  bank = await startBank(data, '--port', '0')
})

afterAll(async () => {
  bank?.child.kill('SIGKILL')
  await bank?.ended
  rmSync(dir, { recursive: true, force: true })
})

/** A command's JSON answer; its standard error says nothing. */
const answer = <T>(...args: string[]) => answerOf<T>(data, args)

/** How a command was refused: its code and its JSON error, with nothing on standard output. */
async function refusal(...args: string[]): Promise<{ code: number | null; error: Record<string, string> }> {
  const { code, out, err } = await command(...args, '--json', '--data', data)
  expect(out).toBe('')
  return { code, ...(JSON.parse(err) as { error: Record<string, string> }) }
}

describe('start and info', () => {
  test('`start --json` says one line when the first call would be answered', async () => {
    expect(bank.ready).toMatchObject({ event: 'ready', version: expect.any(String), sampleAppFault: null })
    expect(bank.ready.console).toMatch(/^http:\/\/localhost:\d+\/#token=.+/)
    expect(new X509Certificate(readFileSync(bank.ready.ca)).ca).toBe(true)
    expect(bank.written.out.trim().split('\n')).toHaveLength(1)
    const [address, token] = bank.ready.console.split('/#token=') as [string, string]
    const status = await fetch(`${address}/api/status`, { headers: { authorization: `Bearer ${token}` } })
    expect(status.status).toBe(200)
  })

  test('`info` tells addresses, markets, CA and the customers with their logins', async () => {
    const info = await answer<Record<string, unknown>>('info')
    expect(info).toMatchObject({
      addresses: bank.ready.addresses,
      console: bank.ready.console,
      caFile: bank.ready.ca,
      pid: bank.ready.pid,
      markets: [
        { id: 'obb', issuer: `${bank.ready.addresses.public}/obb` },
        { id: 'fdx', issuer: `${bank.ready.addresses.mutual}/fdx/auth/v1` },
      ],
    })
    const { out } = await command('info', '--data', data)
    for (const text of [bank.ready.console, bank.ready.ca, 'ana', 'bruno', 'accounts']) expect(out).toContain(text)
  })

  test('a second `start` on the folder tells the addresses and ends with 3, with --open with 0', async () => {
    const [plain, json, open] = await Promise.all([
      command('start', '--data', data),
      command('start', '--data', data, '--json'),
      run(['start', '--data', data, '--open', '--json'], { PATH: dir }).ended,
    ])
    expect(plain.code).toBe(3)
    expect(plain.out).toContain(bank.ready.console)
    expect(plain.out).not.toMatch(/^ready$/m)
    expect(json.code).toBe(3)
    expect(JSON.parse(json.out)).toMatchObject({ event: 'running', console: bank.ready.console, ca: bank.ready.ca })
    expect(JSON.parse(json.err).error.type).toBe('bank-already-running')
    expect(open.code).toBe(0)
    expect(JSON.parse(open.out).event).toBe('running')
  })

  test('a taken port ends with 4, naming the port, its holder and the one to use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const { code, out, err } = await command('start', '--port', String(port), '--data', path.join(dir, 'other'))
    await new Promise((resolve) => other.close(resolve))
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toContain(`Port ${port} is in use`)
    expect(err).toMatch(/--port \d+/)
    if (process.platform === 'linux') expect(err).toContain(`process ${process.pid}`)
  })

  test('what can be wrong with a folder is told in words: the file, and what to do', async () => {
    const file = path.join(dir, 'a-file')
    writeFileSync(file, '')
    const broken = mkdtempSync(path.join(dir, 'broken-'))
    writeFileSync(path.join(broken, 'bank.db'), 'this is no database, and long enough to be looked at\n'.repeat(99))
    const [unusable, unreadable] = await Promise.all(
      [file, broken].map((folder) => command('start', '--port', '0', '--data', folder)),
    )
    expect(unusable).toMatchObject({ code: 1, out: '', err: expect.stringContaining(file) })
    expect(unreadable).toMatchObject({ code: 1, out: '', err: expect.stringContaining(path.join(broken, 'bank.db')) })
    for (const ended of [unusable, unreadable]) expect(ended?.err).not.toMatch(/\n\s+at /)
  })
})

describe('app create', () => {
  const create = ['app', 'create', '--market', 'obb', '--redirect-uri', REDIRECT_URI]

  test('arrows 1 to 3: gives everything an application needs', async () => {
    const made = await answer<CredentialPack>(...create, '--name', 'Painel')
    expect(made).toMatchObject({
      market: 'obb',
      name: 'Painel',
      redirectUris: [REDIRECT_URI],
      clientId: expect.any(String),
    })
    expect(made.transport.keyPem).toContain('PRIVATE KEY')
    expect(made.signing.privateJwk).toHaveProperty('d')
    expect(made.organisationId).not.toBe(made.softwareId)
    expect(new X509Certificate(made.transport.certificatePem).issuer).toBe(new X509Certificate(made.caPem).subject)
    expect(made.environment).toContain(`BANCADA_CLIENT_ID='${made.clientId}'`)
  })

  test('the same idempotency key gives the same application, and --out writes its files for their owner', async () => {
    const out = path.join(dir, 'painel')
    const line = [...create, '--name', 'Chave', '--idempotency-key', 'k1', '--out', out]
    const first = await answer<CredentialPack & { written: Record<string, string> }>(...line)
    const second = await command(...line, '--data', data)
    expect(second.out).toContain(first.clientId)
    expect(second.out).not.toContain('PRIVATE KEY')
    const key = first.written['transport.key.pem'] as string
    expect(readFileSync(key, 'utf8')).toBe(first.transport.keyPem)
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(existsSync(path.join(out, 'bancada.env'))).toBe(true)
    const server = new X509Certificate(readFileSync(first.written['server.crt.pem'] as string))
    const serverKey = createPrivateKey(readFileSync(first.written['server.key.pem'] as string))
    expect([server.checkPrivateKey(serverKey), server.keyUsage]).toEqual([true, ['1.3.6.1.5.5.7.3.1']])
    expect(first.environment).toContain("BANCADA_SERVER_CERTIFICATE_FILE='server.crt.pem'")
    const other = await refusal(...create, '--name', 'Chave', '--idempotency-key', 'k2', '--out', out)
    expect(other).toMatchObject({ code: 1, error: { type: 'files-in-the-way' } })
  })

  test("what the marketplace refuses is told in its own words: Brazil's directory admits no `localhost`", async () => {
    const refused = await refusal('app', 'create', '--name', 'X', '--redirect-uri', 'https://localhost:8443/callback')
    expect(refused).toMatchObject({ code: 1, error: { type: 'redirect-uri-not-allowed' } })
    expect(refused.error.fix).toMatch(/\w/)
    const elsewhere = await refusal('app', 'create', '--market', 'xyz', '--name', 'X', '--redirect-uri', REDIRECT_URI)
    expect(elsewhere).toMatchObject({ code: 1, error: { type: 'market-not-open' } })
  })
})

describe('keys', () => {
  type Keys = { market: string; keys: { kid: string; use: string; state: string }[] }

  test('new keys are announced beside those in use, once for the same call, and not while others wait', async () => {
    const before = await answer<Keys>('keys', 'list')
    expect(before.keys.map(({ use, state }) => `${use} ${state}`)).toEqual(['sig used', 'enc used'])
    const rotate = ['keys', 'rotate', '--market', 'obb', '--idempotency-key', 'k']
    const after = await answer<Keys>(...rotate)
    expect(after.keys.map(({ state }) => state)).toEqual(['used', 'used', 'announced', 'announced'])
    expect(await answer<Keys>(...rotate)).toEqual(after)
    expect(JSON.stringify(after)).not.toContain('"d"')
    expect(await refusal('keys', 'rotate')).toMatchObject({ error: { type: 'keys-announced' } })
    expect(await refusal('keys', 'rotate', '--announce', 'soon')).toMatchObject({ error: { type: 'request-invalid' } })
    const { out } = await command('keys', 'list', '--data', data)
    expect(out).toMatch(/sig PS256 .* used, kept until/)
    expect(out).toMatch(/enc RSA-OAEP .* announced, used from/)
  })
})

describe('token', () => {
  type Token = {
    consentId: string
    accessToken: string
    refreshToken: string
    expiresIn: number
    accounts: string[]
    clientId: string
    curl: string
    files: Record<string, string>
    request: { url: string; headers: Record<string, string> }
  }

  test('a whole consent in one word: the printed curl works as it is pasted', async () => {
    const { out, err, code } = await command('token', '--customer', 'ana', '--data', data)
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('consents to demo') })
    const line = out.trimEnd().split('\n').at(-1) as string
    expect(line).toMatch(/^curl(\.exe)? --cacert /)
    const json = await answer<Token>('token', '--customer', 'ana')
    const listed = (await shell(`${line} --silent --show-error --fail`)) ?? (await withNode(json))
    expect(JSON.parse(listed).data).toHaveLength(json.accounts.length)
    expect(json.accounts.length).toBeGreaterThan(1)
  })

  test('the same application serves again, for chosen accounts, another customer and a company', async () => {
    const [all, company] = await Promise.all([
      answer<Token>('token', '--customer', 'ana'),
      answer<Token>('token', '--customer', 'bruno', '--business', companyOf('bruno')),
    ])
    expect(all.clientId).toBe(company.clientId)
    expect(all.expiresIn).toBeGreaterThanOrEqual(300)
    expect(all.refreshToken).toEqual(expect.any(String))
    expect(company.accounts.some((account) => all.accounts.includes(account))).toBe(false)
    const [chosen = ''] = all.accounts
    const one = await answer<Token>('token', '--customer', 'ana', '--accounts', chosen, '--app', 'demo')
    expect(one.accounts).toEqual([chosen])
    expect(one.consentId).not.toBe(all.consentId)
  })

  test("the market's own refusals reach the terminal: consents v3, permission groups and expiry", async () => {
    const [incomplete, past, unknown, stranger] = await Promise.all([
      refusal('token', '--customer', 'ana', '--permissions', 'ACCOUNTS_READ'),
      refusal('token', '--customer', 'ana', '--expires', '2001-01-01T00:00:00Z'),
      refusal('token', '--customer', 'ana', '--accounts', 'no-such-account'),
      refusal('token', '--customer', 'nobody'),
    ])
    expect(incomplete).toMatchObject({ code: 1, error: { type: 'consent-refused' } })
    expect(past).toMatchObject({ code: 1, error: { type: 'consent-refused' } })
    expect(unknown).toMatchObject({ code: 1, error: { type: 'bank-stopped-customer' } })
    expect(unknown.error.detail).toContain('no-such-account')
    expect(stranger).toMatchObject({ code: 1, error: { type: 'customer-not-known' } })
    expect(stranger.error.detail).toContain('ana')
  })
})

describe('consent approve and reject', () => {
  let app: DataRecipient

  beforeAll(async () => {
    const made = await answer<CredentialPack>('app', 'create', '--name', 'Minha', '--redirect-uri', REDIRECT_URI)
    app = await openDataRecipient(made)
  })

  afterAll(() => app?.close())

  async function lodged() {
    const { body } = await app.lodge({ document: ANA })
    return (body as { data: { consentId: string } }).data.consentId
  }

  async function pushed() {
    const consentId = await lodged()
    return { consentId, pending: await app.push(consentId) }
  }

  const statusOf = async (consentId: string) =>
    ((await app.readConsent(consentId)).body as { data: { status: string } }).data.status

  type Decided = { redirect: string; parameters: Record<string, string>; accounts: string[] }

  test('approve by consent id gives the redirect, whose code the application can exchange', async () => {
    const { consentId, pending } = await pushed()
    expect(consentId).toContain(':')
    const { redirect, parameters, accounts } = await answer<Decided>(
      ...['consent', 'approve', '--market', 'obb', '--consent', consentId, '--customer', 'ana'],
    )
    expect(redirect.startsWith(`${REDIRECT_URI}#`)).toBe(true)
    expect(parameters).toMatchObject({ code: expect.any(String), id_token: expect.any(String), state: pending.state })
    expect(accounts.length).toBeGreaterThan(0)
    expect(await app.redeem(redirect, pending)).toMatchObject({ access_token: expect.any(String) })
    expect(await statusOf(consentId)).toBe('AUTHORISED')
  })

  test('approve by address shares the accounts that were named and no others', async () => {
    const { consentId, pending } = await pushed()
    const offered = await answer<Decided>('consent', 'approve', '--url', pending.url, '--customer', 'ana')
    const again = await pushed()
    const [first = ''] = offered.accounts
    const line = ['consent', 'approve', '--url', again.pending.url, '--customer', 'ana', '--accounts', first]
    expect((await answer<Decided>(...line)).accounts).toEqual([first])
    expect(await statusOf(consentId)).toBe('AUTHORISED')
  })

  test('a request to the phone is approved by its consent and rejected by its own id, and its app gets what it asked', async () => {
    const [wanted, unwanted] = await Promise.all([lodged(), lodged()])
    const asked = await app.askOnPhone(wanted)
    const refused = await app.askOnPhone(unwanted)
    type Answered = { request: string; consent: string; accounts: string[] }

    const approved = await answer<Answered>('consent', 'approve', '--consent', wanted, '--customer', 'ana')
    expect(approved).toMatchObject({ request: asked.auth_req_id, consent: wanted })
    expect(approved.accounts.length).toBeGreaterThan(0)
    expect(await app.awaitPhone({ ...asked, interval: 0 })).toMatchObject({ access_token: expect.any(String) })

    // Joined: an id may begin with a dash.
    const reject = ['consent', 'reject', `--request=${refused.auth_req_id}`, '--customer']
    expect(await refusal(...reject, 'bruno')).toMatchObject({ error: { type: 'phone-of-another-person' } })
    expect(await refusal(...reject, 'ana', '--password', 'x')).toMatchObject({ error: { type: 'phone-login-failed' } })
    expect(await answer<Answered>(...reject, 'ana')).toMatchObject({ consent: unwanted, accounts: [] })
    await expect(app.awaitPhone({ ...refused, interval: 0 })).rejects.toMatchObject({ error: 'access_denied' })
    expect(await statusOf(unwanted)).toBe('REJECTED')
    expect(await refusal(...reject, 'ana')).toMatchObject({ code: 1, error: { type: 'nothing-on-phone' } })
  })

  test('`token --phone` waits for the answer on the phone, and gives the accounts chosen there', async () => {
    const waiting = run(['token', '--app', 'fone', '--customer', 'ana', '--phone', '--data', data])
    const request = await new Promise<string>((resolve, reject) => {
      waiting.child.stderr?.on('data', () => {
        const [, id] = /on the phone: (\S+)/.exec(waiting.written.err) ?? []
        if (id !== undefined) resolve(id)
      })
      void waiting.ended.then(({ err }) => reject(new Error(err)))
    })
    // Joined: an id may begin with a dash.
    const approve = ['consent', 'approve', `--request=${request}`, '--customer', 'ana']
    expect(await refusal(...approve, '--accounts', 'nothing')).toMatchObject({
      error: { type: 'bank-stopped-customer' },
    })
    const { accounts } = await answer<{ accounts: string[] }>(...approve, '--accounts', '00012345-6')
    expect(accounts).toHaveLength(1)
    const { code, out } = await waiting.ended
    expect(code).toBe(0)
    expect(out).toMatch(/^access token {2,}\S{40,}$/m)
    expect(out).toContain(accounts[0])
  })

  test('a test suite answers at an address that is open only after `consent hook`', async () => {
    const { auth_req_id } = await app.askOnPhone(await lodged())
    const { url } = await answer<{ url: string }>('consent', 'hook')
    const at = url.replace('{auth_req_id}', auth_req_id).replace('{action}', 'deny')
    expect(await answer('consent', 'hook', '--close')).toEqual({ open: false })
    expect((await fetch(at)).status).toBe(404)
    const again = await answer<{ url: string }>('consent', 'hook')
    expect((await fetch(at)).status).toBe(404)
    const right = again.url.replace('{auth_req_id}', auth_req_id).replace('{action}', 'deny')
    expect((await fetch(right)).status).toBe(200)
  })

  test('`app create --ping-uri` refuses an address that can’t be pinged', async () => {
    const create = ['app', 'create', '--name', 'Avisada', '--redirect-uri', REDIRECT_URI, '--ping-uri']
    const refused = await refusal(...create, 'http://127.0.0.1:8443/ping')
    expect(refused).toMatchObject({ code: 1, error: { type: 'notification-uri-not-allowed' } })
  })

  test('reject by id and by address ends in access_denied and a rejected consent', async () => {
    const [byId, byUrl] = await Promise.all([pushed(), pushed()])
    const decided = await Promise.all([
      answer<Decided>('consent', 'reject', '--consent', byId.consentId, '--customer', 'ana'),
      answer<Decided>('consent', 'reject', '--url', byUrl.pending.url, '--customer', 'ana'),
    ])
    for (const { parameters } of decided) expect(parameters).toMatchObject({ error: 'access_denied' })
    expect(await Promise.all([byId, byUrl].map(({ consentId }) => statusOf(consentId)))).toEqual([
      'REJECTED',
      'REJECTED',
    ])
  })

  test("the bank's reason is told where it stopped the customer, and the redirect where it sent an error", async () => {
    const { consentId, pending } = await pushed()
    const wrong = await refusal('consent', 'approve', '--consent', consentId, '--customer', 'ana', '--password', 'x')
    expect(wrong).toMatchObject({ code: 1, error: { type: 'bank-stopped-customer' } })
    expect(wrong.error.detail).toMatch(/password/)
    const line = ['consent', 'approve', '--url', pending.url, '--customer', 'bruno', '--json', '--data', data]
    const other = await command(...line)
    expect(other.code).toBe(1)
    expect(JSON.parse(other.out).parameters).toMatchObject({ error: 'access_denied', state: pending.state })
    expect(JSON.parse(other.err).error.type).toBe('bank-answered-error')
  })

  test('hold keeps a consent and rests its data until release', async () => {
    const { consentId } = await answer<{ consentId: string }>('token', '--app', 'Pausa', '--customer', 'ana')
    type Held = { id: string; state: string; heldSince: number | null }
    const held = await answer<Held>('consent', 'hold', '--consent', consentId)
    expect(held).toMatchObject({ id: consentId, state: 'AUTHORISED', heldSince: expect.any(Number) })
    const twice = await refusal('consent', 'hold', '--consent', consentId)
    expect(twice).toMatchObject({ code: 1, error: { type: 'consent-held' } })
    expect(await answer<Held>('consent', 'release', '--consent', consentId)).toMatchObject({ heldSince: null })
  })

  test('a consent that is unknown or was never pushed, and an address elsewhere, are told apart', async () => {
    const consentId = await lodged()
    const approve = ['consent', 'approve', '--customer', 'ana']
    const [unknown, unpushed, elsewhere] = await Promise.all([
      refusal(...approve, '--consent', 'urn:bancada:nothing'),
      refusal(...approve, '--consent', consentId),
      refusal(...approve, '--url', 'https://127.0.0.1:1/obb/auth?client_id=x'),
    ])
    expect(unknown).toMatchObject({ code: 1, error: { type: 'consent-not-found' } })
    expect(unpushed).toMatchObject({ code: 1, error: { type: 'request-not-pushed' } })
    expect(elsewhere).toMatchObject({ code: 1, error: { type: 'address-not-of-bank' } })
  })
})

describe('stopping, and what is left', () => {
  const kept: { clientId?: string; ca?: string } = {}

  test('after kill -9 a command says that no bank runs, and the next start is clean', async () => {
    kept.clientId = (
      await answer<CredentialPack>('app', 'create', '--name', 'Kept', '--redirect-uri', REDIRECT_URI)
    ).clientId
    kept.ca = (await command('ca', 'export', '--data', data)).out
    bank.child.kill('SIGKILL')
    await bank.ended
    expect(existsSync(path.join(data, 'run.json'))).toBe(true)
    expect((await refusal('info')).code).toBe(5)

    const before = bank.ready.addresses
    bank = await startBank(data)
    expect(bank.ready).toMatchObject({ event: 'ready', addresses: before, sampleAppFault: null })
    expect(bank.written.err).not.toMatch(/error/i)
    const again = await answer<{ accounts: string[] }>('token', '--customer', 'ana', '--app', 'Kept')
    expect(again).toMatchObject({ clientId: kept.clientId })
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s closes the bank and ends with 0, sent twice as well',
    async (signal) => {
      expect(existsSync(path.join(data, 'run.json'))).toBe(true)
      bank.child.kill(signal)
      bank.child.kill(signal)
      expect(await bank.ended).toMatchObject({ code: 0, signal: null })
      expect(existsSync(path.join(data, 'run.json'))).toBe(false)
      if (signal === 'SIGTERM') bank = await startBank(data)
    },
  )

  test('a stopped bank still gives its CA certificate; any other command ends with 5 and says how to start', async () => {
    expect((await command('ca', 'export', '--data', data)).out).toBe(kept.ca)
    expect((await command('ca', 'path', '--data', data)).out.trim()).toBe(path.join(data, 'keys', 'ca.pem'))
    const { code, error } = await refusal('info')
    expect(code).toBe(5)
    expect(error.detail).toContain(data)
    expect(error.fix).toContain('bancada start')
  })

  test('plain `start` prints a table, and `ready` on a line of its own', async () => {
    const plain = run(['start', '--data', data])
    await plain.line((line) => line === 'ready')
    expect(plain.written.out).toMatch(/^console +http:\/\/localhost:\d+\/#token=/m)
    plain.child.kill('SIGTERM')
    expect((await plain.ended).code).toBe(0)
  })

  test('a signal during the first start ends it at once, and the next start goes on from there', async () => {
    const folder = path.join(dir, 'interrupted')
    const early = run(['start', '--port', '0', '--data', folder])
    // Its first words: the history is being made, and nothing is in its place yet.
    await new Promise((resolve) => early.child.stderr?.once('data', resolve))
    early.child.kill('SIGINT')
    const { code, out, err } = await early.ended
    expect({ code, out }).toEqual({ code: 0, out: '' })
    // How far the history had come is all that was said.
    expect(err).toMatch(/^making [^\n]+\n(writing [^\n]+\n)*$/)
    expect(existsSync(path.join(folder, 'run.json'))).toBe(false)

    const next = await startBank(folder)
    expect(next.ready).toMatchObject({ event: 'ready', sampleAppFault: null })
    next.child.kill('SIGTERM')
    expect(await next.ended).toMatchObject({ code: 0, err: '' })
  })
})

test('`self-test` walks a consent in a folder of its own and leaves nothing behind', async () => {
  const temporary = mkdtempSync(path.join(dir, 'tmp-'))
  const { code, out, err } = await run(['self-test', '--json'], { TMPDIR: temporary, TEMP: temporary }).ended
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const { ok, steps } = JSON.parse(out) as { ok: boolean; steps: { step: string; ok: boolean }[] }
  expect(ok).toBe(true)
  expect(steps.map(({ step }) => step)).toEqual(
    expect.arrayContaining(['obb: application registered', 'obb: consent over mutual TLS', 'obb: data read']),
  )
  expect(readdirSync(temporary)).toEqual([])
})

/** The number of the company that a customer acts for. */
function companyOf(login: string): string {
  const { companies } = obbPersonas({ lastDay: '2026-01-31' })
  return companies.find(({ representatives }) => representatives.includes(login))?.document as string
}

/** The same request as the curl line's, where there is no curl. */
async function withNode({
  request,
  files,
}: {
  request: { url: string; headers: Record<string, string> }
  files: Record<string, string>
}): Promise<string> {
  const read = (name: string) => readFileSync(files[name] as string)
  const agent = new Agent({
    connect: { ca: read('ca.crt.pem'), cert: read('transport.crt.pem'), key: read('transport.key.pem') },
  })
  const response = await fetchWith(request.url, { headers: request.headers, dispatcher: agent })
  const text = await response.text()
  await agent.close()
  return text
}

/** What a line prints in a shell; undefined where there is no POSIX shell or no curl. */
function shell(line: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    child.once('error', () => resolve(undefined))
    child.once('close', (code) => {
      if (code === 127) resolve(undefined)
      else if (code === 0) resolve(out)
      else reject(new Error(`${code}: ${err}`))
    })
  })
}
