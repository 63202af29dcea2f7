import type * as Electron from 'electron'
import type { Desktop } from './shell.ts'
import { type Action, actionOf, SCHEME, STATUS_URL } from './status-page.ts'

/** Pages in the window are web pages and no more: no Node, no bridge, a process of their own. */
const PAGE: Electron.WebPreferences = {
  contextIsolation: true,
  nodeIntegration: false,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
  navigateOnDragDrop: false,
  // It would fetch dictionaries from the internet.
  spellcheck: false,
}

/** The window on a page; shown when there is something to see. */
export function openWindow(
  { BrowserWindow }: Pick<Desktop, 'BrowserWindow'>,
  page: string,
  icon: string,
): Electron.BrowserWindow {
  const window = new BrowserWindow({
    title: 'Bancada',
    width: 1360,
    height: 880,
    minWidth: 800,
    minHeight: 600,
    show: false,
    icon,
    webPreferences: PAGE,
  })
  window.once('ready-to-show', () => window.show())
  void showPage(window, page)
  return window
}

/** A page that gives way to another one before it has come up is no fault. */
export function showPage(window: Electron.BrowserWindow, page: string): Promise<void> {
  return window.loadURL(page).catch(() => undefined)
}

/** Where pages may go, and what the shell's own page may ask for. */
export interface Limits {
  /** The origins of the bank. */
  own: () => string[]
  act: (action: Action) => void
}

/**
 * Keeps pages at the bank's own addresses, in the first window and in any that they open. Links to elsewhere open in the
 * system's browser, and only when they are web addresses. The links of the shell's own page, and of no other, act.
 */
export function guardContents(
  { shell }: Pick<Desktop, 'shell'>,
  contents: Electron.WebContents,
  { own, act }: Limits,
): void {
  const isOwn = (url: string) => URL.canParse(url) && own().includes(new URL(url).origin)
  const outside = (url: string) => {
    if (URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)) void shell.openExternal(url)
  }
  const stay = (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => {
    if (isOwn(event.url)) return
    event.preventDefault()
    // A page inside a page that wants to leave is stopped, and opens nothing by itself.
    if (!event.isMainFrame) return
    if (!event.url.startsWith(`${SCHEME}:`)) return outside(event.url)
    const action = actionOf(event.url)
    if (action && contents.getURL().startsWith(STATUS_URL)) act(action)
  }
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwn(url)) return { action: 'allow', overrideBrowserWindowOptions: { webPreferences: PAGE } }
    outside(url)
    return { action: 'deny' }
  })
}

/** Pages get no permission and no device, except that the console's copy buttons may write text to the clipboard. */
export function guardPermissions(
  session: Pick<
    Electron.Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
  consoleOrigin: () => string,
): void {
  const allowed = (permission: string, origin: string) =>
    permission === 'clipboard-sanitized-write' && URL.canParse(origin) && new URL(origin).origin === consoleOrigin()
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(allowed(permission, requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin))
  session.setDevicePermissionHandler(() => false)
}
