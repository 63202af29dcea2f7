import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#directory'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { answerOf } from '../support/command-line.ts'
import { pathWith, toolsets } from '../support/shell-tools.ts'

const CLIENTS = path.resolve(import.meta.dirname, '..', 'clients')
/** Stand-ins are some fifty processes of Node. */
const SLOW_MS = 180_000
const REDIRECT = 'https://127.0.0.1:8443/callback'
const folder = mkdtempSync(path.join(tmpdir(), 'bancada-clients-'))

let bank: TestBank
let organisationId: string

beforeAll(async () => {
  bank = await openTestBank()
  const enrol = [
    'directory',
    'enrol',
    '--name',
    'Cooperativa do Teste',
    '--number',
    '99999016000117',
    '--role',
    'DADOS',
  ]
  organisationId = (await told<{ organisation: Organisation }>(...enrol)).organisation.organisationId
})
afterAll(async () => {
  await bank.close()
  rmSync(folder, { recursive: true, force: true })
  expect(bank.log.errors).toEqual([])
})

/** A command of the product, as JSON. */
const told = <T>(...args: string[]) => answerOf<T>(bank.dataDir, args)

/** The files of a software that the directory knows and the bank does not: it has to register itself. */
async function software(name: string): Promise<string> {
  const dir = path.join(folder, name)
  await told(
    ...['directory', 'software', 'add', '--organisation', organisationId, '--market', 'obb', '--name', name],
    ...['--redirect-uri', REDIRECT, '--role', 'DADOS', '--out', dir],
  )
  return dir
}

/** Runs a client, plays its customer, and gives what it wrote. */
async function run(program: string, script: string, dir: string, PATH = process.env.PATH) {
  const { document } = bank.customer('ana')
  const client = spawn(program, [path.join(CLIENTS, script), dir, document], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PATH },
  })
  const heard = { out: [] as string[], err: '' }
  client.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.err += text
  })
  const ended = new Promise<number | null>((resolve) => client.once('close', resolve))
  for await (const line of createInterface({ input: client.stdout })) {
    heard.out.push(line.replace(/^asked: .+/, 'asked'))
    if (line.startsWith('asked: ')) {
      await told('consent', 'approve', `--request=${line.slice('asked: '.length)}`, '--customer', 'ana')
      client.stdin.write('answered\n')
    }
    if (heard.out.length > 1) continue
    const visit = ['consent', 'approve', '--market', 'obb', '--url', line, '--customer', 'ana']
    client.stdin.write(`${(await told<{ redirect: string }>(...visit)).redirect}\n`)
  }
  return { ...heard, code: await ended }
}

// covers: 92, 93, 95, 108
test('openid-client registers itself and goes the whole way: consent, token, refresh, revocation, the phone, leave (RFC 7591, 7592, 7009; CIBA)', async () => {
  const { out, err, code } = await run(process.execPath, 'openid-client.mjs', await software('openid'))
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out[1] as string)[0].available).toMatchObject({ currency: 'BRL' })
  expect(out.slice(2)).toEqual(['refreshed', 'revoked: invalid_grant', 'asked', 'answered', 'left'])
})

describe.each(toolsets())('with $tools', ({ tools, standIns }) => {
  // covers: 92, 93, 95
  test.skipIf(process.platform === 'win32')(
    'plain curl registers itself and goes the whole way, each command printed (RFC 7591, 7592, 7009; CIBA)',
    async () => {
      const { out, err, code } = await run('sh', 'curl.sh', await software(`curl, ${tools}`), pathWith(standIns))
      expect(code, err).toBe(0)
      expect(JSON.parse(out[1] as string).data.length).toBeGreaterThan(0)
      expect(out.slice(2)).toEqual(['refreshed', 'revoked: invalid_grant', 'asked', 'answered', 'left'])
      const printed = err.split('\n').filter((line) => line.startsWith('+ curl '))
      expect(printed.length).toBeGreaterThan(10)
    },
    SLOW_MS,
  )
})
