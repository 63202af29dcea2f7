import { problem, type World } from '#kernel'
import type { Market } from '#markets'
import type { People } from '../people.ts'
import type { Phone, PhoneApproval } from './phone.ts'
import type { PhoneRequest, PhoneStore } from './store.ts'

const SHOWN = 100

export type PhonesDeps = {
  world: World
  store: PhoneStore
  people: People
  markets: readonly Market[]
  phoneOf: (market: string) => Phone
}

export type Phones = ReturnType<typeof openPhones>

/** Who holds the phone, where it is not known to be the account holder: they log in to the bank's app first. */
export type PhoneLogin = { login: string; password: string }

/** The bank's app on the phones of all markets. */
export function openPhones({ world, store, people, markets, phoneOf }: PhonesDeps) {
  function known(id: string): PhoneRequest {
    const request = store.find(id)
    if (!request) throw problem('phone-request-not-found', { id }, 'phone-request-waiting')
    return request
  }

  /** Throws phone-login-failed, login-locked, phone-of-another-person. */
  async function logIn({ market, personId, id }: PhoneRequest, by: PhoneLogin | undefined): Promise<void> {
    if (by === undefined) return
    const book = markets.find((candidate) => candidate.id === market)?.book ?? ''
    const person = await people.authenticate(book, by.login, by.password)
    if (!person) throw problem('phone-login-failed', { login: by.login }, 'customer-login')
    if (person.id !== personId) throw problem('phone-of-another-person', { id, login: by.login }, 'consent-customer')
  }

  return {
    /** What nobody answered yet, newest first. */
    waiting: (): PhoneApproval[] =>
      store.waiting(world.clock.now(), SHOWN).flatMap((request) => phoneOf(request.market).show(request) ?? []),

    /** Says yes; see Phone.approve. Throws what it throws, and phone-login-failed, login-locked, phone-of-another-person. */
    async approve(id: string, accounts?: readonly string[], by?: PhoneLogin): Promise<Answered> {
      const request = known(id)
      await logIn(request, by)
      const { accountIds } = await phoneOf(request.market).approve(id, accounts)
      return { ...told(request), decision: 'approve', accounts: accountIds }
    },

    /** Says no; see Phone.reject. Throws what it throws, and phone-login-failed, login-locked, phone-of-another-person. */
    async reject(id: string, by?: PhoneLogin): Promise<Answered> {
      const request = known(id)
      await logIn(request, by)
      await phoneOf(request.market).reject(id)
      return { ...told(request), decision: 'reject', accounts: [] }
    },
  }
}

/** A request that was answered. */
export type Answered = {
  id: string
  market: string
  consentId: string
  clientId: string
  decision: 'approve' | 'reject'
  accounts: string[]
}

function told({ id, market, consentId, clientId }: PhoneRequest) {
  return { id, market, consentId, clientId }
}
