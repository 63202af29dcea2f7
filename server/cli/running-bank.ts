import { problem } from '#kernel'
import { type BankInfo, openDataFolder, type RunFile } from '../start/index.ts'

const ANSWER_MS = 5_000
/** The longest a call that waits for something may take. */
const WAITING_MS = 70_000

/** The bank that runs in a folder, and its console API. */
export type RunningBank = {
  run: RunFile
  info: BankInfo
  /** Calls the console API as the owner. Throws console-refused with the API's own wording, and bank-silent. */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T>
}

/** The bank that runs in the folder. Throws bank-not-running. */
export async function runningBank(dir: string): Promise<RunningBank> {
  const bank = await findBank(dir)
  if (!bank) throw problem('bank-not-running', { dir })
  return bank
}

/**
 * The bank that runs in the folder, if one does: run.json may have outlived its process, and its port may be another
 * program's by now, so only an answer with its start id counts.
 */
export async function findBank(dir: string): Promise<RunningBank | undefined> {
  const run = openDataFolder(dir).readRun()
  const address = run?.addresses?.console
  if (!run || typeof address !== 'string' || typeof run.consoleToken !== 'string') return undefined
  const call = caller(address, run.consoleToken)
  try {
    const info = await call<BankInfo>('GET', '/api/info', undefined, ANSWER_MS)
    return info.startId === run.startId ? { run, info, call } : undefined
  } catch {
    return undefined
  }
}

function caller(address: string, token: string) {
  return async function call<T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    timeoutMs = WAITING_MS,
  ): Promise<T> {
    const { ok, status, text } = await answerOf(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = parsed(text) as { error?: unknown } | undefined
    if (ok) return answer as T
    if (typeof answer?.error !== 'object') throw problem('bank-silent', { address, reason: `it answered ${status}` })
    throw problem('console-refused', { told: answer.error })
  }
}

async function answerOf(url: string, init: RequestInit): Promise<{ ok: boolean; status: number; text: string }> {
  try {
    const response = await fetch(url, init)
    return { ok: response.ok, status: response.status, text: await response.text() }
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: NodeJS.ErrnoException }
    throw problem('bank-silent', { address: new URL(url).origin, reason: cause?.code ?? message })
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
