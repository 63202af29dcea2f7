// Installs the locked packages when they are missing or out of date, and only then.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { run, say } from './process.mjs'

const CURE = 'check the network, or the registry that npm is set to, then run the same command again.'

/**
 * Makes node_modules match the lock file; does nothing when it already does.
 * @param {string} root the checkout
 * @returns {Promise<boolean>} false when the packages could not be installed; what to do has then been said
 */
export async function ensureInstalled(root) {
  const stampFile = join(root, 'node_modules', '.bancada-lock')
  const wanted = lockStamp(root)
  if (readText(stampFile) === wanted) return true
  if (!installedByHand(root)) {
    say('installing the packages (npm ci, once after every change of the lock file)')
    if (!(await npmCi(root))) return false
  }
  writeFileSync(stampFile, wanted)
  return true
}

/** What node_modules was made from: the lock file, and the machine its platform packages are for. */
export function lockStamp(root) {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
}

/** npm writes what it installed to a hidden lock: a checkout where someone ran `npm ci` needs no second one. */
function installedByHand(root) {
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!installed) return false
  const { packages } = readJson(join(root, 'package-lock.json'))
  return Object.entries(packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity
    return wanted.optional === true && !(fits(wanted) && path.startsWith('node_modules/node-'))
  })
}

/** Whether a locked package is made for this machine. */
export function fits({ os, cpu }) {
  const among = (list, value) => list === undefined || [list].flat().includes(value)
  return among(os, process.platform) && among(cpu, process.arch)
}

async function npmCi(root) {
  stepAside(root)
  const [command, ...args] = npmCommand()
  // What was asked of an outer npm (-s, --omit) must not reach this one: everything is needed, and its errors are heard.
  const wanted = ['ci', '--include=dev', '--include=optional', '--loglevel=error']
  const shell = process.platform === 'win32' && command === 'npm'
  try {
    const { code, signal } = await run(command, [...args, ...wanted], { cwd: root, stdio: ['inherit', 2, 2], shell })
    if (code === 0) return true
    say(`npm ci failed (${signal ?? code}, its reason is above): ${CURE}`)
  } catch (error) {
    say(`npm, which comes with Node, could not be started (${error.code}): put it on the PATH and try again.`)
  }
  return false
}

/**
 * The npm that started us, run by the Node it came with: under `npm run`, `node` on the PATH may be the pinned one inside
 * the very node_modules that npm is about to replace.
 * @returns {string[]}
 */
export function npmCommand(env = process.env) {
  if (env.npm_execpath && /npm-cli\.[cm]?js$/.test(env.npm_execpath)) {
    return [env.npm_node_execpath ?? process.execPath, env.npm_execpath]
  }
  return ['npm']
}

/** Windows can't delete a program that runs, but it can rename it: if we run from node_modules, move out of npm's way. */
function stepAside(root) {
  if (process.platform !== 'win32') return
  const away = join(root, 'dist', 'replaced')
  try {
    rmSync(away, { recursive: true, force: true })
    if (!process.execPath.startsWith(join(root, 'node_modules') + sep) || !existsSync(process.execPath)) return
    mkdirSync(away, { recursive: true })
    renameSync(process.execPath, join(away, `node-${process.pid}.exe`))
  } catch {
    // Still in use by another launcher: npm says what it can't replace.
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function readJson(file) {
  const text = readText(file)
  return text === undefined ? undefined : JSON.parse(text)
}
