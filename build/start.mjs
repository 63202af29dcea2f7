// `npm start`: the whole bank, in its window where that can be, else in the terminal with the console's link.
import { join } from 'node:path'
import { compileBank } from './bank-compile.mjs'
import { main as buildConsole } from './console-build.mjs'
import { buildDesktop } from './desktop-build.mjs'
import { electronProgram, fetchElectron } from './electron-runtime.mjs'
import { BANK_FLAGS, endAs, run, say } from './process.mjs'

/** Exit codes by which the bank itself ended: it already runs, or its port is taken. */
const BANK_CODES = [0, 3, 4]
/** A window that dies sooner than this never came up. */
const BIRTH_MS = 5000

/**
 * @param {string} root the checkout
 * @param {string[]} args for `bancada start`; `--window` is the launcher's own: try again to get the desktop runtime
 */
export async function main(root, args) {
  if (!(await buildConsole(root))) return
  await compileBank(root)
  const asked = args.filter((arg) => arg !== '--window')
  const refusal = refusesWindow({ args: asked, env: process.env, platform: process.platform, uid: process.getuid?.() })
  const because = refusal ?? (await lacksRuntime(root, args.includes('--window')))
  if (because === undefined) {
    const died = await inWindow(root, asked)
    if (died === undefined) return
    say(`no window, starting in this terminal: ${died}`)
  } else if (because !== '') {
    say(`no window, starting in this terminal: ${because}`)
  }
  const bank = [...BANK_FLAGS, join(root, 'server', 'cli.ts'), ...headlessArgs(asked, process)]
  endAs(await run(process.execPath, bank, { cwd: root }))
}

/**
 * Why the bank should not try to open a window here: undefined when it should, empty when nobody needs to be told.
 * @param {{ args: string[], env: NodeJS.ProcessEnv, platform: NodeJS.Platform, uid?: number }} here
 */
export function refusesWindow({ args, env, platform, uid }) {
  if (args.includes('--headless') || args.includes('--json') || env.BANCADA_HEADLESS === '1') return ''
  if (env.CI) return 'this is a CI run (CI is set)'
  if (platform === 'linux' && !hasDisplay(env)) return 'there is no display (DISPLAY and WAYLAND_DISPLAY are not set)'
  if (platform === 'linux' && uid === 0) return 'the desktop runtime does not run as root'
  return undefined
}

/** The arguments of a start without a window: it opens the console's link where a desktop browser can be expected. */
export function headlessArgs(args, { env, platform }) {
  const desktop = !env.CI && env.BANCADA_HEADLESS !== '1' && (platform !== 'linux' || hasDisplay(env))
  const open = desktop && !args.includes('--headless') && !args.includes('--json') && !args.includes('--open')
  return ['start', '--headless', ...(open ? ['--open'] : []), ...args.filter((arg) => arg !== '--headless')]
}

function hasDisplay(env) {
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

async function lacksRuntime(root, again) {
  if (electronProgram(root)) return undefined
  return fetchElectron({ root, again, now: Date.now(), say })
}

/** @returns {Promise<string | undefined>} why the window never came up; undefined when it has been and gone */
async function inWindow(root, args) {
  const began = performance.now()
  try {
    await buildDesktop(root)
    const env = { ...process.env, BANCADA_NODE: process.execPath, BANCADA_ROOT: root }
    delete env.ELECTRON_RUN_AS_NODE
    const shell = join(root, 'dist', 'electron', 'main.js')
    const ended = await run(electronProgram(root), [shell, ...args], { cwd: root, env })
    const bankEnded = ended.code !== null && BANK_CODES.includes(ended.code)
    if (!bankEnded && !STOPPED.includes(ended.signal) && performance.now() - began < BIRTH_MS) {
      return `the desktop runtime ended at once (${ended.signal ?? `exit ${ended.code}`})`
    }
    endAs(ended)
    return undefined
  } catch (error) {
    return error.message
  }
}

const STOPPED = ['SIGINT', 'SIGTERM', 'SIGHUP']
