import type { Bancada } from '../../server/main.ts'

export type ApiAnswer<T = Record<string, unknown>> = { status: number; body: T }

/** Calls the console API as the install's owner. */
export function consoleApi({ urls, consoleToken }: Pick<Bancada, 'urls' | 'consoleToken'>) {
  const headers = { authorization: `Bearer ${consoleToken}` }

  return {
    async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<ApiAnswer<T>> {
      const answer = await fetch(urls.console + path, {
        method,
        headers: { ...headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T }
    },

    /** Reads the live stream until a message fits; resolves with all that came. */
    async live(fits: (message: Record<string, unknown>) => boolean, opened?: () => void) {
      const stop = new AbortController()
      const answer = await fetch(`${urls.console}/api/live`, { headers, signal: stop.signal })
      const messages: Record<string, unknown>[] = []
      let rest = ''
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() as string
        for (const line of lines) {
          const message = JSON.parse(line) as Record<string, unknown>
          messages.push(message)
          if (message.type === 'hello') opened?.()
          if (!fits(message)) continue
          stop.abort()
          return messages
        }
      }
      throw new Error('the live stream ended before')
    },
  }
}
