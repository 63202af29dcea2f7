import { join } from 'node:path'
import type * as Electron from 'electron'
import { BANK_FLAGS, type Server, type ServerOptions, START, watch } from './server-process.ts'

type Fork = Pick<typeof Electron, 'utilityProcess'>['utilityProcess']

const LAST_WORDS_MS = 100

/**
 * Starts the bank in a process of the desktop runtime's own kind, and reads when it is ready. This is how a package
 * runs: its runtime can't be used as a plain Node.
 */
export function startUtility(
  utilityProcess: Fork,
  { root, args, print, graceMs }: Omit<ServerOptions, 'node' | 'spawn'>,
): Server {
  const child = forkBank(utilityProcess, root, [...START, ...args], 'pipe')
  return watch(
    {
      stdout: child.stdout as ServerStream,
      stderr: child.stderr as ServerStream,
      // Its last words may arrive after its end is told.
      ended: new Promise((resolve) => child.once('exit', (code) => setTimeout(resolve, LAST_WORDS_MS, { code }))),
      ask: () => child.postMessage('stop'),
      force: () => {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      },
    },
    { print, graceMs },
  )
}

type ServerStream = Parameters<typeof watch>[0]['stdout']

/** Runs one command of the command line in this terminal; resolves with its exit code. */
export function runCommand(utilityProcess: Fork, root: string, args: string[]): Promise<number> {
  const child = forkBank(utilityProcess, root, args, 'inherit')
  const stop = () => child.postMessage('stop')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

function forkBank(utilityProcess: Fork, root: string, args: string[], stdio: 'pipe' | 'inherit') {
  const entry = join(root, 'electron', 'bank-entry.js')
  // These are switches of the desktop runtime, which hands V8's on.
  const execArgv = [`--js-flags=${BANK_FLAGS.join(' ')}`]
  const options = { stdio, execArgv, serviceName: 'Bancada' }
  return utilityProcess.fork(entry, [join(root, 'server', 'cli.js'), ...args], options)
}
