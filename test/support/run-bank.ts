import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { fetch } from 'undici'
import type { AppCredentials } from '../../server/cli/data-recipient.ts'

/** A bank in a process of its own, as `bancada start` runs it. */
export type RunningBank = {
  addresses: Record<string, string>
  /** The console's address with the owner's token. */
  consoleUrl: string
  /** How long it took from the spawn until it said that it is ready. */
  readyMs: number
  /** What it wrote to standard error so far. */
  said(): string
  /** A call to its console API as the owner; throws on any answer that is no success. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const ROOT = path.resolve(import.meta.dirname, '..', '..')
/** A first start makes a history, perhaps on a busy machine. */
const READY_MS = 90_000

/** Starts a bank over a folder and waits until it is ready. Without `port` it takes the folder's own ports again. */
export async function runBank(dataDir: string, { port }: { port?: number } = {}): Promise<RunningBank> {
  const startedAt = performance.now()
  const ports = port === undefined ? [] : ['--port', String(port)]
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'server', 'cli.ts'), 'start', '--headless', '--json', '--data', dataDir, ...ports],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: ROOT },
  )
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const line = await readyLine(child, () => said)
  const { addresses, console: link } = JSON.parse(line) as { addresses: Record<string, string>; console: string }
  const token = new URL(link).hash.slice('#token='.length)

  return {
    addresses,
    consoleUrl: link,
    readyMs: performance.now() - startedAt,
    said: () => said,
    async api<T>(method: string, at: string, body?: unknown): Promise<T> {
      const response = await fetch(`${addresses.console}${at}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${text}`)
      return JSON.parse(text) as T
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** A new application of the Brazilian market through arrows 1 to 3. */
export async function createApplication(
  bank: RunningBank,
  asked: { name: string; redirectUris: string[]; notificationUri?: string },
): Promise<AppCredentials> {
  const applications = '/api/marketplace/applications'
  type Answer<K extends string, T> = { [key in K]: T }
  const created = await bank.api<Answer<'application', { id: string }>>('POST', applications, {
    market: 'obb',
    ...asked,
  })
  const at = `${applications}/${created.application.id}`
  await bank.api('GET', `${at}?waitMs=20000`)
  return (await bank.api<Answer<'credentials', AppCredentials>>('GET', `${at}/credentials`)).credentials
}

function readyLine(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the bank was not ready within ${READY_MS} ms: ${said()}`))
    }, READY_MS)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const line = out.split('\n').find((one) => one.includes('"ready"'))
      if (line === undefined) return
      clearTimeout(timer)
      resolve(line)
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      reject(new Error(`the bank ended with ${code} before it was ready: ${said()}`))
    })
  })
}
