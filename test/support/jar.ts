import { rawCall } from './raw-call.ts'

/** A page as a browser holds it: where it is, and what it says. */
export type Page = { url: string; status: number; html: string; headers: Record<string, unknown> }

/** Where following redirects ended: a page of the bank, or an address outside it. */
export type Stop = { page: Page; outside: undefined } | { page: undefined; outside: string }

export type Jar = ReturnType<typeof openJar>

type Cookie = { name: string; value: string; path: string }

/**
 * A browser without scripts: keeps cookies by their paths, follows redirects, fills forms by their ids. Wherever an
 * authorization request leads, it goes along: that is the bank's own identity provider.
 */
export function openJar(ca: string, language: 'en' | 'pt-BR' | 'fr' = 'en') {
  let cookies: Cookie[] = []
  const bank = new Set<string>()

  function keep(header: string, at: URL): void {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
    const [name = '', ...value] = pair.split('=')
    const path = attributes.find((a) => /^path=/i.test(a))?.slice(5) ?? at.pathname.replace(/\/[^/]*$/, '')
    cookies = cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
    const gone = attributes.some((a) => /^expires=Thu, 01 Jan 1970/i.test(a))
    if (!gone) cookies.push({ name, value: value.join('='), path })
  }

  const fits = (path: string, at: string) => at === path || at.startsWith(path.endsWith('/') ? path : `${path}/`)

  async function go(url: string, form?: URLSearchParams) {
    const at = new URL(url)
    const cookie = cookies.filter(({ path }) => fits(path, at.pathname)).map(({ name, value }) => `${name}=${value}`)
    const answer = await rawCall(url, ca, {
      method: form ? 'POST' : 'GET',
      headers: {
        accept: 'text/html',
        'accept-language': language,
        ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { body: form.toString() } : {}),
    })
    for (const header of answer.headers['set-cookie'] ?? []) keep(header, at)
    return answer
  }

  /** Opens an address, or posts a form to it, and follows redirects to a page or out of the bank. */
  async function open(url: string, form?: URLSearchParams): Promise<Stop> {
    let at = url
    let sent = form
    bank.add(new URL(url).origin)
    for (let step = 0; step < 20; step += 1) {
      const { status, headers, text } = await go(at, sent)
      sent = undefined
      if (headers.location === undefined) return { page: { url: at, status, html: text, headers }, outside: undefined }
      const next = new URL(headers.location, at)
      if (next.searchParams.has('response_type') && next.searchParams.has('client_id')) bank.add(next.origin)
      if (!bank.has(next.origin)) return { page: undefined, outside: next.href }
      at = next.href
    }
    throw new Error(`redirected around without end: ${at}`)
  }

  /** Submits a page's form by one of its buttons. */
  function submit(page: Page, button: string, changes: Record<string, string | string[] | undefined> = {}) {
    const { url, form } = filled(page, button, changes)
    return open(url, form)
  }

  /** Opens, logs in and stops at what follows: the consent page, or whatever the bank says instead. */
  async function logIn(url: string, { login, password }: { login: string; password: string }): Promise<Stop> {
    const { page } = await open(url)
    if (!page?.html.includes('id="login-form"')) throw new Error(`no login page: ${page?.html}`)
    return submit(page, 'submit', { username: login, password })
  }

  return { open, submit, logIn, go, cookies: () => [...cookies] }
}

/** The form of a page as a browser would send it: hidden fields, ticked boxes, the button's own address. */
export function filled(page: Page, button: string, changes: Record<string, string | string[] | undefined> = {}) {
  const action = /<form method="post" action="([^"]+)"/.exec(page.html)?.[1]
  const pressed = new RegExp(`<button[^>]* id="${button}"[^>]*>`).exec(page.html)?.[0]
  if (!action || !pressed) throw new Error(`no ${button} on the page: ${page.html}`)
  const form = new URLSearchParams()
  for (const [input, name] of page.html.matchAll(/<input[^>]* name="([^"]+)"[^>]*>/g)) {
    const value = / value="([^"]*)"/.exec(input)?.[1] ?? ''
    if (!input.includes('type="checkbox"') || input.includes(' checked')) form.append(name as string, value)
  }
  for (const [name, value] of Object.entries(changes)) {
    form.delete(name)
    for (const one of value === undefined ? [] : [value].flat()) form.append(name, one)
  }
  const target = / formaction="([^"]+)"/.exec(pressed)?.[1] ?? action
  return { url: new URL(target, page.url).href, form }
}

/** The page a visit stopped at. */
export function pageOf(stop: Stop): Page {
  if (!stop.page) throw new Error(`expected a page, but was sent to ${stop.outside}`)
  return stop.page
}

/** The address outside the bank that a visit ended at. */
export function outsideOf(stop: Stop): string {
  if (!stop.outside) throw new Error(`expected to leave the bank, but stopped at: ${stop.page?.html}`)
  return stop.outside
}
