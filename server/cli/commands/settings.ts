import { problem } from '#kernel'
import type { MarketSettings } from '#settings'
import { keyed } from '../bank-state.ts'
import { type Command, KEY_OPTION } from '../command.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

type One = MarketSettings['settings'][number]

export const settingsShow: Command = {
  name: 'settings show',
  summary: 'what the operator may set in each market, and what it is set to',
  options: {},
  async run({ dataDir, out }) {
    const markets = await settingsOf(await runningBank(dataDir))
    out.result({ markets }, markets.map(told).join('\n\n'))
    return 0
  },
}

/** `settings` alone shows them. */
export const settings: Command = { ...settingsShow, name: 'settings' }

export const settingsSet: Command = {
  name: 'settings set',
  summary: 'sets what a market leaves to its operator, while the bank runs',
  options: {
    market: { type: 'string', value: 'M', summary: 'the market; the first that has settings where left out' },
    set: {
      type: 'string',
      value: 'NAME=VALUE',
      summary: 'a setting; several values separated by commas',
      multiple: true,
    },
    'idempotency-key': KEY_OPTION,
  },
  notes: ['A change counts from the next call on. `bancada settings` lists the names and what they take.'],
  async run({ text, list, dataDir, out }) {
    const given = list('set')
    if (given.length === 0) throw problem('option-missing', { option: '--set NAME=VALUE', command: 'settings set' })
    const bank = await runningBank(dataDir)
    const market = marketIn(await settingsOf(bank), text('market'))
    const wanted = Object.fromEntries(given.map((one) => wishOf(market, one)))
    const set = await bank.call<MarketSettings>('POST', `/api/settings/${encodeURIComponent(market.market)}`, {
      settings: wanted,
      ...keyed(text('idempotency-key')),
    })
    out.result(set, told(set))
    return 0
  },
}

const settingsOf = async (bank: RunningBank): Promise<MarketSettings[]> =>
  (await bank.call<{ markets: MarketSettings[] }>('GET', '/api/settings')).markets

function marketIn(markets: readonly MarketSettings[], id: string | undefined): MarketSettings {
  const market = id === undefined ? markets[0] : markets.find((one) => one.market === id)
  if (!market) throw problem('market-not-open', { market: id ?? null, known: markets.map((one) => one.market) })
  return market
}

/** A name and its value as its setting takes them; what it can't take is the bank's to refuse. */
function wishOf({ settings: known }: MarketSettings, given: string): [string, unknown] {
  const cut = given.indexOf('=')
  const name = cut < 0 ? given : given.slice(0, cut)
  const setting = known.find(({ id }) => id === name)
  if (cut < 0 || !setting) {
    throw problem('option-value-unknown', { option: '--set', value: given, known: known.map(({ id }) => `${id}=…`) })
  }
  return [name, typed(setting, given.slice(cut + 1))]
}

function typed({ kind }: One, value: string): unknown {
  if (kind === 'switch') return { on: true, true: true, off: false, false: false }[value] ?? value
  if (kind === 'number') return value.trim() === '' ? value : Number(value)
  return kind === 'some' ? value.split(',').map((one) => one.trim()) : value
}

function told({ name, market, settings: all }: MarketSettings): string {
  const rows = all.map((setting) => [setting.id, `${valueTold(setting)}   ${takes(setting)}`] as const)
  return `${name} (--market ${market})\n${table(rows, '  ')}`
}

const valueTold = ({ value }: One): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : [value].flat().join(',')

function takes(setting: One): string {
  if (setting.kind === 'switch') return `(on or off) ${setting.title.en}`
  if (setting.kind === 'number') return `(${setting.min} to ${setting.max} ${setting.unit.en}) ${setting.title.en}`
  return `(${setting.kind === 'one' ? 'one' : 'some'} of ${setting.of.map(({ id }) => id).join(', ')}) ${setting.title.en}`
}
