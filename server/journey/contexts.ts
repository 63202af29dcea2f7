import type { ExchangeIds } from '#kernel'
import type { JourneyStore } from './store.ts'

/** Contexts remembered with their ids; a bank sees about as many as it has live tokens. */
const REMEMBERED = 5000

export type Contexts = ReturnType<typeof openContexts>

/**
 * Opens the keeping of contexts: whom an exchange is about (market, application, client, consent, grant, token,
 * certificate), kept once for all exchanges that share it.
 */
export function openContexts(store: JourneyStore) {
  const remembered = new Map<string, number>()
  /** Those the batch used, with the last exchange that did. */
  let used = new Map<number, number>()

  function find(name: string, fields: readonly (string | null)[], seq: number): number {
    const known = remembered.get(name)
    if (known !== undefined) return known
    const id = store.contextNamed(name) ?? store.insertContext(name, fields, seq)
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(name, id)
    return id
  }

  return {
    /** The id of an exchange's context. */
    idOf(ids: ExchangeIds, tokenHash: string | undefined, thumbprint: string | null, seq: number): number {
      const { market, applicationId, clientId, consentId, grantId } = ids
      const name = nameOf(market, applicationId, clientId, consentId, grantId, tokenHash, thumbprint)
      let id = remembered.get(name)
      if (id === undefined) {
        const fields = [market, applicationId, clientId, consentId, grantId, tokenHash, thumbprint]
        id = find(
          name,
          fields.map((field) => field ?? null),
          seq,
        )
      }
      used.set(id, seq)
      return id
    },
    /** Notes, at the end of a batch, which exchange was the last of each context: what outlives it may go. */
    touch(): void {
      for (const [id, seq] of used) store.touchContext(id, seq)
      used = new Map()
    },
    /** Forgets what is remembered, after a batch that was not written or a trim. */
    forget(): void {
      remembered.clear()
      used = new Map()
    },
  }
}

type Field = string | null | undefined

/** The fields in the order of the table; the table's own migration makes the same name. */
function nameOf(
  market: Field,
  application: Field,
  client: Field,
  consent: Field,
  grant: Field,
  token: Field,
  certificate: Field,
) {
  return `${market ?? ''}\n${application ?? ''}\n${client ?? ''}\n${consent ?? ''}\n${grant ?? ''}\n${token ?? ''}\n${certificate ?? ''}`
}
