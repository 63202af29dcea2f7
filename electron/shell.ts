import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type * as Electron from 'electron'
import { type Commands, windowMenu } from './menu.ts'
import { type BankReady, BankStopped, type Server, type ServerOptions, startServer } from './server-process.ts'
import { type Action, SCHEME, STATUS_POLICY, STATUS_URL, type Status, statusPage } from './status-page.ts'
import { openTray } from './tray.ts'
import { trustInstall } from './trust.ts'
import { runCommand, startUtility } from './utility-process.ts'
import { guardContents, guardPermissions, openWindow, showPage } from './window.ts'
import { wordsFor } from './words.ts'

/** What the shell uses of Electron: the module itself, or a test's stand-in. */
export type Desktop = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'Menu' | 'Notification' | 'protocol' | 'session' | 'shell' | 'Tray' | 'utilityProcess'
>

export interface ShellOptions {
  /** The folder that has `server/` in it. */
  root: string
  /** The Node program that a checkout's bank runs on, as the launcher names it; a package has none and needs none. */
  node: string | undefined
  /** For `bancada start`; in a package, a whole command line may stand here. */
  args: string[]
  /** Starts the bank's process. */
  start?: (options: ServerOptions) => Server
  platform?: NodeJS.Platform
}

/**
 * The desktop app, in order: one instance for a bank, the window, the bank's process, trust in its certificates, the
 * console. Closing the window leaves the bank running in the tray; quitting stops it first. A bank that does not start,
 * or ends by itself, is shown with its words and what can be done.
 * @returns when the window shows the console, or why there is none
 */
