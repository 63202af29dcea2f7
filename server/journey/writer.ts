import type { Database, Exchange, Log } from '#kernel'
import { type ActorHeaders, openActors } from './actors.ts'
import { openArrowCounts } from './arrow-counts.ts'
import { openCertificates } from './certificate.ts'
import { openContexts } from './contexts.ts'
import { familiesOf } from './families.ts'
import { openGrowth } from './growth.ts'
import { keptNames } from './headers.ts'
import { insideTimes } from './inside-times.ts'
import { openJourneyNumbers } from './journey-numbers.ts'
import type { JourneyLimits } from './limits.ts'
import { openMessageWriter } from './message.ts'
import { openMessageBlocks } from './message-blocks.ts'
import type { DecodedJwt } from './recorded.ts'
import { type Found, nothingFound, openRedaction, strikeSecrets } from './redaction.ts'
import { openRetention } from './retention.ts'
import { openShapes, type Shape } from './shapes.ts'
import type { JourneyStore, LooseRow } from './store.ts'
import { type JourneyRef, openTies, openTokenHashes } from './ties.ts'

/** Exchanges written before the call they belong to, remembered until it is; beyond it the oldest stay loose. */
const REMEMBERED_PARENTS = 5000

/** The longest address kept whole in a list. */
const URL_CHARACTERS = 2000

/** What was written. */
export type Written = {
  /** For each exchange its journey, null for one that belongs to none. */
  journeyIds: (string | null)[]
  /** The journeys that are new or changed. */
  changedIds: string[]
}

type Deps = {
  db: Database
  /** Bank time in milliseconds. */
  now: () => number
  log: Log
  store: JourneyStore
  limits: JourneyLimits
  headers: readonly string[]
  actors: ActorHeaders
}

