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
  /** The one asked for last: calls of an app come in runs, and comparing costs less than making a name. */
  let last: { fields: Fields; id: number } | undefined
  /** Those the batch used, with the last exchange that did. */
  let used = new Map<number, number>()

  function find(name: string, fields: Fields, seq: number): number {
    const values = fields.map((field) => field ?? null)
    const id = store.contextNamed(name) ?? store.insertContext(name, values, seq)
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(name, id)
    return id
  }

  function known(fields: Fields, seq: number): number {
    const name = nameOf(fields)
    return remembered.get(name) ?? find(name, fields, seq)
  }

  return {
    /** The id of an exchange's context. */
    idOf(ids: ExchangeIds, tokenHash: string | undefined, thumbprint: string | null, seq: number): number {
      const { market, applicationId, clientId, consentId, grantId } = ids
      const fields: Fields = [market, applicationId, clientId, consentId, grantId, tokenHash, thumbprint]
      if (!last || !alike(last.fields, fields)) last = { fields, id: known(fields, seq) }
      used.set(last.id, seq)
      return last.id
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
      last = undefined
    },
  }
}

type Field = string | null | undefined

/** In the order of the table. */
type Fields = readonly [
  market: Field,
  application: Field,
  client: Field,
  consent: Field,
  grant: Field,
  token: Field,
  certificate: Field,
]

function alike(one: Fields, other: Fields): boolean {
  for (let i = 0; i < one.length; i += 1) if (one[i] !== other[i]) return false
  return true
}

/** The table's own migration makes the same name. */
function nameOf(fields: Fields): string {
  return fields.map((field) => field ?? '').join('\n')
}
