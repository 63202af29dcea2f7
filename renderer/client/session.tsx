import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ConsoleFacts } from '#console'
import { type Language, languageFor, type Words, wordsOf } from '../words/words.ts'
import { type Api, openApi } from './api.ts'
import { type Formats, formatsOf } from './format.ts'
import { type LiveFeed, type LiveMessage, openLiveFeed } from './live.ts'
import { useResource } from './use-resource.ts'

export type Theme = 'system' | 'light' | 'dark'

/** How this browser shows the console; kept in it. */
export type Manner = {
  words: Words
  formats: Formats
  theme: Theme
  setLanguage(language: Language): void
  setTheme(theme: Theme): void
}

const MannerContext = createContext<Manner | undefined>(undefined)

export function MannerProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    languageFor(localStorage.getItem('bancada.language'), navigator.languages),
  )
  const [theme, setTheme] = useState<Theme>(() => (localStorage.getItem('bancada.theme') as Theme | null) ?? 'system')
  const manner = useMemo<Manner>(
    () => ({
      words: wordsOf(language),
      formats: formatsOf(language),
      theme,
      setLanguage(next) {
        localStorage.setItem('bancada.language', next)
        setLanguage(next)
      },
      setTheme(next) {
        localStorage.setItem('bancada.theme', next)
        setTheme(next)
      },
    }),
    [language, theme],
  )
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  return <MannerContext value={manner}>{children}</MannerContext>
}

export function useManner(): Manner {
  const manner = useContext(MannerContext)
  if (!manner) throw new Error('outside of MannerProvider')
  return manner
}

/** The bank this page talks to. */
export type Session = {
  api: Api
  live: LiveFeed | undefined
  connected: boolean
  /** Unknown until the bank has answered once. */
  facts: ConsoleFacts | undefined
  /** Exchanges that the recorder lost to an overload. */
  dropped: number
  /** Bank time now, reckoned on from the last answer. */
  bankNow(): number
}

/** After these messages of the live stream nothing that was read before can be relied on. */
const ANEW = new Set(['hello', 'clock', 'reset'])
const STATUS_EVERY_MS = 10_000
const SessionContext = createContext<Session | undefined>(undefined)

type SessionProps = { token: string; onStale: () => void; children: ReactNode }

/** Opens the bank for the pages below; what was read is forgotten with the token it was read by. */
export function SessionProvider(props: SessionProps) {
  const [client] = useState(openQueries)
  return (
    <QueryClientProvider client={client}>
      <OpenSession {...props} client={client} />
    </QueryClientProvider>
  )
}

/** The bank is on this machine: what the browser holds of the network does not matter, nor does asking twice help. */
function openQueries(): QueryClient {
  const always = { networkMode: 'always', retry: false } as const
  return new QueryClient({
    defaultOptions: { queries: { ...always, refetchOnWindowFocus: false }, mutations: always },
  })
}

function OpenSession({ token, onStale, children, client }: SessionProps & { client: QueryClient }) {
  const { words } = useManner()
  const language = useRef(words.language)
  language.current = words.language
  const api = useMemo(() => openApi(token, onStale, () => language.current), [token, onStale])
  const [live, setLive] = useState<LiveFeed>()
  const [connected, setConnected] = useState(true)
  const status = useResource<ConsoleFacts>(api, '/api/status', { everyMs: STATUS_EVERY_MS })
  const health = useResource<{ dropped: number }>(api, '/api/traffic/health', { everyMs: STATUS_EVERY_MS })
  const facts = status.data
  const readAt = useMemo(() => (facts ? performance.now() : 0), [facts])

  useEffect(() => {
    const feed = openLiveFeed(api, setConnected)
    const unsubscribe = feed.subscribe((message) => {
      // What the stream told while it was away is read again.
      if (ANEW.has(message.type) && message.phase !== 'begun') void client.invalidateQueries()
    })
    setLive(feed)
    return () => {
      unsubscribe()
      feed.close()
    }
  }, [api, client])

  const dropped = health.data?.dropped ?? 0
  const session = useMemo<Session>(
    () => ({
      api,
      live,
      connected,
      facts,
      dropped,
      bankNow: () => {
        if (!facts) return Date.now()
        return facts.clock.frozen ? facts.clock.now : facts.clock.now + performance.now() - readAt
      },
    }),
    [api, live, connected, facts, dropped, readAt],
  )
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('outside of SessionProvider')
  return session
}

/** Hears the live stream's messages; a `hello` means that some may have been missed. */
export function useLiveMessages(onMessage: (message: LiveMessage) => void): void {
  const { live } = useSession()
  const latest = useRef(onMessage)
  latest.current = onMessage
  useEffect(() => live?.subscribe((message) => latest.current(message)), [live])
}

/** Ticks once a second, on the second. */
export function useSecond(): void {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [])
}
