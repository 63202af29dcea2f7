import type { Session } from './session.ts'
import type { Html } from './web/html.ts'
import type { Language } from './web/language.ts'

/** A request of a browser, read. `form` is empty for GET. */
export type Visit = {
  method: string
  path: string
  params: Record<string, string>
  query: URLSearchParams
  form: URLSearchParams
  session: Session
  language: Language
  /** Whether the way to the messages is to be shown. */
  developer: boolean
  /** Who is at the browser, as far as the connection tells: banks ask for it in some calls. */
  device: Device
}

export type Device = { ipAddress: string; userAgent: string }

export type Page = {
  title: string
  body: Html
  /** Where the browser goes on by itself, without a click. */
  onward?: string
  /** The page's one small script: reading the bank's answer out of the address, or copying a command. */
  script?: 'return' | 'copy'
}

/** A document that a bank gave out, handed on as it is. */
export type Document = { type: string; name: string; bytes: Buffer }

export type Reply = { page: Page; status?: number } | { redirect: string } | { document: Document }

/** A route is data: `path` has `:name` for one segment. POST routes are reached only with the session's form token. */
export type Route = { method: 'GET' | 'POST'; path: string; act(visit: Visit): Reply | Promise<Reply> }

export type Found = { route: Route; params: Record<string, string> } | { allowed: string[] }

/** Finds the route of a request; else the methods that its path does take (none: unknown path). */
export function findRoute(routes: readonly Route[], method: string, path: string): Found {
  const allowed: string[] = []
  for (const route of routes) {
    const params = matched(route.path, path)
    if (!params) continue
    if (route.method === method) return { route, params }
    allowed.push(route.method)
  }
  return { allowed }
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] as string
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = decoded(value)
    else if (segment !== value) return undefined
  }
  return params
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
