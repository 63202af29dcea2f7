import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Explanation } from '#journey'
import { command, startBank } from '../support/command-line.ts'

let dir: string
let bank: Awaited<ReturnType<typeof startBank>>

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-tools-'))
  bank = await startBank(dir, '--port', '0')
})

afterAll(async () => {
  bank?.child.kill('SIGKILL')
  await bank?.ended
  rmSync(dir, { recursive: true, force: true })
})

/** What is last on a line is no option, whatever it begins with. */
const last = (value: string) => ['--', value]

const typed = (args: string[], ...more: string[]) => {
  const end = args.indexOf('--')
  const [before, after] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)]
  return command(...before, ...more, '--data', dir, ...after)
}

async function answer<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await typed(args, '--json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as T
}

async function text(...args: string[]): Promise<string> {
  const { code, out } = await typed(args)
  expect(code).toBe(0)
  return out
}

describe('token mint, preview, inspect, expire and revoke', () => {
  test('a token goes from wish to end on the command line', async () => {
    // The first journey makes the application; its token is like the minted one.
    await answer('token', '--app', 'minha app', '--customer', 'ana')
    const preview = await text('token', 'preview', '--app', 'minha app', '--customer', 'ana')
    expect(preview).toMatch(/access token\s+900 s, bound to [\w-]{43}/)
    expect(preview).toContain('Share your data')
    expect(preview).toMatch(/refresh token\s+lives as long as the consent/)
    // What `token` asks for: accounts and transactions, and no card or loan.
    expect(preview).toMatch(/granted\s+.*ACCOUNTS_TRANSACTIONS_READ/)
    expect(preview).not.toMatch(/CREDIT_CARDS|LOANS|INVESTMENTS/i)
    const minted = await answer<{ accessToken: string; refreshToken: string; consentId: string }>(
      ...['token', 'mint', '--app', 'minha app', '--customer', 'ana'],
    )
    // A token may begin with a dash: two of them say that no option follows.
    const inspected = await command('token', 'inspect', '--json', '--data', dir, '--', minted.accessToken)
    const seen = JSON.parse(inspected.out) as { id: string; state: string; minted: boolean }
    expect(seen).toMatchObject({ state: 'active', minted: true })
    expect(await text('token', 'inspect', ...last(seen.id))).toMatch(/minted\s+by the operator/)
    expect(await answer('token', 'expire', ...last(seen.id))).toMatchObject({ state: 'expired' })
    expect(await answer('token', 'revoke', '--grant', ...last(seen.id))).toMatchObject({ revoked: 2 })
    const gone = await typed(['token', 'inspect', ...last(seen.id)], '--json')
    expect([gone.code, JSON.parse(gone.err).error.type]).toEqual([1, 'token-not-found'])
    expect(await answer('token', 'mint', '--app', 'minha app')).toMatchObject({ consentId: null, scope: 'consents' })
  })
})

describe('explain', () => {
  test('a rule by its name, all rules, and a name that is none with the nearest', async () => {
    expect(await text('explain', 'token-bound')).toMatch(/clause\s+RFC 8705 3/)
    expect(await answer('explain', 'rules')).toMatchObject({ market: 'obb', rules: expect.any(Array) })
    const none = await command('explain', 'token-bond', '--data', dir)
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('did you mean "token-bound"')])
  })

  test('a refused exchange by its id: the rule, what was sent, and the request put right', async () => {
    const { console: start } = bank.ready as { console: string }
    const [address, token] = start.split('/#token=') as [string, string]
    const api = async <T>(route: string) =>
      (await (await fetch(address + route, { headers: { authorization: `Bearer ${token}` } })).json()) as T
    const { addresses } = await answer<{ addresses: Record<string, string> }>('info')
    const refused = await refusedCall(`${addresses.public}/obb/auth?request_uri=urn:x`)
    expect(refused).toBe(400)
    const { exchanges } = await api<{ exchanges: { id: string; problem: unknown }[] }>('/api/requests?status=4&limit=5')
    const id = exchanges.find(({ problem }) => problem)?.id as string
    const explanation = await answer<Explanation>('explain', id)
    expect(explanation.rule).toMatch(/^(request|client|parameters)-/)
    expect(await text('explain', id)).toContain(explanation.clause)
  })

  async function refusedCall(url: string): Promise<number> {
    const { Agent, fetch: fetchWith } = await import('undici')
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
    const { status } = await fetchWith(url, { dispatcher })
    await dispatcher.close()
    return status
  }
})
