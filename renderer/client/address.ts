import { useMemo, useSyncExternalStore } from 'react'

/** Where the console is: the page's path and its state. */
export type Address = { path: string; query: URLSearchParams }

const MOVED = 'bancada:moved'

/** Goes to another address within the console; `replace` keeps what is typed out of the history. */
export function go(url: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) history.replaceState(null, '', url)
  else history.pushState(null, '', url)
  window.dispatchEvent(new Event(MOVED))
}

/** The current address; the component is drawn again when it changes. */
export function useAddress(): Address {
  const href = useSyncExternalStore(watch, () => location.pathname + location.search)
  return useMemo(() => {
    const { pathname, searchParams } = new URL(href, location.origin)
    return { path: pathname, query: searchParams }
  }, [href])
}

function watch(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange)
  window.addEventListener(MOVED, onChange)
  return () => {
    window.removeEventListener('popstate', onChange)
    window.removeEventListener(MOVED, onChange)
  }
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
