import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerOf, command, startBank } from '../support/command-line.ts'
import { consoleApi } from '../support/console-api.ts'
import { rawCall } from '../support/raw-call.ts'

type Token = { accessToken: string; files: Record<string, string>; request: { url: string } }

let dir: string
let data: string
let bank: Awaited<ReturnType<typeof startBank>>

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-state-'))
  data = path.join(dir, 'bank')
  bank = await startBank(data, '--port', '0')
})
afterAll(async () => {
  bank?.child.kill('SIGKILL')
  await bank?.ended
  rmSync(dir, { recursive: true, force: true })
})

const answer = <T = Record<string, unknown>>(...args: string[]) => answerOf<T>(data, args)

async function refusal(...args: string[]) {
  const { code, out, err } = await command(...args, '--json', '--data', data)
  expect(out).toBe('')
  return { code, type: (JSON.parse(err) as { error: { type: string } }).error.type }
}

/** Each step is a process of its own; a busy machine takes its time. */
const SLOW_MS = 180_000

/** Starts the bank of the folder again, on the ports it has. */
async function start() {
  bank = await startBank(data)
  return bank
}

async function stop(signal: NodeJS.Signals) {
  bank.child.kill(signal)
  await bank.ended
}

const apiOf = ({ ready }: typeof bank) => {
  const [, consoleToken] = ready.console.split('/#token=') as [string, string]
  return consoleApi({ urls: ready.addresses, consoleToken })
}

async function statusOf({ request, files, accessToken }: Token): Promise<number> {
  const file = (name: string) => readFileSync(files[name] as string, 'utf8')
  const { status } = await rawCall(request.url, file('ca.crt.pem'), {
    tls: { key: file('transport.key.pem'), cert: file('transport.crt.pem') },
    headers: {
      authorization: `Bearer ${accessToken}`,
      'x-fapi-interaction-id': '3f0c1a52-6f1e-4a5b-9c3d-2b7d5e8f9a10',
    },
  })
  return status
}

test(
  'a snapshot, the clock and a reset of a running bank, as a script would use them',
  async () => {
    const token = await answer<Token>('token', '--customer', 'ana')
    expect(await answer('snapshot', 'save', 'lesson')).toMatchObject({ snapshot: { name: 'lesson' } })
    expect(await answer('clock', 'advance', '13mo')).toMatchObject({
      ...{ frozen: false, consentsEnded: expect.any(Number) },
    })
    expect((await answer<{ offsetMs: number }>('clock')).offsetMs).toBeGreaterThan(390 * 86_400_000)
    expect(await answer('clock', 'freeze')).toMatchObject({ frozen: true })
    expect(await answer('clock', 'release')).toMatchObject({ frozen: false })
    expect(await answer('reset')).toMatchObject({ reset: 'state', clock: { frozen: false } })
    expect(await statusOf(token)).toBe(401)
    expect(await answer('snapshot', 'restore', 'lesson')).toMatchObject({ snapshot: { name: 'lesson' } })
    expect(await statusOf(token)).toBe(200)
    expect(await answer('snapshot', 'list')).toMatchObject({ snapshots: [{ name: 'lesson' }] })
    const { out } = await command('snapshot', 'list', '--data', data)
    expect(out).toMatch(/^lesson {2}\d+\.\d MB {2}saved \d{4}-.*Z {2}bank time \d{4}-.*Z\n$/)
  },
  SLOW_MS,
)

test(
  'what is wrong is told: names, durations, and what is missing',
  async () => {
    expect(await refusal('snapshot', 'save', '../x')).toEqual({ code: 1, type: 'snapshot-name-invalid' })
    expect(await refusal('snapshot', 'save', 'lesson')).toEqual({ code: 1, type: 'snapshot-exists' })
    expect(await refusal('snapshot', 'restore', 'none')).toEqual({ code: 1, type: 'snapshot-not-found' })
    expect(await refusal('clock', 'advance', 'soon')).toEqual({ code: 1, type: 'duration-invalid' })
    expect(await refusal('clock', 'advance')).toEqual({ code: 2, type: 'argument-missing' })
    expect(await refusal('snapshot', 'restore', 'a', 'b')).toEqual({ code: 2, type: 'argument-unexpected' })
  },
  SLOW_MS,
)

test(
  'a kill -9 in the middle of a reset or a restore leaves a bank that starts and works',
  async () => {
    const token = await answer<Token>('token', '--customer', 'ana')
    await apiOf(bank).call('POST', '/api/snapshots', { name: 'before' })
    for (const path of ['/api/reset', '/api/snapshots/before/restore']) {
      const api = apiOf(bank)
      // Begun is told before the doors close; the kill comes while the files change.
      await api
        .live(
          ({ type, phase }) => type === 'reset' && phase === 'begun',
          () => void api.call('POST', path, {}).catch(() => undefined),
        )
        .catch(() => undefined)
      await stop('SIGKILL')
      const { ready } = await start()
      expect(ready).toMatchObject({ event: 'ready', sampleAppFault: null })
      for (const left of ['bank.db.before', 'bank.db.next']) expect(existsSync(`${data}/${left}`)).toBe(false)
      // Either of the two states, whole: the applications are there, and the token is dead or alive as it says.
      expect([200, 401]).toContain(await statusOf(token))
    }
    await apiOf(bank).call('POST', '/api/snapshots/before/restore', {})
    expect(await statusOf(token)).toBe(200)
  },
  SLOW_MS,
)

test(
  'a stopped bank: its files are reset and restored under the lock, and the next start goes on from there',
  async () => {
    const token = await answer<Token>('token', '--customer', 'ana')
    await apiOf(bank).call('POST', '/api/snapshots', { name: 'running' })
    await stop('SIGKILL')
    expect(await answer('snapshot', 'save', 'resting')).toMatchObject({ snapshot: { name: 'resting' } })
    expect(await answer('reset')).toMatchObject({ reset: 'state' })
    await start()
    expect(await statusOf(token)).toBe(401)
    await stop('SIGTERM')
    expect(await answer('snapshot', 'restore', 'resting')).toMatchObject({ snapshot: { name: 'resting' } })
    await start()
    expect(await statusOf(token)).toBe(200)
  },
  SLOW_MS,
)

test(
  '`reset --all` of a stopped bank leaves a folder for a first start, on the same ports',
  async () => {
    await stop('SIGTERM')
    const { addresses } = bank.ready
    expect(await answer('reset', '--all')).toMatchObject({ reset: 'all' })
    expect(existsSync(path.join(data, 'keys', 'ca.pem'))).toBe(false)
    const { ready } = await start()
    expect(ready).toMatchObject({ event: 'ready', sampleAppFault: null, addresses })
    expect(await refusal('snapshot', 'restore', 'running')).toEqual({ code: 1, type: 'snapshot-not-found' })
  },
  SLOW_MS,
)

test('a folder without a bank has nothing to reset, and none is made', async () => {
  const folder = path.join(dir, 'nothing')
  const { code, err } = await command('reset', '--json', '--data', folder)
  expect({ code, type: JSON.parse(err).error.type }).toEqual({ code: 5, type: 'bank-missing' })
  expect(existsSync(folder)).toBe(false)
})
