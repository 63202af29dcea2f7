import type { Facts } from '#kernel'
import type { Market, Right, RightContext, Rule, Words } from '#markets'
import { type Change, correctedRequest } from './corrected-request.ts'
import type { RecordedExchange } from './recorded.ts'
import { sentAt } from './sent-at.ts'

/** A place of a refused request: what stood there, redacted, and what would be right; null for nothing. */
export type ExplainedPlace = { at: string; sent: string | null; right: Words | null; leaveOut: boolean }

/** Why an exchange was refused and what would have passed, from the row of the rule that refused it. */
export type Explanation = {
  exchangeId: string
  market: string
  rule: string
  part: Rule['part']
  title: Words
  clause: string
  fix: Words
  /** What the refusal said of this very case, also what it kept from the caller. */
  said: string | null
  places: ExplainedPlace[]
  /** The request as it would be right; null where its messages are gone, or nothing of it is to be changed. */
  corrected: Words | null
}

export type ExplanationContext = { market: Market; issuer: string; nowSeconds: number }

const LONGEST = 300

/**
 * Explains a refusal by its rule. `source` is the exchange that carries the request: the refused one, or for a call
 * inside the bank the one in whose course it was made.
 */
export function explain(
  { id, refusal }: RecordedExchange,
  source: RecordedExchange,
  rule: Rule,
  { market, issuer, nowSeconds }: ExplanationContext,
): Explanation {
  const facts = (refusal?.facts ?? {}) as Facts
  const claims: RightContext['claims'] = (field) =>
    (source.decoded.find(({ where }) => where === `request.body.${field}`)?.payload ?? {}) as Record<string, unknown>
  const places = typeof rule.places === 'function' ? rule.places(facts) : rule.places
  // Of a call whose messages are gone, or were never sent, nothing is known but the rule.
  const changes = (source.messagesKept ? places : []).flatMap(({ at, right }): Change[] => {
    const sent = sentAt(source, at)
    const value =
      typeof right === 'function'
        ? right({ facts, sent, method: source.request?.method, claims, nowSeconds, issuer })
        : right
    // A rule that computes what is right and finds nothing says that this place was in order.
    if (typeof right === 'function' && value === undefined) return []
    if (value === sent || (sent === undefined && (value === undefined || value === null))) return []
    return [{ at, sent, right: value }]
  })
  return {
    ...{ exchangeId: id, market: market.id, rule: refusal?.rule ?? '' },
    ...{ part: rule.part, title: rule.title, clause: rule.clause, fix: rule.fix },
    said: saidOf(market, refusal?.type ?? '', facts),
    places: changes.map(({ at, sent, right }) => ({
      at,
      sent: sent === undefined ? null : shown(sent),
      right: right === undefined || right === null ? null : inBoth(right),
      leaveOut: right === null,
    })),
    corrected: correctedRequest(source, changes),
  }
}

/** The engine's own words, what it kept to itself first; else the market's; else the reason among the facts, or a code. */
function saidOf(market: Market, type: string, facts: Facts): string | null {
  for (const said of [facts.detail, facts.description]) if (typeof said === 'string') return said
  const answer = market.problems[type]
  if (answer) return answer.detail(facts)
  const { member, reason, error } = facts
  if (typeof reason !== 'string') return typeof error === 'string' ? error : null
  return typeof member === 'string' ? `${member}: ${reason}` : reason
}

function inBoth(right: NonNullable<Right>): Words {
  if (typeof right === 'object' && 'en' in right) return right
  const text = shown(right)
  return { en: text, 'pt-BR': text }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
