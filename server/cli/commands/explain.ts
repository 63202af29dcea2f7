import type { Explanation, MarketRules, RuleView } from '#journey'
import { Problem, problem } from '#kernel'
import { marketOf } from '../choices.ts'
import type { Command } from '../command.ts'
import { nearest } from '../nearest.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'why something was refused, and the request that would have passed',
  argument: { value: 'RULE|EXCHANGE', summary: 'a rule of the market (token-bound), or the id of a recorded exchange' },
  options: {
    market: { type: 'string', value: 'M', summary: "the market of a rule; the bank's first where left out" },
  },
  notes: [
    'Ids of exchanges stand in the console and in its request log; `explain rules` lists the rules.',
    'Secrets are never shown: they are not kept.',
  ],
  async run({ argument, text, dataDir, out }) {
    const bank = await runningBank(dataDir)
    const market = marketOf(bank.info, text('market')).id
    const { markets } = await bank.call<{ markets: MarketRules[] }>('GET', '/api/rules')
    const rules = markets.find((table) => table.market === market)?.rules ?? []
    if (argument === 'rules') {
      out.result({ market, rules }, `${table(rules.map(({ id, title }) => [id, title.en]))}\n`)
      return 0
    }
    const rule = rules.find(({ id }) => id === argument)
    if (rule) {
      out.result({ market, rule }, toldRule(rule))
      return 0
    }
    const explanation = await explanationOf(bank, argument)
    if (!explanation) {
      const meant = nearest(
        argument,
        rules.map(({ id }) => id),
      )
      throw problem('rule-not-there', { rule: argument, market, nearest: meant ?? null })
    }
    out.result(explanation, told(explanation))
    return 0
  },
}

/** Why the exchange of that id was refused; undefined where there is none. Its id may be letters alone, like a rule's. */
async function explanationOf(bank: RunningBank, id: string): Promise<Explanation | undefined> {
  try {
    const path = `/api/exchanges/${encodeURIComponent(id)}/explanation`
    return (await bank.call<{ explanation: Explanation }>('GET', path)).explanation
  } catch (error) {
    if (error instanceof Problem && (error.facts.told as { type?: unknown })?.type === 'exchange-not-found') return
    throw error
  }
}

function toldRule({ id, part, title, clause, fix, looksAt }: RuleView): string {
  return `${table([
    ['rule', id],
    ['demands', title.en],
    ['clause', clause],
    ['to fix', fix.en],
    ['part', part],
    ...looksAt.map((at, index) => [index === 0 ? 'looks at' : '', at] as const),
  ])}\n`
}

function told({ rule, title, clause, fix, said, places, corrected }: Explanation): string {
  const facts = table([
    ['rule', rule],
    ['demands', title.en],
    ['clause', clause],
    ...(said === null ? [] : [['refused', said] as const]),
    ['to fix', fix.en],
  ])
  const found = places.map(({ at, sent, right, leaveOut }) => {
    const instead = leaveOut ? '(leave it out)' : (right?.en ?? '(see the rule)')
    return `${at}\n  sent   ${sent ?? '(nothing)'}\n  right  ${instead}`
  })
  const request = corrected === null ? [] : [`The request put right:\n\n${corrected.en.replaceAll(/^(?=.)/gm, '  ')}`]
  return `${[facts, ...found, ...request].join('\n\n')}\n`
}
