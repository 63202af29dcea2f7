// The desktop runtime: looked for, fetched once where that can work, and never waited for in vain.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder } from './stale.mjs'

const DAY_MS = 24 * 60 * 60 * 1000
/** A download that brings no byte for this long is given up. */
const STALL_MS = 20_000

/**
 * Where Electron's program is. The package itself is never required: requiring it starts a download.
 * @returns {string | undefined} undefined when the runtime has not been fetched
 */
export function electronProgram(root, env = process.env) {
  const home = join(root, 'node_modules', 'electron')
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist')
  try {
    const program = join(dist, readFileSync(join(home, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : undefined
  } catch {
    return undefined
  }
}

/**
 * Fetches the runtime with the package's own installer, unless that failed within the last day.
 * @param {{ root: string, again: boolean, now: number, stallMs?: number, say: (line: string) => void }} options
 *   again: try in spite of an earlier failure
 * @returns {Promise<string | undefined>} why there is no runtime, or undefined when there is one now
 */
export async function fetchElectron({ root, again, now, stallMs = STALL_MS, say }) {
  const noteFile = join(root, 'node_modules', '.bancada-electron')
  const earlier = readNote(noteFile)
  if (earlier && !again && now - earlier.failedAt < DAY_MS) {
    return `${earlier.because}; \`npm start -- --window\` tries again`
  }
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return 'the desktop runtime is not among the installed packages'
  say('fetching the desktop runtime (once)')
  const because = await install(root, installer, stallMs)
  if (because) writeFileSync(noteFile, JSON.stringify({ failedAt: now, because }))
  else rmSync(noteFile, { force: true })
  return because
}

/** @returns {Promise<string | undefined>} why it failed */
function install(root, installer, stallMs) {
  const temporary = join(root, 'node_modules', '.cache', 'electron-download')
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { recursive: true })
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors = (errors + chunk).slice(-8000)
    })
    const arrived = () => bytesUnder(temporary) + bytesUnder(join(root, 'node_modules', 'electron', 'dist'))
    let last = { bytes: arrived(), at: performance.now() }
    const watch = setInterval(() => {
      const bytes = arrived()
      if (bytes !== last.bytes) last = { bytes, at: performance.now() }
      else if (performance.now() - last.at >= stallMs) end(`its download brought nothing for ${stallMs / 1000} s`)
    }, 500)
    const stop = () => end('its download was stopped')
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    const end = (because) => {
      clearInterval(watch)
      process.removeListener('SIGINT', stop)
      process.removeListener('SIGTERM', stop)
      child.kill()
      rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
      resolve(because)
    }
    child.once('error', (error) => end(`its installer does not run (${error.code})`))
    child.once('exit', (code) => {
      if (code === 0 && electronProgram(root)) end(undefined)
      else end(`the desktop runtime could not be downloaded (${reasonIn(errors)})`)
    })
  })
}

/** The one telling line in an installer's complaint: the network's own error code where there is one. */
function reasonIn(errors) {
  const code = errors.match(/\b(E[A-Z]{4,}(?:_[A-Z]+)?|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|HTTP ?Error|HTTPError)\b[^\n]*/)
  if (!code && errors.includes('fetch failed')) return 'no connection to where it is downloaded from'
  const line = code?.[0] ?? errors.split('\n').find((text) => /error/i.test(text)) ?? 'no reason given'
  return line
    .trim()
    .replace(/[\s:,{]+$/, '')
    .slice(0, 120)
}

function bytesUnder(folder) {
  return filesUnder(folder).reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
}

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
