import { expect, test } from 'vitest'
import { type BankReady, BankStopped, type Server } from '../../electron/server-process.ts'
import { openShell } from '../../electron/shell.ts'
import { caFile } from './certificates.ts'
import { standInDesktop } from './stand-in.ts'

const READY: BankReady = {
  event: 'ready',
  console: 'http://localhost:4300/#token=t',
  addresses: { gateway: 'https://localhost:4301', recipient: 'https://127.0.0.1:4303/' },
  ca: caFile(),
}

test('the window opens on the console once the bank is ready, as a web page and no more', async () => {
  const { told } = await shell(bank())
  expect(told.windows).toHaveLength(1)
  expect(told.windows[0]?.url).toBe(READY.console)
  expect(told.windows[0]?.options).toMatchObject({
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false },
  })
})

test('closing the window quits, and quitting stops the bank first', async () => {
  const server = bank()
  const { app, told } = await shell(server)
  app.emit('window-all-closed')
  expect({ stops: server.stops, quits: told.quits }).toEqual({ stops: 1, quits: 0 })
  await server.end(0)
  await settled()
  expect({ quits: told.quits, exits: told.exits }).toEqual({ quits: 1, exits: [] })
})

test('a second quit while the bank stops does not leave it behind', async () => {
  const server = bank()
  const { app, told } = await shell(server)
  app.quit()
  await server.end(0)
  await settled()
  expect({ stops: server.stops, quits: told.quits }).toEqual({ stops: 1, quits: 1 })
})

test('a bank that ends by itself ends the app with its exit code', async () => {
  const server = bank()
  const { told } = await shell(server)
  await server.end(7)
  await settled()
  expect(told.exits).toEqual([7])
})

test('a bank that never gets ready is told in its own words, and the app ends with its exit code', async () => {
  const { told } = await shell(bank({ stopped: new BankStopped(4, 'Port 4301 is taken. Use --port 4310.') }))
  expect(told.windows).toEqual([])
  expect(told.errors).toEqual(['Port 4301 is taken. Use --port 4310.'])
  expect(told.exits).toEqual([4])
})

test('a bank that another process runs gets a window, and keeps running when the window closes', async () => {
  const server = bank({ ready: { ...READY, event: 'running' } })
  const { app, told } = await shell(server)
  await server.end(3)
  await settled()
  expect(told.windows[0]?.url).toBe(READY.console)
  expect(told.exits).toEqual([])
  app.emit('window-all-closed')
  await settled()
  expect(told.quits).toBe(1)
})

test('a second app on the same bank shows the first one its window, and goes', async () => {
  const second = standInDesktop({ firstInstance: false })
  await openShell(second.desktop, { root: '/r', node: 'node', args: [], start: () => expect.fail('started a bank') })
  expect(second.told.quits).toBe(1)

  const { app, told } = await shell(bank())
  Object.assign(told.windows[0] ?? {}, { minimized: true })
  app.emit('second-instance')
  expect(told.windows[0]).toMatchObject({ focused: 1, minimized: false })
})

test('banks in two data folders have a window each', async () => {
  const paths = await Promise.all(
    [['--data', '/a'], ['--data=/a'], ['--data', '/b']].map(
      async (args) => (await shell(bank(), args)).told.paths.userData,
    ),
  )
  expect(paths[0]).toBe(paths[1])
  expect(paths[2]).not.toBe(paths[0])
})

test('every page stays at the addresses that the bank named', async () => {
  const { told } = await shell(bank())
  const contents = told.windows[0]?.webContents
  expect(contents?.goes('https://127.0.0.1:4303/connect')).toBe(true)
  expect(contents?.goes('https://127.0.0.1:9999/callback?code=c')).toBe(false)
  expect(told.external).toEqual(['https://127.0.0.1:9999/callback?code=c'])
})

test('an address outside this machine is never taken for the bank, whoever names it', async () => {
  const ready = { ...READY, addresses: { odd: 'https://localhost.bank.test:4301', far: 'https://bank.test' } }
  const { told } = await shell(bank({ ready }))
  expect(told.windows[0]?.webContents.goes('https://localhost.bank.test:4301/')).toBe(false)
  expect(told.windows[0]?.webContents.goes('https://bank.test/')).toBe(false)
})

async function shell(server: Server, args: string[] = []) {
  const standIn = standInDesktop()
  await openShell(standIn.desktop, { root: '/r', node: 'node', args, start: () => server })
  return standIn
}

/** A bank whose process the test ends. */
function bank({ ready = READY, stopped }: { ready?: BankReady; stopped?: Error } = {}) {
  const ended = Promise.withResolvers<{ code: number | null }>()
  const server = {
    ready: stopped ? Promise.reject(stopped) : Promise.resolve(ready),
    ended: ended.promise,
    stops: 0,
    stop: async () => {
      server.stops++
      await ended.promise
    },
    end: async (code: number) => ended.resolve({ code }),
  }
  return server
}

/** Lets what waits for a settled promise run. */
const settled = () => new Promise((resolve) => setImmediate(resolve))
