import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importFaults } from '../../build/checks/import-rules.mjs'

const CHECKOUT = join(import.meta.dirname, '..', '..')
const ROOMS = ['kernel', 'bank', 'consent', 'markets', 'gateway', 'recipient']

/** A house of one face a room, in which a test plants what should not be there. */
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bancada-rules-'))
  symlinkSync(join(CHECKOUT, 'node_modules'), join(root, 'node_modules'), 'junction')
  const imports = Object.fromEntries(ROOMS.map((room) => [`#${room}`, `./server/${room}/index.ts`]))
  plant('package.json', JSON.stringify({ name: 'house', type: 'module', imports, dependencies: { koa: '*' } }))
  for (const room of ROOMS) plant(`server/${room}/index.ts`, 'export const face = 1\nexport type Face = number\n')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the table of who may import whom', () => {
  test('a house in order has no faults, and every source file was read', async () => {
    plant('server/gateway/steps/token.ts', "import { face } from '#bank'\nimport { face as f } from '#kernel'\n")
    expect(await importFaults(root)).toEqual({ read: ROOMS.length + 1, faults: [] })
  })

  test('an import of a room through its face is found where the table has no such row', async () => {
    plant('server/bank/ledger.ts', "import { face } from '#gateway'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/bank\/ledger.ts .*gateway.*room-bank/)])
  })

  test('a type import counts as an import', async () => {
    plant('server/kernel/world.ts', "import type { Face } from '#bank'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/room-kernel/)])
  })

  test("a room's inside is nobody else's, even where its face may be imported", async () => {
    plant('server/bank/ledger.ts', 'export const ledger = 1\n')
    plant('server/gateway/pipeline.ts', "import { ledger } from '../bank/ledger.ts'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/room-gateway/)])
  })

  test('markets may import the types of bank and consent', async () => {
    plant('server/markets/market.ts', "import type { Face } from '#bank'\nexport type { Face as F } from '#consent'\n")
    expect((await importFaults(root)).faults).toEqual([])
  })

  test.each(["import { face } from '#bank'", "import { type Face } from '#bank'", "export { face } from '#bank'"])(
    'markets may not import what runs: %s',
    async (statement) => {
      plant('server/markets/market.ts', `import type { Face as F } from '#bank'\n${statement}\n`)
      expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/types-only-markets/)])
    },
  )

  test.each(['node:fs', 'node:https', 'node:net', 'better-sqlite3'])('markets may not import %s', async (module) => {
    plant('server/markets/obb/routes.ts', `import x from '${module}'\n`)
    expect((await importFaults(root)).faults.join()).toMatch(/markets-pure/)
  })

  test.each(["const bank = await import('#bank')", "type B = import('#bank').Face"])(
    'an import cannot hide in an expression or a type: %s',
    async (code) => {
      plant('server/kernel/world.ts', `${code}\n`)
      expect((await importFaults(root)).faults.join('\n')).toMatch(/write an import statement/)
    },
  )

  test('the console may import types of the server, and nothing that runs', async () => {
    plant(
      'renderer/main.tsx',
      "import type { Face } from '#journey'\nexport const App = () => <p>{<T,>(face: T) => <b>{face as Face}</b>}</p>\n",
    )
    plant('renderer/client/api.ts', "import type { Face } from '../../server/kernel/index.ts'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/main.tsx .*leads nowhere/)])
    plant('renderer/client/api.ts', "import { face } from '../../server/kernel/index.ts'\n")
    expect((await importFaults(root)).faults.join('\n')).toMatch(/types-only-renderer/)
  })

  test('the desktop shell imports nothing of the server, not even a type', async () => {
    plant('electron/main.ts', "import type { Face } from '../server/kernel/index.ts'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/electron-alone/)])
  })

  test('the recipient is an outsider: it knows the kernel only', async () => {
    plant('server/recipient/client.ts', "import { face } from '#kernel'\nimport { face as f } from '#markets'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/room-recipient/)])
  })

  test('main knows every room, by its face', async () => {
    plant('server/bank/ledger.ts', 'export const ledger = 1\n')
    plant('server/main.ts', "import { face } from '#bank'\nimport { ledger } from './bank/ledger.ts'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/faces-only/)])
  })

  test("start and cli, the composition root's own folders, know every room by its face", async () => {
    plant('server/start/index.ts', "export { face } from '#bank'\n")
    plant('server/main.ts', "export { face } from './start/index.ts'\n")
    plant(
      'server/cli/commands/start.ts',
      "import { face } from '#gateway'\nimport { face as f } from '../../main.ts'\n",
    )
    plant('server/cli.ts', "import './cli/commands/start.ts'\n")
    expect((await importFaults(root)).faults).toEqual([])
    plant('server/bank/ledger.ts', 'export const ledger = 1\n')
    plant('server/start/people.ts', "import { ledger } from '../bank/ledger.ts'\n")
    plant('server/cli/info.ts', "import { ledger } from '../bank/ledger.ts'\nimport { x } from '../start/people.ts'\n")
    expect((await importFaults(root)).faults).toEqual([
      expect.stringMatching(/cli\/info.ts imports server\/bank.*root-cli/),
      expect.stringMatching(/cli\/info.ts imports server\/start.*root-cli/),
      expect.stringMatching(/start\/people.ts .*root-start/),
    ])
  })

  test.each(['main.ts', 'cli/info.ts', 'start/index.ts'])('nobody else imports %s', async (file) => {
    plant(`server/${file}`, 'export const face = 1\n')
    plant('mock-data/index.ts', `import { face } from '../server/${file}'\n`)
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/mock-data.*root-alone/)])
  })

  test('a room without a row in the table may import nothing', async () => {
    plant('server/cellar/index.ts', "import { face } from '#kernel'\n")
    expect((await importFaults(root)).faults).toEqual([expect.stringMatching(/room-unlisted/)])
  })
})

function plant(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
