import { marketOf } from '../choices.ts'
import type { Command } from '../command.ts'
import { fieldsOf, takes } from '../details.ts'
import { table } from '../output.ts'
import { runningBank } from '../running-bank.ts'

export const appFields: Command = {
  name: 'app fields',
  summary: 'what a market asks of an application besides, for `app create --detail`',
  options: { market: { type: 'string', value: 'M', summary: "the market; the bank's first where left out" } },
  notes: ['Each may be left out: the bank’s own limits count then.'],
  async run({ text, dataDir, out }) {
    const bank = await runningBank(dataDir)
    const { id, name } = marketOf(bank.info, text('market'))
    const fields = await fieldsOf(bank, id)
    out.result({ market: id, fields }, fields.length === 0 ? `${name} asks for nothing more.\n` : `${told(fields)}\n`)
    return 0
  },
}

function told(fields: Awaited<ReturnType<typeof fieldsOf>>): string {
  const groups = [...new Set(fields.map(({ group }) => group?.en ?? ''))]
  return groups
    .map((group) => {
      const rows = fields
        .filter((field) => (field.group?.en ?? '') === group)
        .map((field) => [field.id, takes(field)] as const)
      return `${group}\n${table(rows, '  ')}`
    })
    .join('\n\n')
}
