import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Log, problem } from '#kernel'
import type { Answer } from '../api-request.ts'
import { createApplication } from '../applications.ts'
import type { Call, Command } from '../command.ts'
import type { Output } from '../output.ts'
import { runningBank } from '../running-bank.ts'
import { toldOf } from '../wordings.ts'

type Step = { step: string; ok: boolean; durationMs: number }

export const selfTest: Command = {
  name: 'self-test',
  summary: 'a CA, a bank in a temporary folder and one consent over mutual TLS: does this machine run it all?',
  options: {},
  notes: ['Needs no running bank and touches no data folder: it makes its own and removes it.'],
  async run({ out }: Call) {
    const began = performance.now()
    const steps: Step[] = []
    const errors: string[] = []
    const dir = mkdtempSync(path.join(tmpdir(), 'bancada-self-test-'))
    try {
      const step = stepper(out, steps)
      await walk(dir, step, keeping(errors))
      await step('no fault was logged', async () => expectNone(errors))
    } catch (error) {
      const { title, detail } = toldOf(error)
      for (const line of errors) out.say(line)
      if (out.json) out.result({ ok: false, steps, errors }, '')
      throw problem('self-test-failed', { step: steps.find(({ ok }) => !ok)?.step, told: `${title}. ${detail}` })
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
    const durationMs = Math.round(performance.now() - began)
    out.result({ ok: true, durationMs, steps }, `all is well, in ${durationMs} ms`)
    return 0
  },
}

type Stepper = <T>(step: string, act: () => Promise<T>) => Promise<T>

async function walk(dataDir: string, step: Stepper, log: Log): Promise<void> {
  const { openBancada } = await step(
    `programs load (${runtime()}, ${process.platform} ${process.arch})`,
    () => import('../../main.ts'),
  )
  const opened = await step('certification authority and bank', () =>
    openBancada({ dataDir, port: 0, sampleApp: false, history: false, log }),
  )
  try {
    await walkMarkets(dataDir, step)
  } finally {
    await step('bank stops', () => opened.close())
  }
}

/** A package runs on the desktop runtime's Node, whose cryptography is not OpenSSL's. */
function runtime(): string {
  const { electron } = process.versions
  return `Node ${process.version}${electron === undefined ? '' : ` of Electron ${electron}`}`
}

async function walkMarkets(dataDir: string, step: Stepper): Promise<void> {
  const bank = await step('console answers', () => runningBank(dataDir))
  const { JOURNEYS } = await import('../journeys.ts')
  for (const market of bank.info.markets) {
    const openJourney = JOURNEYS[market.id]
    const [customer] = market.customers
    if (!openJourney || !customer) continue
    const credentials = await step(`${market.id}: application registered`, () =>
      createApplication(bank, {
        market: market.id,
        name: 'Self-test',
        redirectUris: ['https://127.0.0.1:8443/callback'],
      }),
    )
    const journey = await step(`${market.id}: consent over mutual TLS`, () => openJourney({ credentials, customer }))
    try {
      await step(`${market.id}: data read`, async () => expectData(await journey.read()))
    } finally {
      await journey.close()
    }
  }
}

/** A list with something in it, whatever the market calls it. */
function expectData({ status, body }: Answer): void {
  const members = Object.values((body ?? {}) as Record<string, unknown>)
  if (status !== 200 || !members.some((member) => Array.isArray(member) && member.length > 0)) {
    throw problem('self-test-without-data', { status, answer: JSON.stringify(body) })
  }
}

function expectNone(errors: readonly string[]): void {
  if (errors.length > 0) throw problem('self-test-with-faults', { count: errors.length })
}

/** Runs steps, and tells each with its duration as it ends. */
function stepper({ line }: Output, steps: Step[]): Stepper {
  return async (step, act) => {
    const began = performance.now()
    const end = (ok: boolean) => {
      const durationMs = Math.round(performance.now() - began)
      steps.push({ step, ok, durationMs })
      line(`${ok ? 'ok    ' : 'FAILED'}  ${step}  ${durationMs} ms`)
    }
    try {
      const result = await act()
      end(true)
      return result
    } catch (error) {
      end(false)
      throw error
    }
  }
}

function keeping(errors: string[]): Log {
  return {
    info: () => undefined,
    warn: () => undefined,
    error: (message, error) => void errors.push(`${message} ${error instanceof Error ? error.stack : (error ?? '')}`),
  }
}
