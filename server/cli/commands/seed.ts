import { problem } from '#kernel'
import type { Command } from '../command.ts'
import { findBank } from '../running-bank.ts'

const MOST = { customers: 5_000, days: 730 }
const SEED = 'bancada'

export const seed: Command = {
  name: 'seed',
  summary: 'other generated customers and another history, in the place of those there are',
  options: {
    customers: { type: 'string', value: 'N', summary: 'how many beside the named ones', required: true },
    days: { type: 'string', value: 'D', summary: 'how many days of history, ending today', required: true },
    seed: { type: 'string', value: 'S', summary: 'a word: the same one makes the same history' },
  },
  notes: [
    'Works on a stopped bank. The CA, the applications and their credentials stay; consents, tokens and records go.',
    'A later `bancada reset` returns to what this made.',
  ],
  async run(call) {
    const asked = {
      customers: countOf('customers', call.text('customers'), MOST.customers),
      days: countOf('days', call.text('days'), MOST.days),
      seed: call.text('seed') ?? SEED,
    }
    const running = await findBank(call.dataDir)
    if (running) throw problem('bank-running', { dir: call.dataDir, pid: running.run.pid })
    const { seedBank } = await import('../../main.ts')
    const made = seedBank(call.dataDir, asked, call.out.say)
    const { customers, transactions, consents, calls, lastDay, ms } = made
    call.out.result(
      made,
      `${customers} customers, ${transactions} transactions, ${consents} consents and ${calls} calls over ${made.days} days to ${lastDay}, in ${(ms / 1000).toFixed(1)} s`,
    )
    return 0
  },
}

/** A count from 0 to `most`. Throws count-invalid. */
function countOf(option: string, text = '', most: number): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) > most) throw problem('count-invalid', { option, value: text, most })
  return Number(text)
}
