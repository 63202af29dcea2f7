import type { Exchange } from '#kernel'
import type { ExchangeSummary, WrittenRecord } from './recorded.ts'

/** An exchange as lists and live subscribers see it. */
export function summaryOf(exchange: Exchange, journeyId: string | null): ExchangeSummary {
  const { id, parent, arrow, from, to, operation, kind, at, durationMs, response, problem: refusal } = exchange
  return {
    id,
    parent: parent ?? null,
    journeyId,
    arrow,
    from,
    to,
    operation,
    kind,
    at,
    durationMs,
    status: response?.status ?? null,
    problem: refusal ? { type: refusal.type, rule: refusal.rule ?? null } : null,
    origin: 'live',
  }
}

/** An exchange as the traffic listener is told of it. */
export function writtenOf({
  at,
  kind,
  arrow,
  from,
  to,
  operation,
  ids,
  response,
  problem: refusal,
  durationMs,
}: Exchange): WrittenRecord {
  return {
    at,
    kind,
    arrow,
    from,
    to,
    operation,
    market: ids.market ?? null,
    clientId: ids.clientId ?? null,
    status: response?.status ?? null,
    problemType: refusal?.type ?? null,
    problemRule: refusal?.rule ?? null,
    durationMs,
  }
}
