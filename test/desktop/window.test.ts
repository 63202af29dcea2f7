import { expect, test } from 'vitest'
import { guardContents, guardPermissions } from '../../electron/window.ts'
import { StandInContents, standInDesktop } from './stand-in.ts'

const CONSOLE = 'http://localhost:4300'
const OWN = [CONSOLE, 'https://localhost:4301']

test('a page moves freely among the addresses of the bank', () => {
  const { contents, told } = guarded()
  expect(contents.goes(`${CONSOLE}/journeys/1`)).toBe(true)
  expect(contents.goes('https://localhost:4301/obb/login', { by: 'will-redirect' })).toBe(true)
  expect(told.external).toEqual([])
})

test.each(['will-frame-navigate', 'will-redirect'])(
  '%s to elsewhere is stopped, and opens in the system browser',
  (by) => {
    const { contents, told } = guarded()
    expect(contents.goes('https://app.test/callback', { by })).toBe(false)
    expect(told.external).toEqual(['https://app.test/callback'])
  },
)

test.each([
  'http://localhost:43000/',
  'http://localhost:4300@evil.test/',
  'https://localhost:4300/',
  'http://127.0.0.1:4300/',
])('an address that only looks like the bank is not the bank: %s', (url) => {
  expect(guarded().contents.goes(url)).toBe(false)
})

test.each([
  'file:///etc/hosts',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://host/share',
  'vscode://x',
  'not a url',
])('nothing but a web address is handed to the system: %s', (url) => {
  const { contents, told } = guarded()
  expect(contents.goes(url)).toBe(false)
  expect(contents.opens({ url })).toEqual({ action: 'deny' })
  expect(told.external).toEqual([])
})

test('a frame inside a page that wants to leave is stopped and opens nothing', () => {
  const { contents, told } = guarded()
  expect(contents.goes('https://ads.test/', { isMainFrame: false })).toBe(false)
  expect(told.external).toEqual([])
})

test('a new window is for pages of the bank, under the same limits', () => {
  const { contents, told } = guarded()
  expect(contents.opens({ url: 'https://localhost:4301/obb/login' })).toMatchObject({
    action: 'allow',
    overrideBrowserWindowOptions: { webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false } },
  })
  expect(contents.opens({ url: 'https://docs.test/' })).toEqual({ action: 'deny' })
  expect(told.external).toEqual(['https://docs.test/'])
})

test('pages get no permission, but the console may write text to the clipboard', () => {
  const { desktop, session } = standInDesktop()
  guardPermissions(desktop.session.defaultSession, () => CONSOLE)
  const asked = (permission: string, requestingUrl: string) => {
    let answer: unknown
    session.permission(null, permission, (given: boolean) => (answer = given), { requestingUrl })
    expect(session.permissionCheck(null, permission, requestingUrl)).toBe(answer)
    return answer
  }
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
    expect(asked(permission, `${CONSOLE}/`)).toBe(false)
  }
  expect(session.device({ deviceType: 'usb' })).toBe(false)
  expect(asked('clipboard-sanitized-write', `${CONSOLE}/journeys`)).toBe(true)
  expect(asked('clipboard-sanitized-write', 'https://localhost:4301/')).toBe(false)
})

test("the links of the shell's own page act, and stay links of its page only", () => {
  const { contents, acts, told } = guarded()
  contents.url = 'bancada://shell/'
  for (const action of ['restart', 'use-port', 'quit']) expect(contents.goes(`bancada://shell/${action}`)).toBe(false)
  expect(contents.goes('bancada://shell/format-disk')).toBe(false)
  expect(acts).toEqual(['restart', 'use-port', 'quit'])
  expect(contents.goes('bancada://shell/quit', { isMainFrame: false })).toBe(false)
  contents.url = `${CONSOLE}/`
  expect(contents.goes('bancada://shell/quit')).toBe(false)
  expect(contents.opens({ url: 'bancada://shell/quit' })).toEqual({ action: 'deny' })
  expect({ acts: acts.length, external: told.external }).toEqual({ acts: 3, external: [] })
})

function guarded() {
  const { desktop, told } = standInDesktop()
  const contents = new StandInContents()
  const acts: string[] = []
  const limits = { own: () => OWN, act: (action: string) => void acts.push(action) }
  guardContents(desktop, contents as unknown as Parameters<typeof guardContents>[1], limits)
  return { contents, told, acts }
}
