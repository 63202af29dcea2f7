import { Agent, fetch } from 'undici'

export type Seen = { status: number; url: string; headers: Headers; text: string }

/** A browser as far as the app can tell: cookies, redirects, forms with their hidden fields. */
export function openBrowser(origin: string, caPem: string) {
  const agent = new Agent({ connect: { ca: caPem } })
  const cookies = new Map<string, string>()

  async function request(
    path: string,
    init: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ): Promise<Seen> {
    const url = new URL(path, origin)
    const response = await fetch(url, {
      ...init,
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...init.headers },
      redirect: 'manual',
      dispatcher: agent,
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const text = await response.text()
    const location = response.headers.get('location')
    if (response.status === 303 && location?.startsWith('/')) return request(location)
    return { status: response.status, url: url.href, headers: new Headers([...response.headers]), text }
  }

  const post = (path: string, form: Record<string, string> | URLSearchParams, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  return {
    cookies,
    request,
    get: (path: string, headers: Record<string, string> = {}) => request(path, { headers }),
    post,
    /** Posts with the form token of a page of this browser's session: the first page, which leads to the market's. */
    async submit(path: string, form: [string, string][]): Promise<Seen> {
      const { text } = await request('/')
      const token = /name="form_token" value="([^"]+)"/.exec(text)?.[1] as string
      return post(path, new URLSearchParams([...form, ['form_token', token]]))
    },
    close: () => agent.close(),
  }
}

export type Browser = ReturnType<typeof openBrowser>
