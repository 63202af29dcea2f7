// The lock file must install everywhere, from nothing: npm drops a platform's package without a word when a registry lacks
// it at the moment of locking, and the next `npm ci` on that platform fails.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fits, npmCommand } from '../install.mjs'

const PLATFORMS = [
  { os: 'linux', cpu: 'x64' },
  { os: 'linux', cpu: 'arm64' },
  { os: 'win32', cpu: 'x64' },
  { os: 'darwin', cpu: 'x64' },
  { os: 'darwin', cpu: 'arm64' },
]

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
const faults = [...incompleteSets(packages), ...missingHere(packages), ...addressesIn(packages), ...refusedByNpm()]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0

/** A package with optional packages for some platforms must have one for each platform that the project runs on. */
function incompleteSets(locked) {
  return Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) => {
    const owner = path === '' ? 'package.json' : path
    const wanted = Object.keys(optionalDependencies).map((name) => ({ name, found: lookUp(locked, path, name) }))
    const dropped = wanted.filter(({ found }) => !found).map(({ name }) => `${owner}: ${name} is not in the lock file`)
    const variants = wanted.flatMap(({ found }) => (found?.os && found.cpu ? [found] : []))
    if (variants.length < 2) return dropped
    const lacking = PLATFORMS.filter(({ os, cpu }) => !variants.some((found) => serves(found, os, cpu)))
    return [...dropped, ...lacking.map(({ os, cpu }) => `${owner}: no package for ${os} ${cpu} in the lock file`)]
  })
}

/** Node's own rule for where a package finds another: inside it, or in a node_modules further out. */
function lookUp(locked, from, name) {
  let folder = from
  for (;;) {
    const found = locked[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]
    if (found || folder === '') return found
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  }
}

function serves(found, os, cpu) {
  return [found.os].flat().includes(os) && [found.cpu].flat().includes(cpu)
}

/** npm also skips an optional package, without a word, when the Node that runs npm is too old for it. */
function missingHere(locked) {
  const { '': root } = locked
  return Object.keys({ ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies })
    .filter((name) => fits(locked[`node_modules/${name}`] ?? {}))
    .filter((name) => !existsSync(join(ROOT, 'node_modules', name, 'package.json')))
    .map((name) => `${name} is locked for this machine, but npm did not install it`)
}

/** A download address in the lock ties everyone to the registry of whoever wrote it. */
function addressesIn(locked) {
  return Object.entries(locked)
    .filter(([, { resolved }]) => /^https?:/.test(resolved ?? ''))
    .map(([path]) => `${path}: the lock file names a download address (set npm's omit-lockfile-registry-resolved)`)
}

function refusedByNpm() {
  const [command, ...args] = npmCommand()
  const asked = [...args, 'ci', '--dry-run', '--include=dev', '--include=optional', '--loglevel=error']
  const { status, stderr, error } = spawnSync(command, asked, {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32' && command === 'npm',
  })
  if (status === 0) return []
  return [`npm ci would fail on this lock file:\n${error?.message ?? stderr}`]
}
