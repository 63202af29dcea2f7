import type { LoginSetting } from '#identity'
import type { MarketInfo } from './choices.ts'
import type { RunningBank } from './running-bank.ts'

type WaitingCode = { market: string; login: string; code: string }

/** How a market's customers log in, in a few words. */
export function loginTold({ way, secondFactor }: LoginSetting): string {
  const where = way === 'provider' ? "at the bank's own identity provider" : "at Identity Management's own pages"
  return `${where}, ${secondFactor ? 'with' : 'without'} a one-time code`
}

/** Reads the newest one-time code on a customer's simulated phone, whichever of the market's lanes sent it. */
export function codeOf(bank: RunningBank, { id, lanes }: MarketInfo, login: string): () => Promise<string | undefined> {
  const known = [id, ...lanes.map(({ market }) => market)]
  return async () => {
    const { codes } = await bank.call<{ codes: WaitingCode[] }>('GET', '/api/phone/codes')
    return codes.find((code) => known.includes(code.market) && code.login === login)?.code
  }
}
