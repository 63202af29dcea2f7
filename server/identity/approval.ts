import type { Provider } from 'oidc-provider'
import type { Consent, Consents } from '#consent'
import type { Database } from '#kernel'
import type { Market, SettingValues } from '#markets'
import type { Holder, People, Person, ShareableAccount } from './people.ts'
import { API_RESOURCE, grantedScope } from './scopes.ts'

export type ApprovalDeps = {
  db: Database
  market: Market
  provider: () => Provider
  consents: Consents
  people: People
  /** What the operator set in the market. */
  settings: () => SettingValues
}

export type Approvals = ReturnType<typeof openApprovals>

/** How many of a person's consents are looked at for those that are active. */
const MOST_LOOKED_AT = 2000

/** What an account holder decides about a consent, wherever they are asked: whose data it is, which accounts, yes. */
export function openApprovals({ db, market, provider, consents, people, settings }: ApprovalDeps) {
  /** The accounts of a person and of the companies they act for, each account once, with whose it is. */
  function accountsOfAll(person: Holder): ShareableAccount[] {
    if (person.kind !== 'person') return people.accountsOf(person.id)
    const found = new Map<string, ShareableAccount>()
    for (const { id, name } of people.actsFor(person.id)) {
      for (const account of people.accountsOf(id)) {
        if (!found.has(account.id)) found.set(account.id, { ...account, owner: name })
      }
    }
    return [...found.values()]
  }

  /** What the person shares with the application of a consent now, newest first. */
  function alreadyGiven(person: Person, { clientId }: Pick<Consent, 'clientId'>): Consent[] {
    return consents
      .givenBy(person.id, market.id, MOST_LOOKED_AT)
      .filter((one) => one.clientId === clientId && consents.isActive(one))
  }

  return {
    /** The newest consent of the same application that a new one may take the place of; undefined where none does. */
    replaceable: (person: Person, consent: Consent): Consent | undefined =>
      market.consent.replaced ? alreadyGiven(person, consent)[0] : undefined,

    /** Whether the person shares with this application as often as the market allows. */
    isFull(person: Person, consent: Consent): boolean {
      const most = market.consent.mostPerCustomer?.(settings())
      return most !== undefined && alreadyGiven(person, consent).length >= most
    },

    /** Whose data the consent is about, if the person may answer for it (FAPI-BR: customer checks at the server). */
    holderFor(person: Person, consent: Consent): Holder | 'person' | 'company' {
      if (consent.personDocument !== null && person.document !== consent.personDocument) return 'person'
      const holders = people.actsFor(person.id)
      const wanted = consent.companyDocument ?? person.document
      return holders.find((holder) => holder.document === wanted) ?? 'company'
    },

    /** The accounts the holder may share, and whether the consent needs one of them. */
    choiceFor(
      consent: Pick<Consent, 'permissions'> & Partial<Pick<Consent, 'extra'>>,
      holder: Holder,
    ): { shareable: readonly ShareableAccount[]; mustChoose: boolean } {
      const shareable = market.consent.offersAllHolders ? accountsOfAll(holder) : people.accountsOf(holder.id)
      return { shareable, mustChoose: market.consent.needsAccounts(consent) && shareable.length > 0 }
    },

    /** The accounts chosen, each once; what is wrong with the choice otherwise, as a problem's type. */
    chosen(
      sent: readonly string[],
      { shareable, mustChoose }: { shareable: readonly ShareableAccount[]; mustChoose: boolean },
    ): string[] | 'accounts-not-shareable' | 'accounts-none-chosen' {
      const ids = new Set(shareable.map((account) => account.id))
      if (!sent.every((id) => ids.has(id))) return 'accounts-not-shareable'
      return mustChoose && sent.length === 0 ? 'accounts-none-chosen' : [...new Set(sent)]
    },

    /**
     * Makes the consent's own grant, then authorises the consent with it; a kill in between leaves an unused grant.
     * Returns the grant's id; undefined where the consent ended, or was confirmed elsewhere, in the meantime.
     * `alongside` belongs to the same transaction as the authorisation.
     */
    async authorise(
      consent: Consent,
      request: { clientId: string; scope: string },
      by: { person: Person; holder: Holder; accountIds: string[]; replaces?: Consent | undefined },
      alongside?: (grantId: string) => void,
    ): Promise<string | undefined> {
      const { Grant } = provider()
      const grant = new Grant({ clientId: request.clientId, accountId: by.person.id })
      if (request.scope.split(' ').includes('openid')) grant.addOIDCScope('openid')
      grant.addResourceScope(API_RESOURCE, grantedScope(market, consent, request.scope))
      const grantId = await grant.save()
      const now = consents.find(consent.id)
      if (!now || !consents.isWaiting(now)) {
        await grant.destroy()
        return undefined
      }
      const { person, holder, accountIds, replaces } = by
      const { replaced } = market.consent
      const before = replaces && replaced ? consents.find(replaces.id) : undefined
      const ends = before && consents.isActive(before) ? before : undefined
      db.transaction(() => {
        const extra = ends ? { replaces: ends.id, extra: { replaces: ends.id } } : {}
        consents.authorise(consent.id, { grantId, holderId: holder.id, personId: person.id, accountIds, ...extra })
        if (ends && replaced) consents.end(ends.id, { ...replaced, information: consent.id })
        alongside?.(grantId)
      })()
      return grantId
    },
  }
}
