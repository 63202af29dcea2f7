import type { IncomingHttpHeaders } from 'node:http'
import { problem } from '#kernel'

/**
 * Refuses requests that a foreign page could have caused (a name rebound to this machine, a form, an image).
 * Throws host-unknown, origin-foreign or site-foreign.
 */
export function checkAddress(
  {
    headers,
    api,
  }: { headers: IncomingHttpHeaders /** Whether the request is for the API, not a page. */; api: boolean },
  allowedHosts: readonly string[],
): void {
  const host = (headers.host ?? '').toLowerCase()
  if (!allowedHosts.includes(host)) throw problem('host-unknown', { host, allowed: allowedHosts }, 'console-host')

  const origin = headers.origin
  if (origin !== undefined && !allowedHosts.some((allowed) => origin.toLowerCase() === `http://${allowed}`)) {
    throw problem(
      'origin-foreign',
      { origin, allowed: allowedHosts.map((allowed) => `http://${allowed}`) },
      'console-origin',
    )
  }

  const site = headers['sec-fetch-site']
  if (
    api ? site !== undefined && site !== 'same-origin' && site !== 'none' : site === 'cross-site' && !opensPage(headers)
  ) {
    throw problem('site-foreign', { 'sec-fetch-site': site }, 'console-origin')
  }
}

/** A link on another site may open a page of the console: it shows nothing without the token and can't be framed. */
function opensPage(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}
