import type { ErrorBody } from '#console'

type Refused = ErrorBody['error']

/** A call that was refused, or could not be made (`offline`). */
export class PortalError extends Error {
  readonly type: string
  readonly refused: Refused

  constructor(refused: Refused) {
    super(refused.detail)
    this.name = 'PortalError'
    this.type = refused.type
    this.refused = refused
  }
}

export type Method = 'GET' | 'POST' | 'DELETE'

export type PortalApi = {
  /** Calls the marketplace's API. Throws PortalError. */
  call<T>(method: Method, path: string, body?: unknown): Promise<T>
}

/**
 * Opens the API over the present session's token.
 * `onEnded` is told when the bank does not know the token any more.
 */
export function openPortalApi({
  tokenNow,
  languageNow,
  onEnded,
}: {
  tokenNow: () => string | null
  /** What refusals are told in. */
  languageNow: () => string
  onEnded: () => void
}): PortalApi {
  async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const token = tokenNow()
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      headers: {
        'accept-language': languageNow(),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new PortalError(offline(''))
    })
    if (response.status === 204) return undefined as T
    if (response.ok) return response.json() as Promise<T>
    if (response.status === 401 && token !== null) {
      // A call of the session before may end after another was opened: only the present one can end here.
      if (tokenNow() === token) onEnded()
    }
    const answer = (await response.json().catch(() => undefined)) as ErrorBody | undefined
    throw new PortalError(answer?.error ?? offline(`HTTP ${response.status}`))
  }
  return { call }
}

function offline(detail: string): Refused {
  return { type: 'offline', title: '', detail, fix: '', facts: {} }
}
