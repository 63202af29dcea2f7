import { useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** Where the console is: the page's path and its state. */
export type Address = { path: string; query: URLSearchParams }

/** Goes to another address within the console; `replace` keeps what is typed out of the history. */
export type Go = (url: string, options?: { replace?: boolean }) => void

export function useGo(): Go {
  const navigate = useNavigate()
  return useCallback((url, { replace = false } = {}) => void navigate(url, { replace }), [navigate])
}

/** The current address; the component is drawn again when it changes. */
export function useAddress(): Address {
  const { pathname, search } = useLocation()
  return useMemo(() => ({ path: pathname, query: new URLSearchParams(search) }), [pathname, search])
}

/** A path with its query changed: an empty or null value takes the name out. */
export function withQuery(path: string, query: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  const text = next.toString()
  return text === '' ? path : `${path}?${text}`
}

/** What an address names below a page's own path, decoded; empty on the page itself. */
export function below(page: string, { path }: Address): string[] {
  if (!path.startsWith(`${page}/`)) return []
  return path
    .slice(page.length + 1)
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
