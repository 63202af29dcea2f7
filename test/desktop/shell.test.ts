import { expect, test } from 'vitest'
import { type BankReady, BankStopped, type Server, type ServerOptions } from '../../electron/server-process.ts'
import { openShell } from '../../electron/shell.ts'
import { caFile } from './certificates.ts'
import { item, type StandInWindow, standInDesktop } from './stand-in.ts'

const READY: BankReady = {
  event: 'ready',
  console: 'http://localhost:4300/#token=t',
  addresses: { gateway: 'https://localhost:4301', recipient: 'https://127.0.0.1:4303/' },
  ca: caFile(),
  dataDir: '/data',
}
const STATUS = 'bancada://shell/'
const TAKEN = {
  title: 'Port taken',
  detail: 'Port 4301 is in use by <b>vim</b> (process 7).',
  fix: 'Use another.',
  port: 4310,
  taken: { port: 4301, holder: { command: '<b>vim</b>', pid: 7 } },
}

test('while the bank starts the window says so, and then shows the console, as a web page and no more', async () => {
  const starting = Promise.withResolvers<BankReady>()
  const standIn = standInDesktop()
  const opened = openShell(
    standIn.desktop,
    options(() => bank({ ready: starting.promise })),
  )
  await settled()
  expect(standIn.told.windows[0]?.url).toBe(STATUS)
  expect(await standIn.session.page().text()).toContain('The bank is starting')
  starting.resolve(READY)
  await opened
  expect(standIn.told.windows).toHaveLength(1)
  expect(standIn.told.windows[0]?.url).toBe(READY.console)
  expect(standIn.told.windows[0]?.options).toMatchObject({
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
})

test('closing the window leaves the bank running in the tray, says so once, and the tray brings the window back', async () => {
  const server = bank()
  const { app, told } = await shell(server)
  told.windows[0]?.close(app)
  expect({ stops: server.stops, quits: told.quits, notes: told.notes }).toEqual({
    ...{ stops: 0, quits: 0 },
    notes: ['The bank keeps running'],
  })
  item(told.trays[0]?.menu, 'Open Bancada')?.click?.()
  expect(told.windows.map(({ url }) => url)).toEqual([READY.console, READY.console])
  told.windows[1]?.close(app)
  told.trays[0]?.emit('click')
  expect({ windows: told.windows.length, notes: told.notes.length }).toEqual({ windows: 3, notes: 1 })
})

test.each(['the tray', 'the menu'])('quitting from %s stops the bank first', async (from) => {
  const server = bank()
  const { told } = await shell(server)
  item(from === 'the tray' ? told.trays[0]?.menu : told.menus.at(-1), 'Quit Bancada')?.click?.()
  expect({ stops: server.stops, quits: told.quits }).toEqual({ stops: 1, quits: 0 })
  await server.end(0)
  await settled()
  expect({ quits: told.quits, exits: told.exits }).toEqual({ quits: 1, exits: [] })
})

test('where a desktop has no tray, closing the window quits and stops the bank', async () => {
  const server = bank()
  const { app, told } = await shell(server, { tray: false })
  told.windows[0]?.close(app)
  await server.end(0)
  await settled()
  expect({ stops: server.stops, quits: told.quits }).toEqual({ stops: 1, quits: 1 })
})

test('a second quit while the bank stops does not leave it behind', async () => {
  const server = bank()
  const { app, told } = await shell(server)
  app.quit()
  await server.end(0)
  await settled()
  expect({ stops: server.stops, quits: told.quits }).toEqual({ stops: 1, quits: 1 })
})

test('a bank that ends by itself is shown with its last lines, even when the window was closed, and starts again', async () => {
  const first = bank({ log: ['info all is well', 'error <script>alert(1)</script>'] })
  const second = bank({ ready: { ...READY, console: 'http://localhost:4300/#token=u' } })
  const { app, told, session, starts } = await shell([first, second])
  told.windows[0]?.close(app)
  await first.end(7)
  await settled()
  const window = told.windows[1] as StandInWindow
  expect(window.url).toBe(STATUS)
  const page = await session.page().text()
  expect(page).toContain('The bank has stopped by itself')
  expect(page).toContain('Exit code 7')
  expect(page).toContain('error &lt;script&gt;alert(1)&lt;/script&gt;')
  expect(window.webContents.goes('https://localhost:4301/')).toBe(false)
  expect(window.webContents.goes(`${STATUS}restart`)).toBe(false)
  await settled()
  expect(starts).toHaveLength(2)
  expect(window.url).toBe('http://localhost:4300/#token=u')
})

test("the shell's page has no script, and lets in nothing but its own style", async () => {
  const { session } = await shell(bank({ stopped: new BankStopped(1, 'no') }))
  const answer = session.page()
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  )
  expect(await answer.text()).not.toMatch(/<script|\son\w+=|<iframe|<form/)
})

test("a taken port is told in the bank's words, and the free one is a button", async () => {
  const refused = bank({ stopped: new BankStopped(4, '', TAKEN) })
  const { told, session, starts } = await shell([refused, bank()], { args: ['--port', '4300', '--data', '/d'] })
  const page = await session.page().text()
  expect(page).toContain('Port 4301 is in use by &lt;b&gt;vim&lt;/b&gt; (process 7).')
  expect(page).toContain(`<a class="first" href="${STATUS}use-port">Use port 4310</a>`)
  told.windows[0]?.webContents.goes(`${STATUS}use-port`)
  await settled()
  expect(starts[1]?.args).toEqual(['--data', '/d', '--port', '4310'])
  expect(told.windows[0]?.url).toBe(READY.console)
})

test("quitting from a bank that could not start ends with the bank's exit code", async () => {
  const { told } = await shell(bank({ stopped: new BankStopped(4, '', TAKEN) }))
  told.windows[0]?.webContents.goes(`${STATUS}quit`)
  expect({ exits: told.exits, quits: told.quits }).toEqual({ exits: [4], quits: 0 })
})

test('a bank that cannot even be tried is told too', async () => {
  const standIn = standInDesktop()
  await openShell(standIn.desktop, { ...options(() => bank()), start: undefined, node: undefined })
  expect(await standIn.session.page().text()).toContain('was started without its Node')
})

test('a bank that another process runs gets a window, and keeps running when the app quits', async () => {
  const server = bank({ ready: { ...READY, event: 'running' } })
  const { app, told } = await shell(server)
  await server.end(3)
  await settled()
  expect(told.windows[0]?.url).toBe(READY.console)
  app.quit()
  await settled()
  expect({ quits: told.quits, exits: told.exits, stops: server.stops }).toEqual({ quits: 1, exits: [], stops: 0 })
})

test('a second app on the same bank shows the first one its window, and goes', async () => {
  const second = standInDesktop({ firstInstance: false })
  await openShell(
    second.desktop,
    options(() => expect.fail('started a bank')),
  )
  expect(second.told.quits).toBe(1)

  const { app, told } = await shell(bank())
  Object.assign(told.windows[0] ?? {}, { minimized: true })
  app.emit('second-instance')
  expect(told.windows[0]).toMatchObject({ focused: 1, minimized: false })
  told.windows[0]?.close(app)
  app.emit('second-instance')
  expect(told.windows[1]?.url).toBe(READY.console)
})

test('banks in two data folders have a window each', async () => {
  const paths = await Promise.all(
    [['--data', '/a'], ['--data=/a'], ['--data', '/b']].map(
      async (args) => (await shell(bank(), { args })).told.paths.userData,
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

test("a page that asks for a certificate gets none of the system's", async () => {
  const { app } = await shell(bank())
  const answers: unknown[][] = []
  let prevented = false
  const event = { preventDefault: () => (prevented = true) }
  app.emit('select-client-certificate', event, {}, 'https://localhost:4302', [{}], (...chosen: unknown[]) =>
    answers.push(chosen),
  )
  expect({ prevented, answers }).toEqual({ prevented: true, answers: [[]] })
})

test('the menu leads to the browser, the data folder and the CA, once there is a bank', async () => {
  const { told } = await shell(bank())
  const [before, after] = [told.menus[0], told.menus.at(-1)]
  for (const label of ['Open in the browser', 'Show the data folder', 'Show the CA certificate']) {
    expect(item(before, label)?.enabled).toBe(false)
    expect(item(after, label)?.enabled).toBe(true)
    item(after, label)?.click?.()
  }
  expect(told.external).toEqual([READY.console])
  expect(told.shown).toEqual(['/data', READY.ca])
})

test('the shell speaks Portuguese where the system does', async () => {
  const { told, session } = await shell(bank({ stopped: new BankStopped(4, '', TAKEN) }), { locale: 'pt-BR' })
  expect(item(told.trays[0]?.menu, 'Sair do Bancada')).toBeDefined()
  const page = await session.page().text()
  expect(page).toContain('<html lang="pt-BR">')
  expect(page).toContain('A porta 4301 está em uso por &lt;b&gt;vim&lt;/b&gt; (processo 7).')
  expect(page).toContain('Usar a porta 4310')
})

test('in a package the bank runs in a process of the runtime, and is asked to stop by message', async () => {
  const standIn = standInDesktop({ packaged: true })
  const opened = openShell(standIn.desktop, { root: '/r', node: undefined, args: ['--port', '0'] })
  await settled()
  const [child] = standIn.told.forks
  expect(child?.entry).toMatch(/electron.bank-entry\.js$/)
  expect(child?.args.slice(1)).toEqual(['start', '--headless', '--json', '--port', '0'])
  expect(child?.args[0]).toMatch(/server.cli\.js$/)
  child?.stdout.write(`${JSON.stringify(READY)}\n`)
  await opened
  expect(standIn.told.windows[0]?.url).toBe(READY.console)
  standIn.app.quit()
  expect(child?.asked).toEqual(['stop'])
  child?.emit('exit', 0)
  await expect.poll(() => standIn.told.quits).toBe(1)
})

test('a package is the command line too: a command runs without a window and ends with its code', async () => {
  const standIn = standInDesktop({ packaged: true })
  const done = openShell(standIn.desktop, { root: '/r', node: undefined, args: ['self-test', '--json'] })
  await settled()
  const [child] = standIn.told.forks
  expect(child?.args.slice(1)).toEqual(['self-test', '--json'])
  expect(child?.options).toMatchObject({ stdio: 'inherit' })
  child?.emit('exit', 5)
  await done
  expect({ exits: standIn.told.exits, windows: standIn.told.windows }).toEqual({ exits: [5], windows: [] })
})

type StandInBank = ReturnType<typeof bank>

function options(start: (options: ServerOptions) => Server) {
  return { root: '/r', node: 'node', args: [] as string[], start }
}

/** The shell over one bank after the other. */
async function shell(
  servers: StandInBank | StandInBank[],
  { args = [], ...desktop }: { args?: string[]; tray?: boolean; locale?: string } = {},
) {
  const standIn = standInDesktop(desktop)
  const left = [servers].flat()
  const starts: ServerOptions[] = []
  const start = (asked: ServerOptions) => {
    starts.push(asked)
    return left.shift() ?? expect.fail('started once too often')
  }
  await openShell(standIn.desktop, { ...options(start), args })
  return { ...standIn, starts }
}

/** A bank whose process the test ends. */
function bank({
  ready = READY,
  stopped,
  log = [],
}: {
  ready?: BankReady | Promise<BankReady>
  stopped?: Error
  log?: string[]
} = {}) {
  const ended = Promise.withResolvers<{ code: number | null }>()
  const server = {
    ready: stopped ? Promise.reject(stopped) : Promise.resolve(ready),
    ended: ended.promise,
    log: () => log,
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