export async function openShell(desktop: Desktop, options: ShellOptions): Promise<void> {
  const { app, session, shell } = desktop
  const platform = options.platform ?? process.platform
  if (app.isPackaged && isCommand(options.args)) return command(desktop, options)
  app.setName('Bancada')
  // Electron's lock belongs to its own data folder: one for each bank lets two banks have a window each.
  app.setPath('userData', join(app.getPath('appData'), 'Bancada', 'window', bankKey(options)))
  if (!app.requestSingleInstanceLock()) return app.quit()
  desktop.protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])

  let server: Server | undefined
  let window: Electron.BrowserWindow | undefined
  let ready: BankReady | undefined
  let status: Status = { kind: 'starting' }
  let args = options.args
  let quitting = false
  let toldOfTray = false

  const commands = (): Commands => ({
    open,
    quit: () => app.quit(),
    running: status.kind === 'running',
    openInBrowser: () => ready && void shell.openExternal(ready.console),
    showDataFolder: () => ready && void shell.openPath(ready.dataDir),
    showAuthority: () => ready && shell.showItemInFolder(ready.ca),
  })
  // Asked anew at each question: nothing is ours until the bank says so.
  const own = () => (status.kind === 'running' ? ownOrigins(ready) : [])
  const page = () => (status.kind === 'running' && ready ? ready.console : STATUS_URL)

  app.on('second-instance', open)
  app.on('activate', open)
  app.on('web-contents-created', (_event, contents) => guardContents(desktop, contents, { own, act }))
  // A page that asks for a certificate gets none: the system's store is not for it.
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault()
    choose()
  })
  app.on('before-quit', (event) => {
    if (!server || quitting) return
    quitting = true
    event.preventDefault()
    void server.stop().finally(() => {
      server = undefined
      app.quit()
    })
  })

  // `quit` is held back until the bank has stopped, and ends with the code of a bank that could not start.
  app.on('will-quit', (event) => {
    if (status.kind !== 'stopped' || !status.code) return
    event.preventDefault()
    app.exit(status.code)
  })

  await app.whenReady()
  const { words } = wordsFor(app.getLocale())
  guardPermissions(session.defaultSession, () => originOf(ready?.console ?? ''))
  session.defaultSession.protocol.handle(
    SCHEME,
    () =>
      new Response(statusPage(status, app.getLocale()), {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': STATUS_POLICY },
      }),
  )
  const tray = openTray(desktop, { root: options.root, words, commands: commands(), platform })
  app.on('window-all-closed', () => {
    if (!tray) return app.quit()
    if (toldOfTray || quitting) return
    toldOfTray = true
    if (desktop.Notification.isSupported()) {
      new desktop.Notification({ title: words.keepsRunning, body: words.keepsRunningDetail }).show()
    }
  })
  await run()

  /** Starts the bank and shows how it goes. */
  async function run(): Promise<void> {
    show({ kind: 'starting' })
    const begun = await begin()
    if (quitting) return
    if (begun instanceof Error) return show(stoppedBy(begun, false, server?.log() ?? []))
    ready = begun
    trustInstall(session.defaultSession, ready.ca)
    show({ kind: 'running' })
  }

  async function begin(): Promise<BankReady | Error> {
    try {
      const started = startOf(desktop, options)({ ...options, args })
      server = started
      const said = await started.ready
      void started.ended.then(({ code }) => ended(started, said, code))
      return said
    } catch (error) {
      if (!(error instanceof BankStopped)) process.stderr.write(`${error}\n`)
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  function ended(one: Server, said: BankReady, code: number | null): void {
    if (server !== one) return
    server = undefined
    // The process that only found another one's bank has done its work.
    if (quitting || said.event === 'running') return
    show(stoppedBy(new BankStopped(code, ''), true, one.log()))
  }

  /** Takes up how the bank is now; what has gone wrong opens the window, if it was closed. */
  function show(now: Status): void {
    status = now
    if (now.kind === 'stopped') server = undefined
    desktop.Menu.setApplicationMenu(desktop.Menu.buildFromTemplate(windowMenu(words, commands(), platform)))
    tray?.update(commands())
    if (window) void showPage(window, page())
    else if (now.kind !== 'running') open()
  }

  function open(): void {
    if (quitting || !app.isReady()) return
    if (window) {
      if (window.isMinimized()) window.restore()
      window.focus()
      return
    }
    window = openWindow(desktop, page(), join(options.root, 'electron', 'icons', 'window.png'))
    window.once('closed', () => {
      window = undefined
    })
  }

  function act(action: Action): void {
    if (action === 'quit') app.quit()
    if (action === 'quit' || status.kind !== 'stopped') return
    const port = status.refusal?.port
    if (action === 'use-port' && port !== undefined) args = [...withoutPort(options.args), '--port', String(port)]
    void run()
  }
}

function startOf({ app, utilityProcess }: Desktop, { start }: ShellOptions): (options: ServerOptions) => Server {
  if (start) return start
  return app.isPackaged ? (options) => startUtility(utilityProcess, options) : startServer
}

/** In a package the program is the command line too: `bancada self-test`. */
async function command({ app, utilityProcess }: Desktop, { root, args }: ShellOptions): Promise<void> {
  await app.whenReady()
  app.exit(await runCommand(utilityProcess, root, args))
}

function isCommand([first]: string[]): boolean {
  return first !== undefined && (/^[a-z]/.test(first) || first === '--help' || first === '--version')
}

function stoppedBy(error: Error, ready: boolean, log: string[]): Status {
  const { code, refusal } = error instanceof BankStopped ? error : { code: 1, refusal: undefined }
  return { kind: 'stopped', ready, code, message: error.message, log, ...(refusal ? { refusal } : {}) }
}

/** Only loopback addresses that the bank itself names are its own. */
function ownOrigins(ready: BankReady | undefined): string[] {
  if (!ready) return []
  return [ready.console, ...Object.values(ready.addresses)]
    .map(originOf)
    .filter((origin) => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin))
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : ''
}

function withoutPort(args: string[]): string[] {
  return args.filter((arg, i) => !arg.startsWith('--port') && args[i - 1] !== '--port')
}

function bankKey({ root, args }: ShellOptions): string {
  const named =
    args.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? args[args.indexOf('--data') + 1]
  const data = args.some((arg) => arg.startsWith('--data')) ? named : process.env.BANCADA_DATA
  return createHash('sha256')
    .update(resolve(root, data ?? '.bancada'))
    .digest('hex')
    .slice(0, 12)
}
