const MAX_LENGTH = 2048
const SENT = /^(bearer|dpop) +([A-Za-z0-9\-._~+/]+=*)$/i

/** A token as it was sent: alone, or with a proof that its sender holds a key (RFC 9449 7.1). */
export type SentToken = { scheme: 'bearer' | 'dpop'; token: string }

/** The token of an Authorization header, scheme in any case; undefined where there is none that could be one (RFC 6750). */
export function sentToken(header: string | undefined): SentToken | undefined {
  if (header === undefined || header.length > MAX_LENGTH) return undefined
  const [, scheme, token] = SENT.exec(header) ?? []
  return scheme === undefined || token === undefined
    ? undefined
    : { scheme: scheme.toLowerCase() as SentToken['scheme'], token }
}
