import type { ErrorBody } from '#console'

/** A call that was refused, or could not be made (`offline`). */
export class ApiError extends Error {
  readonly type: string
  readonly title: string
  readonly detail: string
  readonly fix: string

  constructor({ type, title, detail, fix }: Omit<ErrorBody['error'], 'facts'>) {
    super(detail)
    this.name = 'ApiError'
    this.type = type
    this.title = title
    this.detail = detail
    this.fix = fix
  }
}

export type Api = {
  /** Reads from the console API. Throws ApiError. */
  get<T>(path: string, signal?: AbortSignal): Promise<T>
  /** Asks for a change. Throws ApiError. */
  post<T>(path: string, body?: unknown): Promise<T>
  /** Puts something in its place. Throws ApiError. */
  put<T>(path: string, body: unknown): Promise<T>
  /** Takes something away. Throws ApiError. */
  remove(path: string): Promise<void>
  /** Opens the live stream's response. Throws ApiError. */
  stream(signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
}

/** Opens the console API for a token; `onStale` is told when the bank does not know it. Refusals come in `language`. */
export function openApi(token: string, onStale: () => void, language: () => string): Api {
  async function call(
    path: string,
    signal?: AbortSignal,
    change?: { method: 'POST' | 'PUT' | 'DELETE'; body?: unknown },
  ): Promise<Response> {
    const response = await fetch(path, {
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': language(),
        ...(change ? { 'content-type': 'application/json' } : {}),
      },
      cache: 'no-store',
      ...(change ? { method: change.method, body: JSON.stringify(change.body ?? {}) } : {}),
      ...(signal ? { signal } : {}),
    }).catch((error: unknown) => {
      if (signal?.aborted) throw error
      throw new ApiError({ type: 'offline', title: '', detail: '', fix: '' })
    })
    if (response.ok) return response
    if (response.status === 401) onStale()
    const body = (await response.json().catch(() => undefined)) as ErrorBody | undefined
    throw new ApiError(body?.error ?? { type: 'offline', title: '', detail: `HTTP ${response.status}`, fix: '' })
  }

  return {
    get: async <T>(path: string, signal?: AbortSignal) => (await call(path, signal)).json() as Promise<T>,
    post: async <T>(path: string, body?: unknown) =>
      (await call(path, undefined, { method: 'POST', body })).json() as Promise<T>,
    put: async <T>(path: string, body: unknown) =>
      (await call(path, undefined, { method: 'PUT', body })).json() as Promise<T>,
    remove: async (path: string) => void (await call(path, undefined, { method: 'DELETE' })),
    async stream(signal) {
      const { body } = await call('/api/live', signal)
      if (!body) throw new ApiError({ type: 'offline', title: '', detail: '', fix: '' })
      return body
    },
  }
}
