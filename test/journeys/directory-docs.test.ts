import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { missingStandIns, missingTools, pathWith } from '../support/shell-tools.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
const DEFAULT_PORTS = { console: 4300, public: 4301, mutual: 4302 } as const
const SLOW_MS = 120_000
const tools = missingTools(['bash', 'sed'])
const ownPath = pathWith(missingStandIns())
if (tools.length > 0) console.warn(`\n*** the directory's documentation is not run: no ${tools.join(', ')} here\n`)

/** The commands of docs/directory.md as they stand there, but for the ports, which a test never has for itself. */
describe.skipIf(tools.length > 0)('the commands in docs/directory.md', () => {
  let bank: TestBank
  let dir: string
  let blocks: string[]

  beforeAll(async () => {
    bank = await openTestBank()
    dir = mkdtempSync(path.join(tmpdir(), 'bancada-docs-'))
    mkdirSync(path.join(dir, 'bin'))
    const bancada = path.join(dir, 'bin', 'bancada')
    writeFileSync(bancada, `#!/bin/sh\nexec node "${path.join(ROOT, 'server', 'cli.ts')}" "$@"\n`)
    chmodSync(bancada, 0o755)
    let text = readFileSync(path.join(ROOT, 'docs', 'directory.md'), 'utf8')
    for (const [door, port] of Object.entries(DEFAULT_PORTS)) {
      const { port: own } = new URL(bank.urls[door as keyof typeof DEFAULT_PORTS])
      text = text.replaceAll(`localhost:${port}`, `localhost:${own}`)
    }
    blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block as string)
    await run('bancada app create --name "Da documentação" --redirect-uri https://127.0.0.1:8443/callback --out my-app')
  }, SLOW_MS)
  afterAll(async () => {
    await bank?.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const blockWith = (words: string) => blocks.find((block) => block.includes(words)) as string

  async function run(script: string) {
    const bin = [path.join(dir, 'bin'), path.dirname(process.execPath), ownPath].join(path.delimiter)
    const env = { ...process.env, PATH: bin, BANCADA_DATA: bank.dataDir }
    return promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: dir, env })
  }

  test(
    'curl gets a token by certificate and reads a fresh assertion',
    async () => {
      const { stdout } = await run(blockWith('/assertion'))
      expect(decodeJwt(stdout).software_client_name).toBe('Da documentação')
    },
    SLOW_MS,
  )

  test(
    'a software is made with the files that a client registers itself with (RFC 7591 2.3)',
    async () => {
      await run(blockWith('software add'))
      const { software_redirect_uris: redirects } = decodeJwt(
        readFileSync(path.join(dir, 'my-software', 'software-statement.jwt'), 'utf8'),
      )
      expect(redirects).toEqual(['https://127.0.0.1:8443/callback'])
    },
    SLOW_MS,
  )

  test(
    'OpenSSL believes the list and the status',
    async () => {
      const { stdout, stderr } = await run(blockWith('openssl verify'))
      expect(stdout).toContain('transport.crt.pem: OK')
      expect(stdout).toContain('transport.crt.pem: good')
      expect(stderr).toContain('Response verify OK')
    },
    SLOW_MS,
  )
})
