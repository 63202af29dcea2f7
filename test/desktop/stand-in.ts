import { EventEmitter } from 'node:events'
import type { Desktop } from '../../electron/shell.ts'

/** Electron as far as the shell uses it: it keeps what it was told, and a test plays the person and the system. */
export function standInDesktop({ firstInstance = true } = {}) {
  const told = {
    quits: 0,
    exits: [] as number[],
    errors: [] as string[],
    external: [] as string[],
    windows: [] as StandInWindow[],
    paths: {} as Record<string, string>,
  }
  const app = Object.assign(new EventEmitter(), {
    setName() {},
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
      if (!event.prevented) told.quits++
    },
    exit: (code: number) => told.exits.push(code),
  })
  const session: StandInSession = {
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
  const desktop = {
    app,
    BrowserWindow,
    dialog: { showErrorBox: (_title: string, message: string) => told.errors.push(message) },
    session: { defaultSession: session },
    shell: { openExternal: async (url: string) => void told.external.push(url) },
  }
  return { desktop: desktop as unknown as Desktop, app, session, told }
}

/** What the shell set on the session, for a test to ask. */
interface StandInSession {
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
