import { useCallback, useEffect, useRef, useState } from 'react'
import type { JourneyNews, JourneyPage, JourneySummary } from '#journey'
import type { ApiError } from '../../client/api.ts'
import { type JourneyFilter, listPath, withNews, withOlder } from '../../client/journeys.ts'
import { useLiveMessages, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'

export type Journeys = {
  /** Undefined until the first page has come. */
  list: JourneySummary[] | undefined
  error: ApiError | undefined
  reload(): void
  /** Given where there are older ones: loads the next page. */
  loadOlder: (() => void) | undefined
}

/** The journeys that a filter asks for, kept up to date by the live stream. */
export function useJourneys(filter: JourneyFilter): Journeys {
  const { api } = useSession()
  const path = listPath(filter)
  const page = useResource<JourneyPage>(api, path)
  const [held, setHeld] = useState<{ path: string; list: JourneySummary[]; next: number | null }>()
  const latest = useRef(filter)
  latest.current = filter

  useEffect(() => {
    if (page.data) setHeld({ path, list: page.data.journeys, next: page.data.next })
  }, [page.data, path])

  useLiveMessages((message) => {
    if (message.type === 'hello') page.reload()
    if (message.type !== 'journeys') return
    const { journeys } = message as unknown as JourneyNews
    setHeld((before) => before && { ...before, list: withNews(before.list, journeys, latest.current) })
  })

  const current = held?.path === path ? held : undefined
  const next = current?.next ?? null
  const loadOlder = useCallback(async () => {
    if (next === null) return
    const older = await api.get<JourneyPage>(listPath(latest.current, next)).catch(() => undefined)
    if (!older) return
    setHeld((before) =>
      before?.path === path ? { ...before, list: withOlder(before.list, older.journeys), next: older.next } : before,
    )
  }, [api, next, path])

  return {
    list: current?.list,
    error: page.error,
    reload: page.reload,
    loadOlder: next === null ? undefined : loadOlder,
  }
}