/** Opens the writer of recorded exchanges: `write` keeps a batch in one transaction and trims what is too old. */
export function openWriter({ db, now, log, store, limits, headers, actors }: Deps) {
  const redaction = openRedaction()
  const messages = openMessageWriter({ redaction, bodyBytes: limits.bodyBytes, keeps: keptNames(headers) })
  const ties = openTies({ store, joinLater: joinRows })
  const contexts = openContexts(store)
  const shapes = openShapes(store)
  const actorOf = openActors(actors)
  const tokenHashOf = openTokenHashes()
  const numbers = openJourneyNumbers(store)
  const retention = openRetention({ store, limits, forget: forgetNumbers })
  const blocks = openMessageBlocks(store, retention.added)
  const looseChildren = new Map<string, number[]>()
  const certificates = openCertificates({ store, log })
  let growth = openGrowth()
  let arrowCounts = openArrowCounts(store, 'live')
  let nextSeq = store.lastSeq() + 1

  const transaction = db.transaction((batch: readonly Exchange[]): Written => {
    const families = familiesOf(batch)
    const journeys = new Map<Exchange, string | null>()
    for (const exchange of batch) {
      if (!families.holderOf(exchange)) journeys.set(exchange, writeRow(exchange, families.insideOf(exchange)))
    }
    const journeyIds = batch.map((exchange) => journeys.get(families.holderOf(exchange) ?? exchange) ?? null)
    arrowCounts.write()
    blocks.flush()
    contexts.touch()
    for (const one of growth.all()) store.growJourney(one)
    retention.trim({ written: batch.length, now: now() })
    return { journeyIds, changedIds: growth.all().map(({ id }) => id) }
  })

  /** Writes an exchange with those that stand in its row; gives their journey. */
  function writeRow(exchange: Exchange, inside: readonly Exchange[]): string | null {
    for (const call of inside) writeMessages(call)
    const { ids, problem } = exchange
    const tokenHash = ids.tokenId ? tokenHashOf(ids.tokenId) : undefined
    const journey = ties.journeyOf(exchange, tokenHash)
    const { seq, found } = writeMessages(exchange)
    const facts = problem ? writeFacts(problem.facts, found) : null

    const thumbprint = exchange.certificate ? certificates.keep(exchange.certificate) : null
    const number = journey ? numbers.of(journey.id) : null
    const { method, url } = exchange.request
    const shape = shapes.of(exchange, inside)
    const at = Math.floor(exchange.at)

    store.insertExchange.run(
      seq,
      exchange.id,
      exchange.parent ?? null,
      number,
      contexts.idOf(ids, tokenHash, thumbprint, seq),
      journey ? null : (ids.clientId ?? null),
      shape.id,
      at,
      exchange.durationMs,
      insideTimes(at, inside),
      method ?? null,
      url === undefined
        ? null
        : strikeSecrets(redaction.url(url, nothingFound()).slice(0, URL_CHARACTERS), found.secrets),
      exchange.response?.status ?? null,
      problem?.type ?? null,
      problem?.rule ?? null,
      facts && strikeSecrets(facts, found.secrets),
      problem ? exchange.arrow : null,
      ids.interactionId ?? null,
      actorOf(exchange),
    )
    joinFamily(exchange, seq, journey)
    if (journey && number !== null) growth.add(journey, number, rowOf(exchange, seq, shape), ids.applicationId)
    arrowCounts.add(exchange.arrow, at, exchange.ids.market)
    for (const call of inside) arrowCounts.add(call.arrow, Math.floor(call.at), exchange.ids.market)
    return journey?.id ?? null
  }

  /** Takes the next key for an exchange, and keeps its messages under it. */
  function writeMessages(exchange: Exchange): { seq: number; found: Found } {
    const seq = nextSeq
    nextSeq += 1
    const found = nothingFound(exchange.ids.tokenId)
    const request = messages.write(exchange.request, 'request', found)
    const response = exchange.response ? messages.write(exchange.response, 'response', found) : null
    const { decoded, secrets } = found
    blocks.add(
      seq,
      strikeSecrets(request, secrets),
      response && strikeSecrets(response, secrets),
      decoded.length > 0 ? strikeSecrets(decodedJson(decoded), secrets) : null,
    )
    return { seq, found }
  }

  /**
   * A call is written after those it caused. Those that could not be tied join their call's journey now, since what the
   * call learned late (a token, a consent) ties them too.
   */
  function joinFamily(exchange: Exchange, seq: number, journey: JourneyRef | undefined): void {
    const children = looseChildren.get(exchange.id)
    if (children) looseChildren.delete(exchange.id)
    if (journey) {
      if (children)
        joinRows(
          journey,
          children.map(store.looseBySeq).filter((row) => row !== undefined),
        )
    } else if (exchange.parent !== undefined) {
      const siblings = looseChildren.get(exchange.parent)
      if (siblings) siblings.push(seq, ...(children ?? []))
      else looseChildren.set(exchange.parent, [seq, ...(children ?? [])])
      if (looseChildren.size > REMEMBERED_PARENTS) forgetOldestParent()
    }
  }

  function forgetOldestParent(): void {
    for (const oldest of looseChildren.keys()) {
      looseChildren.delete(oldest)
      return
    }
  }

  function joinRows(journey: JourneyRef, rows: readonly LooseRow[]): void {
    const number = numbers.of(journey.id)
    for (const row of rows) {
      store.join(number, row.seq)
      growth.add(journey, number, row, undefined)
    }
  }

  function forgetNumbers(): void {
    contexts.forget()
    numbers.forget()
  }

  function writeFacts(facts: Record<string, unknown>, found: Found): string {
    try {
      return JSON.stringify(redaction.value(facts, undefined, found))
    } catch {
      return '"[not serialisable]"'
    }
  }

  return {
    /** Keeps the exchanges in one transaction. Throws when the file can't be written; nothing is kept then. */
    write(batch: readonly Exchange[]): Written {
      const firstSeq = nextSeq
      growth = openGrowth()
      arrowCounts = openArrowCounts(store, 'live')
      try {
        // Others write the file too: a transaction that begins by reading could not go on to write after them.
        return transaction.immediate(batch)
      } catch (error) {
        nextSeq = firstSeq
        ties.forget()
        certificates.forget()
        forgetNumbers()
        shapes.forget()
        blocks.forget()
        looseChildren.clear()
        retention.reload()
        throw error
      } finally {
        messages.forget()
      }
    },
  }
}

function rowOf({ id, parent, arrow, at, ids, problem }: Exchange, seq: number, { calls, arrows }: Shape): LooseRow {
  return {
    seq,
    id,
    parent: parent ?? null,
    arrow,
    at: Math.floor(at),
    market: ids.market ?? null,
    client_id: ids.clientId ?? null,
    problem_type: problem?.type ?? null,
    problem_rule: problem?.rule ?? null,
    calls,
    arrows,
  }
}

/** A JWT may say what JSON from outside may: anything parsed, so this never throws. */
function decodedJson(decoded: readonly DecodedJwt[]): string {
  return JSON.stringify(decoded)
}
