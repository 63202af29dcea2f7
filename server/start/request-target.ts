import type { IncomingMessage } from 'node:http'

/** A target in absolute form: the authority, and the path and query behind it; a fragment is never sent. */
const ABSOLUTE = /^https?:\/\/([^/?#]*)([^#]*)/i

/**
 * Turns a request whose target came in absolute form, as through a proxy, into what it is in origin form: its path and
 * query, and its authority in the place of Host (RFC 9112 3.2.2). Nothing behind the doors sees another form.
 */
export function readTarget(req: Pick<IncomingMessage, 'url' | 'headers'>): void {
  const { url = '/' } = req
  if (url.charCodeAt(0) === SLASH) return
  const [, authority, below] = ABSOLUTE.exec(url) ?? []
  if (authority === undefined || below === undefined) return
  req.url = below.startsWith('/') ? below : `/${below}`
  // Without what stands before an at sign: Host has no user information.
  req.headers.host = authority.slice(authority.lastIndexOf('@') + 1)
}

const SLASH = 0x2f
