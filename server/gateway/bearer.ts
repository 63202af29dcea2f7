const MAX_LENGTH = 2048
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i

/** The token of an Authorization header, scheme in any case; undefined where there is none that could be one (RFC 6750). */
export function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || header.length > MAX_LENGTH) return undefined
  return BEARER.exec(header)?.[1]
}
