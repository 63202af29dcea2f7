import type { Facts, JsonSchema } from '#kernel'
import type { Api } from './api.ts'

export type Envelope = {
  /** What bodies are, both ways: JSON in UTF-8 under this media type. */
  mediaType: string
  /** The Content-Type of answers. */
  contentType: string
  /** A success body. */
  success(answer: Answer, facts: AnswerFacts): unknown
  /** An error body, of the API that was called where the address is one's. */
  error(answer: ProblemAnswer, facts: Facts, at: number, api: Api | undefined): unknown
  /** What every error body is, for the documents of APIs whose routes don't say so themselves. */
  errorSchema?: JsonSchema
}

/** One answer to a type of problem: the market's status, code and words. */
export type ProblemAnswer = {
  status: number
  code: string
  title: string
  /** Says what was wrong and what would be right, from the problem's facts. */
  detail: (facts: Facts) => string
  headers?: Readonly<Record<string, string>>
}

export type AnswerFacts = {
  /** The address of this request, as the outside world writes it. */
  selfUrl: string
  /** Bank time, ms. */
  at: number
}

/** A document: its media type, the name it is saved under, and its bytes, which may still be in the making. */
export type AnswerFile = { mediaType: string; name: string; bytes: Uint8Array | Promise<Uint8Array> }

/** What an operation answers before the market wraps it. */
export type Answer = {
  status: number
  data?: unknown
  /** Extra links beside `self`, as query strings of the same address. */
  links?: Readonly<Record<string, string>>
  /** Totals of a list, where the standard gives them. */
  totals?: { records: number; pages: number }
  /** A document in place of a body; the envelope leaves it as it is. */
  file?: AnswerFile
  /** There is no body, although the status is not the one that says so. */
  empty?: true
  /** `links` and `meta` are left out. */
  bare?: true
  /** The consent an app's own call was about: ties the call to the consent's journey. */
  consentId?: string
}
