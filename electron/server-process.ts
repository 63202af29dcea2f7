import { spawn as spawnProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** The bank's line on standard output once its first call would be answered; `running` when another process holds it. */
export interface BankReady {
  event: 'ready' | 'running'
  /** The console's address, with the owner's token in its fragment. */
  console: string
  addresses: Record<string, string>
  /** The file of the install's CA certificate. */
  ca: string
  dataDir: string
}

export interface Server {
  /** Rejects with BankStopped when the bank ends before it is ready. */
  ready: Promise<BankReady>
  ended: Promise<{ code: number | null }>
  /** The last lines that the bank has written. */
  log(): string[]
  /** Asks the bank to stop, and after a while makes it; settles when it has ended. */
  stop(): Promise<void>
}

/** The bank's program as a process, whichever way it was started. */
export interface BankProcess {
  stdout: Readable | null
  stderr: Readable | null
  ended: Promise<{ code: number | null }>
  /** Asks it to stop. */
  ask(): void
  /** Ends it. */
  force(): void
}

export interface ServerOptions {
  root: string
  node: string | undefined
  args: string[]
  spawn?: typeof spawnProcess
  print?: (line: string) => void
  /** How long a bank may take to stop before it is made to, in milliseconds. */
  graceMs?: number
}

/** Why the bank ended, in its own words, with a free port where another one would help. */
export interface Refusal {
  title: string
  detail: string
  fix: string
  /** A first port that is free. */
  port?: number
  /** The port that was wanted, and who has it where the system tells. */
  taken?: { port: number; holder?: { command: string; pid: number } }
}

/** The bank ended before it was ready: its exit code, and its own words. */
export class BankStopped extends Error {
  code: number | null
  refusal: Refusal | undefined
  constructor(code: number | null, words: string, refusal?: Refusal) {
    const said = refusal ? `${refusal.title}. ${refusal.detail}\n${refusal.fix}` : words
    super(said.trim() || `The bank ended before it was ready (exit code ${code ?? 'none'}).`)
    this.name = 'BankStopped'
    this.code = code
    this.refusal = refusal
  }
}

const LOG_LINES = 200
const GRACE_MS = 5000

/** What the bank is started with: without a window of its own, and with one line of JSON for when it is ready. */
export const START = ['start', '--headless', '--json']

/** What keeps an idle bank small, as the launcher starts it in a terminal (build/process.mjs). */
export const BANK_FLAGS = ['--max-semi-space-size=4']

/** Starts the bank on a Node of its own, and reads when it is ready. This is how a checkout runs. */
export function startServer({ root, node, args, spawn = spawnProcess, print, graceMs }: ServerOptions): Server {
  if (!node) throw new BankStopped(1, 'The desktop app was started without its Node: start it with `npm start`.')
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(node, [...BANK_FLAGS, join(root, 'server', 'cli.ts'), ...START, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const ended = new Promise<{ code: number | null }>((resolve) => {
    child.once('close', (code) => resolve({ code }))
    child.once('error', (error) => {
      child.stderr?.emit('data', error.message)
      resolve({ code: 1 })
    })
  })
  const bank = { stdout: child.stdout, stderr: child.stderr, ended }
  return watch(
    { ...bank, ask: () => void child.kill('SIGTERM'), force: () => void child.kill('SIGKILL') },
    { print, graceMs },
  )
}

/** Reads what a bank's process says, and stops it in time. */
export function watch(
  bank: BankProcess,
  {
    print = (line) => void process.stdout.write(`${line}\n`),
    graceMs = GRACE_MS,
  }: { print?: ((line: string) => void) | undefined; graceMs?: number | undefined } = {},
): Server {
  const { ended } = bank
  const lines: string[] = []
  let refusal: Refusal | undefined
  let rest = ''
  const read = (line: string) => {
    const refused = refusalIn(line)
    if (refused) refusal = refused
    else if (line.trim() !== '') lines.push(line)
    lines.splice(0, lines.length - LOG_LINES)
  }
  bank.stderr?.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text)
    const whole = (rest + text).split('\n')
    rest = whole.pop() ?? ''
    whole.forEach(read)
  })
  const ready = new Promise<BankReady>((resolve, reject) => {
    if (bank.stdout) {
      createInterface({ input: bank.stdout }).on('line', (line) => {
        const said = readyLine(line)
        if (!said) return
        print(said.event)
        resolve(said)
      })
    }
    void ended.then(({ code }) => {
      read(rest)
      rest = ''
      reject(new BankStopped(code, lines.join('\n'), refusal))
    })
  })
  // Nobody has to wait for a bank that was stopped while it started.
  ready.catch(() => undefined)
  return { ready, ended, log: () => [...lines], stop: () => stop(bank, graceMs) }
}

/** Other lines, and whatever is not JSON, are not for the shell. */
function readyLine(line: string): BankReady | undefined {
  const said = jsonOf(line)
  const complete = typeof said?.console === 'string' && typeof said.ca === 'string'
  if (!complete || (said.event !== 'ready' && said.event !== 'running')) return undefined
  const { event, console, addresses = {}, ca, dataDir = '' } = said as unknown as BankReady
  return { event, console, addresses, ca, dataDir }
}

/** The bank's refusal to start, where a line is one. */
function refusalIn(line: string): Refusal | undefined {
  const error = jsonOf(line)?.error as Record<string, unknown> | undefined
  if (typeof error?.title !== 'string') return undefined
  const { port, taken } = (error.offer ?? {}) as Pick<Refusal, 'port' | 'taken'>
  return {
    title: error.title,
    detail: String(error.detail ?? ''),
    fix: String(error.fix ?? ''),
    ...(typeof port === 'number' ? { port } : {}),
    ...(typeof taken?.port === 'number' ? { taken } : {}),
  }
}

function jsonOf(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

async function stop(bank: BankProcess, graceMs: number): Promise<void> {
  bank.ask()
  const force = setTimeout(bank.force, graceMs)
  await bank.ended
  clearTimeout(force)
}
