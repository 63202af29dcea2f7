import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type Api, ApiError } from './api.ts'

export type Resource<T> = {
  /** What was read last for this path; kept while it is read again. */
  data: T | undefined
  error: ApiError | undefined
  reload(): void
}

type Options = {
  /** Reads again this often. */
  everyMs?: number
}

/** Reads a path of the console API and reads it again on `reload`; a null path reads nothing. */
export function useResource<T>(api: Api, path: string | null, { everyMs }: Options = {}): Resource<T> {
  const { data, error, refetch } = useQuery<T>({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<T>(path ?? '', signal),
    enabled: path !== null,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
  const reload = useCallback(() => void refetch(), [refetch])
  return { data, error: error ? failureOf(error) : undefined, reload }
}

/** Whatever went wrong, as a failure the pages can show. */
export function failureOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError({ type: 'offline', title: '', detail: String(error), fix: '' })
}
