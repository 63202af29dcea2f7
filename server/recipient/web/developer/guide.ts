import type { ShownMessage } from '../../messages.ts'

/** What there is to know of one claim or header member of a token. */
export type Note = { what: string; rule: string; wrong: string }

/** A stage of a market's flow, in the order in which a connection goes through them. */
export type Stage = { id: string; title: string; why: string }

/** The part of a token that a member stands in: `sealed` is the outer header of an encrypted one. */
export type TokenPart = 'sealed' | 'header' | 'claims'

/** What a market explains of its own messages, in one language. */
export type Guide = {
  /** The time zone that moments are written in. */
  zone: string
  stages: readonly Stage[]
  stageOf(message: ShownMessage): string
  /** What a kind of token is for. */
  tokenNote(name: string): string
  noteOf(tokenName: string, part: TokenPart, member: string): Note | undefined
}
