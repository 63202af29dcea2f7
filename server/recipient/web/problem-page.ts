import type { Facts, Problem } from '#kernel'
import type { Page } from '../routing.ts'
import { type Html, html } from './html.ts'
import { type Language, type Words, wordsOf } from './language.ts'
import { ICONS } from './marks.ts'

/** One error of a bank's error body, or of an OAuth answer (then without a title). */
export type BankError = { code: string; title: string; detail: string }

const STATUS: Record<string, number> = {
  'not-found': 404,
  'method-not-allowed': 405,
  'form-too-large': 413,
  'form-unreadable': 415,
  'form-token-wrong': 403,
  'host-unknown': 421,
  'input-invalid': 422,
  'answer-untrustworthy': 400,
  'authorisation-refused': 403,
  'market-not-ready': 503,
}

/** The status that a problem's page is sent with: the app's own, 502 for whatever the bank refused. */
export const statusOf = (problem: Problem): number => STATUS[problem.type] ?? 502

/** A refusal told plainly: what was refused, by whom, in which words, and what to do next. */
export function problemPage({
  problem,
  language,
  messages = null,
  back,
}: {
  problem: Problem
  language: Language
  /** The messages that tell the story, where there are any. */
  messages?: Html | null
  back: string
}): Page {
  const words = wordsOf(language)
  const body = html`<div class="stack narrow">${problemPart(language, problem)}
<p><a class="button" href="${back}" id="back">${words.goOn}</a></p>
${messages}</div>`
  return { title: told(words, problem).title, body }
}

/** A refusal of one thing among others, in a line of the bank's own words. */
export function refusalNote({ facts }: { facts: Facts }): Html {
  const lines = errorsOf(facts).map(({ code, title, detail }) => `${code} · ${title} · ${detail}`)
  return html`<span class="refusal">${lines.join('; ')} (${String(facts.status)}; <code>${String(facts.interactionId)}</code>)</span>`
}

function problemPart(language: Language, problem: Problem): Html {
  const words = wordsOf(language)
  const { title, explain } = told(words, problem)
  const { facts } = problem
  const technical = [
    fact(words.facts.operation, facts.operation),
    fact(words.facts.status, facts.status),
    fact(words.facts.check, facts.check),
    fact(words.facts.reason, facts.reason),
    fact(words.facts.field, facts.field),
    fact(words.facts.consentStatus, facts.consentStatus),
    fact(words.facts.rejection, facts.rejection),
    fact(words.facts.retryAfter, facts.retryAfter),
    fact(words.facts.interactionId, facts.interactionId),
    ...errorsOf(facts).map((error) => errorPart(words, error)),
  ].filter((part) => part !== null)
  return html`<section id="error" class="card problem" role="alert">${ICONS.alert}<h1>${title}</h1>
<p>${explain}</p>
<p><b>${words.next}</b> ${adviceFor(words, problem)}</p>
${technical.length > 0 && html`<details><summary>${words.technical}</summary><dl>${technical}</dl></details>`}</section>`
}

function told(words: Words, problem: Problem): { title: string; explain: string } {
  if (problem.facts.customerSaidNo === true) return words.problems['customer-said-no']
  if (problem.facts.consentOver === true) return words.problems['sharing-over']
  return words.problems[problem.type as keyof Words['problems']] ?? words.problems.unexpected
}

function errorPart(words: Words, error: BankError): Html {
  return html`${fact(words.facts.code, error.code)}${fact(words.facts.title, error.title)}${fact(words.facts.detail, error.detail)}`
}

const fact = (name: string, value: unknown): Html | null =>
  value === undefined || value === null || value === ''
    ? null
    : html`<dt>${name}</dt><dd><code>${String(value)}</code></dd>`

const errorsOf = (facts: Facts): BankError[] => (Array.isArray(facts.errors) ? facts.errors : [])

function adviceFor(words: Words, problem: Problem): string {
  const { advice } = words
  const codes = errorsOf(problem.facts).map((error) => error.code)
  if (problem.facts.customerSaidNo === true) return advice.askAgain
  if (problem.facts.consentOver === true || codes.includes('invalid_grant')) return advice.connectAgain
  if (problem.type !== 'bank-refused')
    return advice.byType[problem.type as keyof typeof advice.byType] ?? advice.tryAgain
  return advice.byStatus[String(problem.facts.status) as keyof typeof advice.byStatus] ?? advice.tryAgain
}
