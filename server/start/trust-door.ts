import type { IncomingMessage, RequestListener } from 'node:http'

/** What says whether a certificate still holds, as certificates name it: below the directory's path, or at its host. */
const REVOCATION = /^(\/directory)?\/(?:ca\.(?:crl|cer|pem)$|ocsp(?:\/|$))/

/**
 * The door without TLS: it answers about revocation too, for whoever asks over TLS would first have to know whether that
 * connection's certificate was revoked (RFC 5280 8). Everything else is the console's. `hosts` are the names of the
 * directory's own, under which it is at the root.
 */
export function trustDoor(
  directory: RequestListener,
  console: RequestListener,
  hosts: readonly string[],
): RequestListener {
  return (req, res) => {
    const [found, below] = REVOCATION.exec(req.url ?? '') ?? []
    const asked = found !== undefined && (below !== undefined || hosts.includes(hostOf(req)))
    return asked ? directory(req, res) : console(req, res)
  }
}

function hostOf({ headers }: IncomingMessage): string {
  return (headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
}
