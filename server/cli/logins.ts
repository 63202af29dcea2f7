import type { LoginSetting } from '#identity'
import type { RunningBank } from './running-bank.ts'

type WaitingCode = { market: string; login: string; code: string }

/** How a market's customers log in, in a few words. */
export function loginTold({ way, secondFactor }: LoginSetting): string {
  const where = way === 'provider' ? "at the bank's own identity provider" : "at Identity Management's own pages"
  return `${where}, ${secondFactor ? 'with' : 'without'} a one-time code`
}

/** Reads the newest one-time code on a customer's simulated phone. */
export function codeOf(bank: RunningBank, market: string, login: string): () => Promise<string | undefined> {
  return async () => {
    const { codes } = await bank.call<{ codes: WaitingCode[] }>('GET', '/api/phone/codes')
    return codes.find((code) => code.market === market && code.login === login)?.code
  }
}
