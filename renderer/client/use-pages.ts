import { useInfiniteQuery } from '@tanstack/react-query'
import type { ApiError } from './api.ts'
import { useSession } from './session.tsx'
import { failureOf } from './use-resource.ts'

export type Pages<T> = {
  /** The rows of all pages read so far; undefined until the first has come. */
  rows: T[] | undefined
  error: ApiError | undefined
  reload(): void
  /** Given where there are further rows: reads the next page. */
  more: (() => void) | undefined
  reading: boolean
}

/** Reads a list page by page: each page says in `next` where the one after it begins. */
export function usePages<P extends { next: string | number | null }, T>(
  path: string,
  rowsOf: (page: P) => T[],
  keyName = 'before',
): Pages<T> {
  const { api } = useSession()
  const query = useInfiniteQuery({
    queryKey: [path, 'pages'],
    queryFn: ({ pageParam, signal }) => api.get<P>(pageAddress(path, keyName, pageParam), signal),
    initialPageParam: null as string | number | null,
    getNextPageParam: ({ next }) => next,
  })
  return {
    rows: query.data?.pages.flatMap(rowsOf),
    error: query.error ? failureOf(query.error) : undefined,
    reload: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    reading: query.isFetching,
  }
}

/** The address of a page of a list: the list's own, and the key it begins after. */
export function pageAddress(path: string, keyName: string, key: string | number | null): string {
  if (key === null) return path
  return `${path}${path.includes('?') ? '&' : '?'}${keyName}=${encodeURIComponent(key)}`
}
