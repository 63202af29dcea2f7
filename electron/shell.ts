import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type * as Electron from 'electron'
import { type BankReady, BankStopped, type Server, startServer } from './server-process.ts'
import { trustInstall } from './trust.ts'
import { guardContents, guardPermissions, openWindow } from './window.ts'

/** What the shell uses of Electron: the module itself, or a test's stand-in. */
export type Desktop = Pick<typeof Electron, 'app' | 'BrowserWindow' | 'dialog' | 'session' | 'shell'>

export interface ShellOptions {
  /** The folder that has `server/` in it. */
  root: string
  /** The Node program that the bank runs on; the launcher names it. */
  node: string | undefined
  /** For `bancada start`. */
  args: string[]
  /** Starts the bank's process. */
  start?: typeof startServer
}

/**
 * The desktop app, in order: one instance for a bank, the bank's process, trust in its certificates, the window. Closing
 * the window quits, and quitting stops the bank first. A bank that ends by itself ends the app, with its exit code.
 * @returns when the window shows the console, or when there is nothing to show
 */
export async function openShell(desktop: Desktop, options: ShellOptions): Promise<void> {
  const { app } = desktop
  app.setName('Bancada')
  // Electron's lock belongs to its own data folder: one for each bank lets two banks have a window each.
  app.setPath('userData', join(app.getPath('appData'), 'Bancada', 'window', bankKey(options)))
  if (!app.requestSingleInstanceLock()) return app.quit()

  let server: Server | undefined
  let window: Electron.BrowserWindow | undefined
  let ready: BankReady | undefined
  let quitting = false
  // Known before any page is loaded, and answered anew at each question: nothing is ours until the bank says so.
  const own = () => ownOrigins(ready)

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('web-contents-created', (_event, contents) => guardContents(desktop, contents, own))
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (!server || quitting) return
    quitting = true
    event.preventDefault()
    void server.stop().finally(() => {
      server = undefined
      app.quit()
    })
  })

  await app.whenReady()
  try {
    server = (options.start ?? startServer)(options)
    ready = await server.ready
  } catch (error) {
    if (!quitting) giveUp(desktop, error)
    return
  }
  void server.ended.then(({ code }) => {
    server = undefined
    if (!quitting && ready?.event === 'ready') app.exit(code ?? 1)
  })

  guardPermissions(desktop.session.defaultSession, originOf(ready.console))
  trustInstall(desktop.session.defaultSession, ready.ca)
  window = openWindow(desktop, ready.console)
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

function bankKey({ root, args }: ShellOptions): string {
  const named =
    args.find((arg) => arg.startsWith('--data='))?.slice('--data='.length) ?? args[args.indexOf('--data') + 1]
  const data = args.some((arg) => arg.startsWith('--data')) ? named : process.env.BANCADA_DATA
  return createHash('sha256')
    .update(resolve(root, data ?? '.bancada'))
    .digest('hex')
    .slice(0, 12)
}

function giveUp({ app, dialog }: Desktop, error: unknown): void {
  const code = error instanceof BankStopped ? (error.code ?? 1) : 1
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message}\n`)
  dialog.showErrorBox('Bancada', message)
  app.exit(code)
}
