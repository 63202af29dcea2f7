import type { KeyFacts } from '#identity'
import { keyed } from '../bank-state.ts'
import { marketOf } from '../choices.ts'
import { type Call, type Command, KEY_OPTION, type Option } from '../command.ts'
import { table } from '../output.ts'
import { runningBank } from '../running-bank.ts'

type Keys = { keys: KeyFacts[] }

const MARKET: Option = { type: 'string', value: 'M', summary: "the market; the bank's first where left out" }

export const keysList: Command = {
  name: 'keys list',
  summary: 'the keys that a market’s authorization server signs and decrypts with',
  options: { market: MARKET },
  run: (call) => told(call, 'GET', ''),
}

export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'announces new keys, which follow the ones in use without a restart',
  options: {
    market: MARKET,
    announce: { type: 'string', value: 'SECONDS', summary: 'how long they are shown before they are used (300)' },
    'idempotency-key': KEY_OPTION,
  },
  notes: [
    'The keys before them stay in the key set until nothing made with them is good any more.',
    'Apps keep a key set for some minutes: with --announce 0 they refuse what the new key signs until they read it again.',
  ],
  run(call) {
    const announce = call.text('announce')
    const asked = announce === undefined ? {} : { announceSeconds: Number(announce) }
    return told(call, 'POST', '/rotate', { ...asked, ...keyed(call.text('idempotency-key')) })
  },
}

async function told({ dataDir, text, out }: Call, method: 'GET' | 'POST', path: string, body?: unknown) {
  const bank = await runningBank(dataDir)
  const market = marketOf(bank.info, text('market')).id
  const { keys } = await bank.call<Keys>(method, `/api/identity/${market}/keys${path}`, body)
  out.result({ market, keys }, table(keys.map((key) => [`${key.use} ${key.alg}`, `${key.kid}  ${standing(key)}`])))
  return 0
}

function standing({ state, usedFrom, endsAt }: KeyFacts): string {
  const at = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString())
  if (state === 'announced') return `announced, used from ${at(usedFrom)}`
  return state === 'kept' ? `kept until ${at(endsAt)}` : `used${endsAt === null ? '' : `, kept until ${at(endsAt)}`}`
}
