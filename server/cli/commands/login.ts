import type { MarketLogin } from '#identity'
import { problem } from '#kernel'
import { keyed } from '../bank-state.ts'
import { marketOf } from '../choices.ts'
import { type Command, KEY_OPTION } from '../command.ts'
import { loginTold } from '../logins.ts'
import { table } from '../output.ts'
import { runningBank } from '../running-bank.ts'

const WAYS: Readonly<Record<string, MarketLogin['way']>> = { identity: 'identity', provider: 'provider' }
const SWITCH: Readonly<Record<string, boolean>> = { on: true, off: false }

export const loginShow: Command = {
  name: 'login show',
  summary: 'where each market’s customers log in, and whether a one-time code is asked for',
  options: {},
  async run({ dataDir, out }) {
    const bank = await runningBank(dataDir)
    const logins = await bank.call<{ provider: string; markets: MarketLogin[] }>('GET', '/api/login')
    const rows = logins.markets.map((login) => [`${login.name} (${login.market})`, loginTold(login)] as const)
    out.result(logins, table([...rows, ['the bank’s identity provider', logins.provider]]))
    return 0
  },
}

/** `login` alone shows it. */
export const login: Command = { ...loginShow, name: 'login' }

export const loginSet: Command = {
  name: 'login set',
  summary: 'sets where a market’s customers log in, while the bank runs',
  options: {
    market: { type: 'string', value: 'M', summary: "the market; the bank's first where left out" },
    way: {
      type: 'string',
      value: 'WAY',
      summary: 'identity: Identity Management’s own pages; provider: the bank’s own identity provider',
    },
    'second-factor': { type: 'string', value: 'on|off', summary: 'a one-time code, on the simulated phone' },
    'idempotency-key': KEY_OPTION,
  },
  notes: [
    'A login that has begun ends the way it began. What is left out stays as it is; the same again changes nothing.',
  ],
  async run({ text, dataDir, out }) {
    const way = chosen('way', text('way'), WAYS)
    const secondFactor = chosen('second-factor', text('second-factor'), SWITCH)
    if (way === undefined && secondFactor === undefined) {
      throw problem('option-missing', { option: '--way WAY or --second-factor on|off', command: 'login set' })
    }
    const bank = await runningBank(dataDir)
    const { id } = marketOf(bank.info, text('market'))
    const change = { ...(way === undefined ? {} : { way }), ...(secondFactor === undefined ? {} : { secondFactor }) }
    const set = await bank.call<MarketLogin>('POST', `/api/login/${encodeURIComponent(id)}`, {
      ...change,
      ...keyed(text('idempotency-key')),
    })
    out.result(set, `${set.name}: ${loginTold(set)}`)
    return 0
  },
}

function chosen<T>(option: string, given: string | undefined, choices: Readonly<Record<string, T>>): T | undefined {
  if (given === undefined) return undefined
  if (!Object.hasOwn(choices, given)) {
    throw problem('option-value-unknown', { option: `--${option}`, value: given, known: Object.keys(choices) })
  }
  return choices[given]
}
