import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerOf, command, run, startBank } from '../support/command-line.ts'

let dir: string
let data: string
let bank: Awaited<ReturnType<typeof startBank>>

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'bancada-moved-'))
  data = path.join(dir, 'bank')
  bank = await startBank(data, '--port', '0')
})

afterAll(async () => {
  bank?.child.kill('SIGKILL')
  await bank?.ended
  rmSync(dir, { recursive: true, force: true })
})

const answer = <T>(...args: string[]) => answerOf<T>(data, args)

async function stop(): Promise<void> {
  bank.child.kill('SIGTERM')
  await bank.ended
}

const at = (name: string) => path.join(dir, name)
const environment = (folder: string) => readFileSync(path.join(folder, 'bancada.env'), 'utf8')
const REDIRECT = 'https://127.0.0.1:8443/callback'
type Listed = { name: string; command: string; applicationId: string | null }

test('a start on other ports lists the outside applications to pair again, with the command that does it, until it is done (house: Addresses)', async () => {
  expect(bank.ready.pairAgain).toEqual([])
  const create = ['app', 'create', '--redirect-uri', REDIRECT, '--name']
  const app = await answer<{ applicationId: string; organisationId: string }>(...create, 'Fora', '--out', at('fora'))
  await answer(...create, 'Outra', '--out', at('outra'))
  await answer(
    ...['directory', 'software', 'add', '--organisation', app.organisationId, '--name', 'Por si', '--role', 'DADOS'],
    ...['--redirect-uri', REDIRECT, '--out', at('por-si')],
  )
  expect((await answer<{ unpaired: unknown[] }>('info')).unpaired).toEqual([])
  await stop()

  // For people it stands between the addresses and `ready`.
  const other = run(['start', '--headless', '--data', data, '--port', '0'])
  await other.line((line) => line === 'ready')
  expect(other.written.out).toMatch(new RegExp(`bancada app files ${app.applicationId} --out DIR +Fora \\(obb\\)`))
  other.child.kill('SIGTERM')
  await other.ended

  // It is no matter of one start: the files are still what they were.
  bank = await startBank(data)
  const listed = bank.ready.pairAgain as Listed[]
  expect(listed.map(({ name }) => name)).toEqual(['Fora', 'Outra', 'Por si'])
  expect((await answer<{ pairAgain: Listed[] }>('info')).pairAgain).toEqual(listed)

  const { origin } = new URL(bank.ready.addresses.public)
  for (const { name, command: typed } of listed) {
    const folder = at(name.toLowerCase().replace(' ', '-'))
    expect(environment(folder)).not.toContain(origin)
    await answer(...typed.replace('DIR', folder).split(' ').slice(1))
    expect(environment(folder)).toContain(`BANCADA_ISSUER='${origin}/obb'`)
  }
  expect((await answer<{ pairAgain: Listed[] }>('info')).pairAgain).toEqual([])
  expect((await command('info', '--data', data)).out).not.toContain('other ports')

  const taken = await command('app', 'files', app.applicationId, '--out', at('outra'), '--data', data)
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('Files in the way')])
})

test('what was to be paired again still is after a reset', async () => {
  await stop()
  bank = await startBank(data, '--port', '0')
  expect(bank.ready.pairAgain).toHaveLength(3)
  await answer('reset')
  expect((await answer<{ pairAgain: Listed[] }>('info')).pairAgain).toHaveLength(3)
})
