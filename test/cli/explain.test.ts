import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '../../server/cli/command.ts'
import { explain } from '../../server/cli/commands/explain.ts'
import { openOutput } from '../../server/cli/output.ts'
import { openDataFolder } from '../../server/start/index.ts'

const RULE = { part: 'gateway', title: { en: 'Bound' }, clause: 'RFC 8705 3', fix: { en: 'Use it.' } }
/** What a console that knows one rule and one exchange answers. */
const ANSWERS: Record<string, unknown> = {
  '/api/info': { startId: 'one', markets: [{ id: 'obb' }] },
  '/api/rules': { markets: [{ market: 'obb', rules: [{ id: 'token-bound', ...RULE, looksAt: [] }] }] },
  '/api/exchanges/mwstfwqr-q/explanation': {
    explanation: { exchangeId: 'mwstfwqr-q', rule: 'token-bound', ...RULE, said: null, places: [], corrected: null },
  },
}

let dir: string
let server: Server

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-explain-'))
  server = createServer(({ url }, response) => {
    const found = ANSWERS[url ?? '']
    const error = { type: 'exchange-not-found', title: 'No such exchange', detail: '', fix: '', facts: {} }
    response.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? { error }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const console = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const run = { pid: process.pid, startId: 'one', version: '0', addresses: { console }, consoleToken: 'token' }
  openDataFolder(dir).saveRun(run)
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(dir, { recursive: true, force: true })
})

async function explained(argument: string): Promise<string> {
  const written: string[] = []
  const out = openOutput(false, { stdout: (text) => void written.push(text), stderr: () => {} })
  await explain.run({ argument, text: () => undefined, dataDir: dir, out } as unknown as Call)
  return written.join('')
}

test('an exchange whose id is letters alone is explained: what an id means is asked, not read off it', async () => {
  expect(await explained('mwstfwqr-q')).toMatch(/rule +token-bound/)
})

test('what is neither a rule nor an exchange is told as neither, with the nearest rule', async () => {
  await expect(explained('token-bond')).rejects.toMatchObject({
    type: 'rule-not-there',
    facts: { rule: 'token-bond', market: 'obb', nearest: 'token-bound' },
  })
  await expect(explained('mwstfwqr-r')).rejects.toMatchObject({ type: 'rule-not-there', facts: { nearest: null } })
})
