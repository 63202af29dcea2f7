import type { IncomingHttpHeaders } from 'node:http'

const FORWARDED = ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-for']

/** An engine that writes addresses from Host gets the door's own, whatever the caller sent. */
export function pinHost(headers: IncomingHttpHeaders, host: string): void {
  headers.host = host
  for (const name of FORWARDED) delete headers[name]
}
