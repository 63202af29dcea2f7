import { type ChildProcess, spawn as spawnProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The bank's line on standard output once its first call would be answered; `running` when another process holds it. */
export interface BankReady {
  event: 'ready' | 'running'
  /** The console's address, with the owner's token in its fragment. */
  console: string
  addresses: Record<string, string>
  /** The file of the install's CA certificate. */
  ca: string
}

export interface Server {
  /** Rejects with BankStopped when the bank ends before it is ready. */
  ready: Promise<BankReady>
  ended: Promise<{ code: number | null }>
  /** Asks the bank to stop, and after a while makes it; settles when it has ended. */
  stop(): Promise<void>
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

/** The bank ended before it was ready: its exit code, and its own words as the message. */
export class BankStopped extends Error {
  code: number | null
  constructor(code: number | null, words: string) {
    super(words.trim() || `The bank ended before it was ready (exit code ${code ?? 'none'}).`)
    this.name = 'BankStopped'
    this.code = code
  }
}

/** Starts the bank in a process of its own, as `bancada start --headless --json`, and reads when it is ready. */
export function startServer({
  root,
  node,
  args,
  spawn = spawnProcess,
  print = (line) => void process.stdout.write(`${line}\n`),
  graceMs = 5000,
}: ServerOptions): Server {
  if (!node) throw new BankStopped(1, 'The desktop app was started without its Node: start it with `npm start`.')
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(node, [join(root, 'server', 'cli.ts'), 'start', '--headless', '--json', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000)
    process.stderr.write(text)
  })
  const ended = new Promise<{ code: number | null }>((resolve) => {
    child.once('close', (code) => resolve({ code }))
    child.once('error', (error) => {
      words += error.message
      resolve({ code: 1 })
    })
  })
  const ready = new Promise<BankReady>((resolve, reject) => {
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = readyLine(line)
        if (!said) return
        print(said.event)
        resolve(said)
      })
    }
    void ended.then(({ code }) => reject(new BankStopped(code, words)))
  })
  return { ready, ended, stop: () => stopProcess(child, ended, graceMs) }
}

/** Other lines, and whatever is not JSON, are not for the shell. */
function readyLine(line: string): BankReady | undefined {
  try {
    const said = JSON.parse(line)
    const complete = typeof said?.console === 'string' && typeof said.ca === 'string'
    if (!complete || (said.event !== 'ready' && said.event !== 'running')) return undefined
    return { event: said.event, console: said.console, addresses: said.addresses ?? {}, ca: said.ca }
  } catch {
    return undefined
  }
}

async function stopProcess(child: ChildProcess, ended: Promise<unknown>, graceMs: number): Promise<void> {
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await ended
  clearTimeout(force)
}
