import { useCallback, useEffect, useState } from 'react'
import { type Api, ApiError } from './api.ts'

export type Resource<T> = {
  /** What was read last for this path; kept while it is read again. */
  data: T | undefined
  error: ApiError | undefined
  reload(): void
}

type Held<T> = { path: string | null; data: T | undefined; error: ApiError | undefined }

/** Reads a path of the console API and reads it again on `reload`; a null path reads nothing. */
export function useResource<T>(api: Api, path: string | null): Resource<T> {
  const [held, setHeld] = useState<Held<T>>({ path, data: undefined, error: undefined })
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound((count) => count + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads the same path again
  useEffect(() => {
    if (path === null) return
    const leaving = new AbortController()
    api.get<T>(path, leaving.signal).then(
      (data) => setHeld({ path, data, error: undefined }),
      (error: unknown) => {
        if (leaving.signal.aborted) return
        const failure =
          error instanceof ApiError
            ? error
            : new ApiError({ type: 'offline', title: '', detail: String(error), fix: '' })
        setHeld((before) => ({ path, data: before.path === path ? before.data : undefined, error: failure }))
      },
    )
    return () => leaving.abort()
  }, [api, path, round])

  const current = held.path === path
  return { data: current ? held.data : undefined, error: current ? held.error : undefined, reload }
}
