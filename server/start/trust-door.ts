import type { RequestListener } from 'node:http'

/** What says whether a certificate still holds, as certificates name it. */
const REVOCATION = /^\/directory\/(?:ca\.(?:crl|cer|pem)$|ocsp(?:\/|$))/

/**
 * The door without TLS: it answers about revocation too, for whoever asks over TLS would first have to know whether that
 * connection's certificate was revoked (RFC 5280 8). Everything else is the console's.
 */
export function trustDoor(directory: RequestListener, console: RequestListener): RequestListener {
  return (req, res) => (REVOCATION.test(req.url ?? '') ? directory(req, res) : console(req, res))
}
