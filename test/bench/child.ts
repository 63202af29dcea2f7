import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'

/** A process of the bench, asked by verb; it answers in the order it pleases. */
export type Child = {
  call<T>(verb: string, argument?: unknown): Promise<T>
  /** Lets the process close what it holds, and waits for its end. */
  end(): Promise<void>
}

type Asked = { id: number; verb: string; argument: unknown }
type Answered = { id: number; value?: unknown; fault?: string }

/** Starts a script of the bench in a process of its own; `flags` are Node's. */
export function openChild(script: string, args: readonly string[] = [], flags: readonly string[] = []): Child {
  const execArgv = [...process.execArgv, ...flags]
  const file = path.resolve(import.meta.dirname, script)
  const child: ChildProcess = fork(file, args, { serialization: 'advanced', execArgv })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let count = 0

  child.on('message', ({ id, value, fault }: Answered) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (fault === undefined) asker?.resolve(value)
    else asker?.reject(new Error(`${path.basename(script)}: ${fault}`))
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${path.basename(script)} ended (${code ?? signal})`))
    waiting.clear()
  })

  return {
    call<T>(verb: string, argument?: unknown) {
      count += 1
      const id = count
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
        child.send({ id, verb, argument } satisfies Asked)
      })
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.disconnect()
      await ended
    },
  }
}

/** Processor time of a process so far, in microseconds: of all its threads, and of the one that answers calls. */
export type CpuTime = { all: number; main: number }

/** In a child: its processor time. */
export function cpuTime(): CpuTime {
  const all = process.cpuUsage()
  const main = process.threadCpuUsage()
  return { all: all.user + all.system, main: main.user + main.system }
}

/** In a child: answers the parent's calls, and closes when the parent lets go. */
// biome-ignore lint/suspicious/noExplicitAny: each verb knows its own argument
export function answerCalls(verbs: Record<string, (argument: any) => unknown>, close: () => unknown): void {
  process.on('message', async ({ id, verb, argument }: Asked) => {
    try {
      process.send?.({ id, value: await verbs[verb]?.(argument) } satisfies Answered)
    } catch (error) {
      process.send?.({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.once('disconnect', async () => {
    await close()
    process.exit(0)
  })
}
