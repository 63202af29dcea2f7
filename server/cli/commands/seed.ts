import { setTimeout as delay } from 'node:timers/promises'
import { Problem, problem } from '#kernel'
import {
  DEFAULT_SEED,
  type HistoryAsked,
  SEED_LIMITS,
  type Seeded,
  type SeedingFacts,
  type SeedingPhase,
} from '../../start/index.ts'
import { keyed } from '../bank-state.ts'
import { type Call, type Command, KEY_OPTION } from '../command.ts'
import { findBank, type RunningBank } from '../running-bank.ts'

const LOOK_MS = 250

const SAID: Record<SeedingPhase, (asked: HistoryAsked) => string> = {
  generating: ({ customers, days }) => `making ${customers} customers and ${days} days of history …`,
  ledger: () => 'writing their accounts, ledger and consents …',
  calls: () => 'writing the calls of that time …',
  placing: () => 'putting it in place …',
}

export const seed: Command = {
  name: 'seed',
  summary: 'other generated customers and another history, in the place of those there are',
  options: {
    customers: { type: 'string', value: 'N', summary: 'how many beside the named ones', required: true },
    days: { type: 'string', value: 'D', summary: 'how many days of history, ending today', required: true },
    seed: { type: 'string', value: 'S', summary: 'a word: the same one makes the same history' },
    'idempotency-key': KEY_OPTION,
  },
  notes: [
    'The CA, the applications and their credentials stay; consents, tokens and records go.',
    'A later `bancada reset` returns to what this made. A running bank goes on until it takes its place.',
  ],
  async run(call) {
    const asked = {
      customers: countOf('customers', call.text('customers'), SEED_LIMITS.customers),
      days: countOf('days', call.text('days'), SEED_LIMITS.days),
      seed: call.text('seed') ?? DEFAULT_SEED,
    }
    const running = await findBank(call.dataDir)
    if (running) return seedRunning(call, running, asked)
    const { seedBank } = await import('../../main.ts')
    told(call, seedBank(call.dataDir, asked, call.out.say))
    return 0
  },
}

async function seedRunning(call: Call, bank: RunningBank, asked: HistoryAsked): Promise<number> {
  const key = keyed(call.text('idempotency-key'))
  const { underWay } = await bank.call<SeedingFacts>('POST', '/api/seed', { ...asked, ...key })
  if (!underWay) {
    call.out.result({ ...asked, unchanged: true }, 'that was done before; nothing was changed')
    return 0
  }
  let phase: SeedingPhase | undefined
  for (;;) {
    const facts = await look(call, bank)
    if (facts?.underWay && facts.underWay.phase !== phase) {
      phase = facts.underWay.phase
      call.out.say(SAID[phase](asked))
    }
    const { last } = facts ?? {}
    if (last?.id === underWay.id) {
      if ('refusal' in last) throw problem(last.refusal.type, last.refusal.facts)
      told(call, last.made)
      return 0
    }
    await delay(LOOK_MS)
  }
}

/** How far it is; undefined while the doors are closed. Throws seed-not-followed where the bank is gone. */
async function look({ dataDir }: Call, bank: RunningBank): Promise<SeedingFacts | undefined> {
  try {
    return await bank.call<SeedingFacts>('GET', '/api/seed')
  } catch (error) {
    const { type, facts } = error instanceof Problem ? error : {}
    if (type === 'bank-silent') throw problem('seed-not-followed', { dir: dataDir })
    if ((facts?.told as { type?: string } | undefined)?.type === 'bank-changing') return undefined
    throw error
  }
}

function told({ out }: Call, made: Seeded): void {
  const { customers, transactions, consents, calls, days, lastDay, ms } = made
  out.result(
    made,
    `${customers} customers, ${transactions} transactions, ${consents} consents and ${calls} calls over ${days} days to ${lastDay}, in ${(ms / 1000).toFixed(1)} s`,
  )
}

/** A count from 0 to `most`. Throws count-invalid. */
function countOf(option: string, text = '', most: number): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) > most) throw problem('count-invalid', { option, value: text, most })
  return Number(text)
}
