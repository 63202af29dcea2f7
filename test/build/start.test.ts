import { describe, expect, test } from 'vitest'
import { headlessArgs, refusesWindow } from '../../build/start.mjs'

const DESKTOP = { args: [], env: { DISPLAY: ':0' }, platform: 'linux' as const, uid: 1000 }

describe('the window', () => {
  test('opens where there is a display', () => {
    expect(refusesWindow(DESKTOP)).toBeUndefined()
    expect(refusesWindow({ ...DESKTOP, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined()
    expect(refusesWindow({ ...DESKTOP, env: {}, platform: 'darwin' })).toBeUndefined()
    expect(refusesWindow({ ...DESKTOP, env: {}, platform: 'win32', uid: undefined })).toBeUndefined()
  })

  test('is not even tried on a Linux without a display, for root, or in CI, and the reason is said', () => {
    expect(refusesWindow({ ...DESKTOP, env: {} })).toMatch(/no display/)
    expect(refusesWindow({ ...DESKTOP, uid: 0 })).toMatch(/root/)
    expect(refusesWindow({ ...DESKTOP, env: { ...DESKTOP.env, CI: 'true' } })).toMatch(/CI/)
  })

  test('is not missed by someone who asked for none', () => {
    expect(refusesWindow({ ...DESKTOP, args: ['--headless'] })).toBe('')
    expect(refusesWindow({ ...DESKTOP, args: ['--json'] })).toBe('')
    expect(refusesWindow({ ...DESKTOP, env: { ...DESKTOP.env, BANCADA_HEADLESS: '1' } })).toBe('')
  })
})

describe('a start without a window', () => {
  test('opens the link where a desktop browser can be expected', () => {
    expect(headlessArgs([], DESKTOP)).toEqual(['start', '--headless', '--open'])
    expect(headlessArgs([], { env: {}, platform: 'darwin' })).toEqual(['start', '--headless', '--open'])
    expect(headlessArgs([], { env: {}, platform: 'win32' })).toEqual(['start', '--headless', '--open'])
  })

  test('opens nothing without a display, in CI, or when asked to be headless', () => {
    expect(headlessArgs([], { env: {}, platform: 'linux' })).toEqual(['start', '--headless'])
    expect(headlessArgs([], { env: { CI: '1' }, platform: 'darwin' })).toEqual(['start', '--headless'])
    expect(headlessArgs(['--headless'], DESKTOP)).toEqual(['start', '--headless'])
    expect(headlessArgs(['--json'], DESKTOP)).toEqual(['start', '--headless', '--json'])
  })

  test('passes on what it was given, once', () => {
    const args = ['--port', '0', '--data', 'd', '--open']
    expect(headlessArgs(args, DESKTOP)).toEqual(['start', '--headless', ...args])
  })
})
