// Child processes as the launcher wants them: the same terminal, the signals passed on, the exit code handed back.
import { spawn } from 'node:child_process'

/**
 * How a bank's Node is started: a small nursery for young objects. Without it V8 lets it grow to 32 MB while a bank
 * starts, and an idle one keeps that. electron/ has the same for the window's bank.
 */
export const BANK_FLAGS = ['--max-semi-space-size=4']

/**
 * Runs a command to its end in this terminal. Signals sent to this process reach the command; Ctrl-C in a terminal
 * reaches the whole process group by itself and is only waited for.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} rejects when the command can't be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', windowsHide: false, ...options })
    const passOn = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    }
    const signals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, passOn)
    const done = () => {
      for (const signal of signals) process.removeListener(signal, passOn)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('close', (code, signal) => {
      done()
      resolve({ code, signal })
    })
  })
}

/**
 * Ends this process as the command ended: by the same signal, or with the same exit code.
 * @param {{ code: number | null, signal: NodeJS.Signals | null }} ended
 */
export function endAs({ code, signal }) {
  if (signal && process.platform !== 'win32') process.kill(process.pid, signal)
  else process.exitCode = code ?? 1
}

/** One line to the person, on standard error so that a command's own output stays alone on standard output. */
export function say(line) {
  process.stderr.write(`bancada: ${line}\n`)
}
