import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { expect } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

export type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }

/** A command in a process of its own, as it is typed. */
export type Running = {
  child: ChildProcess
  /** What it has written so far. */
  written: { out: string; err: string }
  ended: Promise<Ended>
  /** Resolves with the first line of standard output that fits; rejects when the process ends without one. */
  line(fits: (line: string) => boolean): Promise<string>
}

export function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  return runScript(path.join(ROOT, 'server', 'cli.ts'), args, env)
}

/** The command line of another copy of the program. */
export function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, BANCADA_DATA: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...written }))
  })
  return {
    child,
    written,
    ended,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = written.out.split('\n').slice(0, -1).find(fits)
          if (found !== undefined) resolve(found)
        }
        child.stdout.on('data', look)
        look()
        void ended.then(({ code, err }) => reject(new Error(`ended with ${code} before that line: ${err}`)))
      }),
  }
}

/** A command that ends by itself. */
export function command(...args: string[]): Promise<Ended> {
  return run(args).ended
}

/** A command's JSON answer, over the bank of a folder; it goes well, and its standard error says nothing. */
export async function answerOf<T>(dataDir: string, args: readonly string[]): Promise<T> {
  const { code, out, err } = await command(...args, '--json', '--data', dataDir)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out) as T
}

/** A bank in a process of its own, once it is ready. */
export async function startBank(dataDir: string, ...args: string[]) {
  const bank = run(['start', '--headless', '--json', '--data', dataDir, ...args])
  const ready = JSON.parse(await bank.line((line) => line.startsWith('{'))) as ReadyLine
  return { ...bank, ready }
}

export type ReadyLine = {
  event: string
  console: string
  addresses: Record<'console' | 'public' | 'mutual' | 'app' | 'provider', string>
  ca: string
  version: string
  pid: number
  sampleAppFault: string | null
  pairAgain: unknown[]
}
