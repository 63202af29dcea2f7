import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { tokenIdOf } from '#identity'

const MAX_LENGTH = 2048
const SENT = /^(bearer|dpop) +([A-Za-z0-9\-._~+/]+=*)$/i

/** A token as it was sent: alone, or with a proof that its sender holds a key (RFC 9449 7.1). */
type SentToken = { scheme: 'bearer' | 'dpop'; token: string }

/** The token of an Authorization header, scheme in any case; undefined where there is none that could be one (RFC 6750). */
function sentToken(header: string | undefined): SentToken | undefined {
  if (header === undefined || header.length > MAX_LENGTH) return undefined
  const [, scheme, token] = SENT.exec(header) ?? []
  return scheme === undefined || token === undefined
    ? undefined
    : { scheme: scheme.toLowerCase() as SentToken['scheme'], token }
}

/** A token that was sent, with the id that it is known by. */
type KnownToken = SentToken & { id: string }

/** Reads the token of a call; one that a connection sends again is not read and hashed again. */
export type TokenReader = (req: Pick<IncomingMessage, 'socket' | 'headers'>) => KnownToken | undefined

export function openTokenReader(): TokenReader {
  const last = new WeakMap<Socket, { header: string; known: KnownToken }>()
  return ({ socket, headers: { authorization: header } }) => {
    const before = last.get(socket)
    if (before !== undefined && before.header === header) return before.known
    const sent = sentToken(header)
    if (sent === undefined || header === undefined) return undefined
    const known = { ...sent, id: tokenIdOf(sent.token) }
    last.set(socket, { header, known })
    return known
  }
}
