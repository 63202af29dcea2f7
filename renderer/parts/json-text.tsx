import { useMemo } from 'react'
import { bodyText, jsonTokens } from '../client/message.ts'

/** Above this size a text is shown without colours, to stay quick. */
const COLOUR_LIMIT = 60_000

/** A value as indented JSON, or a text as it came; never in the page's language. */
export function JsonText({ value }: { value: unknown }) {
  const text = bodyText(value)
  const tokens = useMemo(
    () => (typeof value === 'string' || text.length > COLOUR_LIMIT ? undefined : jsonTokens(text)),
    [value, text],
  )
  if (!tokens) return text
  return tokens.map(({ kind, text }, index) =>
    kind === 'mark' ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one text have no identity of their own
      <span key={index} className={`json-${kind}`}>
        {text}
      </span>
    ),
  )
}
