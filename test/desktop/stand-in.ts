import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Desktop } from '../../electron/shell.ts'

/** Electron as far as the shell uses it: it keeps what it was told, and a test plays the person and the system. */
export function standInDesktop({ firstInstance = true, packaged = false, tray = true, locale = 'en-GB' } = {}) {
  const told = {
    quits: 0,
    exits: [] as number[],
    external: [] as string[],
    shown: [] as string[],
    notes: [] as string[],
    menus: [] as MenuItem[][],
    trays: [] as StandInTray[],
    forks: [] as StandInFork[],
    schemes: [] as object[],
    windows: [] as StandInWindow[],
    paths: {} as Record<string, string>,
  }
  const app = Object.assign(new EventEmitter(), {
    isPackaged: packaged,
    setName() {},
    getLocale: () => locale,
    isReady: () => true,
    getPath: () => '/nowhere',
    setPath: (name: string, path: string) => {
      told.paths[name] = path
    },
    requestSingleInstanceLock: () => firstInstance,
    whenReady: async () => {},
    /** As Electron does it: everybody may hold the quit back. */
    quit: () => {
      const event = { prevented: false, preventDefault: () => Object.assign(event, { prevented: true }) }
      app.emit('before-quit', event)
      if (event.prevented) return
      app.emit('will-quit', event)
      if (!event.prevented) told.quits++
    },
    exit: (code: number) => told.exits.push(code),
  })
  const session: StandInSession = {
    page: () => new Response(''),
    device: () => true,
    protocol: { handle: (_scheme, handler) => void Object.assign(session, { page: handler }) },
    setDevicePermissionHandler: (handler) => void Object.assign(session, { device: handler }),
    permission: () => {},
    permissionCheck: () => true,
    verify: () => {},
    setPermissionRequestHandler: (handler) => void Object.assign(session, { permission: handler }),
    setPermissionCheckHandler: (handler) => void Object.assign(session, { permissionCheck: handler }),
    setCertificateVerifyProc: (handler) => void Object.assign(session, { verify: handler }),
  }
  class BrowserWindow extends StandInWindow {
    constructor(options: object) {
      super(options)
      told.windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }
  class Tray extends StandInTray {
    constructor(icon: string) {
      if (!tray) throw new Error('no place for a tray')
      super(icon)
      told.trays.push(this)
    }
  }
  class Notification {
    static isSupported = () => true
    text: string
    constructor({ title }: { title: string }) {
      this.text = title
    }
    show() {
      told.notes.push(this.text)
    }
  }
  const desktop = {
    app,
    BrowserWindow,
    Tray,
    Notification,
    Menu: {
      buildFromTemplate: (items: MenuItem[]) => items,
      setApplicationMenu: (items: MenuItem[]) => told.menus.push(items),
    },
    protocol: { registerSchemesAsPrivileged: (schemes: object[]) => told.schemes.push(...schemes) },
    session: { defaultSession: session },
    shell: {
      openExternal: async (url: string) => void told.external.push(url),
      openPath: async (path: string) => void told.shown.push(path),
      showItemInFolder: (path: string) => told.shown.push(path),
    },
    utilityProcess: {
      fork: (entry: string, args: string[], options: object) => {
        const child = new StandInFork(entry, args, options)
        told.forks.push(child)
        return child
      },
    },
  }
  return { desktop: desktop as unknown as Desktop, app, session, told }
}

export interface MenuItem {
  label?: string
  role?: string
  enabled?: boolean
  click?: () => void
  submenu?: MenuItem[]
}

/** The entry of a menu, at any depth, with these words. */
export function item(items: MenuItem[] | undefined, label: string): MenuItem | undefined {
  return items?.flatMap((one) => [one, ...(one.submenu ?? [])]).find((one) => one.label === label)
}

export class StandInTray extends EventEmitter {
  icon: string
  menu: MenuItem[] = []
  constructor(icon: string) {
    super()
    this.icon = icon
  }
  setToolTip() {}
  setContextMenu(items: MenuItem[]) {
    this.menu = items
  }
}

/** A process of the runtime's own kind: a test plays what it says and how it ends. */
export class StandInFork extends EventEmitter {
  entry: string
  args: string[]
  options: object
  pid = undefined
  stdout = new PassThrough()
  stderr = new PassThrough()
  asked: unknown[] = []
  constructor(entry: string, args: string[], options: object) {
    super()
    this.entry = entry
    this.args = args
    this.options = options
  }
  postMessage(message: unknown) {
    this.asked.push(message)
  }
}

/** What the shell set on the session, for a test to ask. */
interface StandInSession {
  page(request?: unknown): Response
  device(details: object): boolean
  protocol: { handle(scheme: string, handler: StandInSession['page']): void }
  setDevicePermissionHandler(handler: StandInSession['device']): void
  permission(
    contents: null,
    permission: string,
    answer: (given: boolean) => void,
    details: { requestingUrl: string },
  ): void
  permissionCheck(contents: null, permission: string, origin: string): boolean
  verify(request: object, answer: (code: number) => void): void
  setPermissionRequestHandler(handler: StandInSession['permission']): void
  setPermissionCheckHandler(handler: StandInSession['permissionCheck']): void
  setCertificateVerifyProc(handler: StandInSession['verify']): void
}

export class StandInWindow extends EventEmitter {
  options: object
  webContents = new StandInContents()
  url = ''
  focused = 0
  minimized = false
  constructor(options: object) {
    super()
    this.options = options
  }
  async loadURL(url: string) {
    this.url = url
    this.webContents.url = url
  }
  /** As a person does it. */
  close(app: EventEmitter) {
    this.emit('closed')
    app.emit('window-all-closed')
  }
  isMinimized() {
    return this.minimized
  }
  restore() {
    this.minimized = false
  }
  focus() {
    this.focused++
  }
  show() {}
}

/** A page: a test makes it navigate or open a window, and reads whether it was let. */
export class StandInContents extends EventEmitter {
  url = ''
  getURL() {
    return this.url
  }
  #open: (details: { url: string }) => { action: string; overrideBrowserWindowOptions?: object } = () => ({
    action: 'allow',
  })
  setWindowOpenHandler(handler: typeof this.opens) {
    this.#open = handler
  }
  opens(details: { url: string }) {
    return this.#open(details)
  }
  goes(url: string, { by = 'will-frame-navigate', isMainFrame = true } = {}): boolean {
    let let_ = true
    this.emit(by, { url, isMainFrame, preventDefault: () => (let_ = false) })
    return let_
  }
}
