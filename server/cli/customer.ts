import { Agent, fetch } from 'undici'
import { fits, type Offered } from './named-account.ts'

/** What the customer does on the bank's pages. */
export type Visit = {
  url: string
  caPem: string
  login: string
  password: string
  decision: 'approve' | 'reject'
  /** Accounts to keep ticked, by id or by number as the page shows it; all that it offers where left out. */
  accounts?: readonly string[] | undefined
  /** Lets the new sharing take the place of an older one of the same app, where the page offers it. */
  replace?: boolean
  language?: 'en' | 'pt-BR'
  /** Reads the one-time code from the customer's phone; asked where the bank asks for one. */
  code?: (() => Promise<string | undefined>) | undefined
}

/** Where the visit ended: the address the app would have received, or the page that the bank stopped at. */
export type VisitEnd =
  | { kind: 'redirected'; url: string; accounts: string[] }
  | { kind: 'stopped'; status: number; reason: string; page: string }

const MOST_STEPS = 24

/**
 * Goes through the bank's real login and consent pages without a browser: follows redirects, keeps cookies, fills the
 * forms by their stable ids, and stops at the address outside the bank that the customer is sent to. A bank that logs its
 * customers in elsewhere sends them there with an authorization request of its own, and they go along.
 */
export async function visitBank(visit: Visit): Promise<VisitEnd> {
  const agent = new Agent({ connect: { ca: visit.caPem } })
  const cookies = new Map<string, string>()
  const bank = new Set([new URL(visit.url).origin])
  let shared: string[] = []

  async function go(url: string, form?: URLSearchParams) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      dispatcher: agent,
      headers: {
        accept: 'text/html',
        'accept-language': visit.language ?? 'en',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { body: form.toString() } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie)
    return { status: response.status, location: response.headers.get('location'), page: await response.text() }
  }

  try {
    let at = visit.url
    let form: URLSearchParams | undefined
    let loggedIn = false
    let proven = false
    let decided = false
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const answer = await go(at, form)
      form = undefined
      if (answer.location !== null) {
        at = new URL(answer.location, at).href
        const next = new URL(at)
        if (asksForLogin(next)) bank.add(next.origin)
        if (!bank.has(next.origin)) return { kind: 'redirected', url: at, accounts: shared }
        continue
      }
      const action = formAction(answer.page)
      if (answer.page.includes('id="login-form"') && action && !loggedIn) {
        loggedIn = true
        form = hidden(answer.page)
        form.set('username', visit.login)
        form.set('password', visit.password)
      } else if (answer.page.includes('id="code-form"') && action && !proven) {
        proven = true
        const code = await visit.code?.()
        if (code === undefined) return stopped(answer, 'it asks for a code from the customer’s phone')
        form = hidden(answer.page)
        form.set('code', code)
      } else if (answer.page.includes('id="consent-form"') && action && !decided) {
        decided = true
        form = hidden(answer.page)
        const missing = visit.decision === 'approve' ? notOffered(answer.page, visit.accounts) : undefined
        if (missing !== undefined) return stopped(answer, `it offers no account ${missing}`)
        shared = visit.decision === 'approve' ? chosen(answer.page, visit.accounts) : []
        for (const account of shared) form.append('accounts', account)
        const older = /name="replaces" value="([^"]+)"/.exec(answer.page)?.[1]
        if (visit.replace && older !== undefined) form.set('replaces', older)
        if (visit.decision === 'reject') {
          at = new URL(action.replace(/\/confirm$/, '/cancel'), at).href
          continue
        }
      } else if (answer.page.includes('id="mismatch"') && action) {
        form = hidden(answer.page)
      } else {
        return stopped(answer, reasonOn(answer.page))
      }
      at = new URL(action, at).href
    }
    return { kind: 'stopped', status: 0, reason: 'the bank kept sending the customer around', page: '' }
  } finally {
    await agent.close()
  }
}

/**
 * What an app is answered at the address its customer comes back to: in the fragment for the hybrid flow, else in the
 * query; in both it may be one JWT (JARM).
 */
export function answerIn(returned: string): Record<string, string> {
  const { hash, search } = new URL(returned)
  const sent = Object.fromEntries(new URLSearchParams(hash.length > 1 ? hash.slice(1) : search))
  if (sent.response === undefined) return sent
  const claims = JSON.parse(Buffer.from(sent.response.split('.')[1] ?? '', 'base64url').toString('utf8'))
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]))
}

function stopped({ status, page }: { status: number; page: string }, reason: string): VisitEnd {
  return { kind: 'stopped', status, reason, page }
}

/** Whether an address is an authorization request: nothing that an app receives has both of these. */
function asksForLogin({ searchParams }: URL): boolean {
  return searchParams.has('response_type') && searchParams.has('client_id')
}

function keep(cookies: Map<string, string>, header: string): void {
  const [pair = ''] = header.split(';')
  const cut = pair.indexOf('=')
  const name = pair.slice(0, cut)
  if (/expires=Thu, 01 Jan 1970/i.test(header)) cookies.delete(name)
  else cookies.set(name, pair.slice(cut + 1))
}

function formAction(page: string): string | undefined {
  return /<form method="post" action="([^"]+)"/.exec(page)?.[1]
}

function hidden(page: string): URLSearchParams {
  const form = new URLSearchParams()
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    form.set(name as string, value as string)
  }
  return form
}

/** The accounts to tick, of those the page offers. */
function chosen(page: string, wanted: readonly string[] | undefined): string[] {
  const accounts = offered(page).filter((account) => wanted === undefined || wanted.some((name) => fits(account, name)))
  return accounts.map(({ id }) => id)
}

/** The first account that was named and isn't on the page. */
function notOffered(page: string, wanted: readonly string[] = []): string | undefined {
  return wanted.find((name) => !offered(page).some((account) => fits(account, name)))
}

function offered(page: string): Offered[] {
  const boxes = page.matchAll(/name="accounts" value="([^"]+)".*?<small>([^<]*)<\/small>/gs)
  return [...boxes].map(([, id = '', number = '']) => ({ id, number }))
}

/** The page's own words for why it went no further. */
function reasonOn(page: string): string {
  const found =
    /id="(?:login-error|consent-error|error-code)"[^>]*>([^<]+)</.exec(page) ?? /<h1>([^<]+)<\/h1>/.exec(page)
  return found?.[1] ?? 'the page was not understood'
}
