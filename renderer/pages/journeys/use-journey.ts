import { useCallback, useEffect, useState } from 'react'
import type { JourneyDetail, JourneyNews } from '#journey'
import { ApiError } from '../../client/api.ts'
import { useLiveMessages, useSession } from '../../client/session.tsx'

export type OpenJourney = {
  data: JourneyDetail | undefined
  error: ApiError | undefined
  reload(): void
  /** Given where there are further steps: loads the next page of them. */
  loadMore: (() => void) | undefined
}

/** One journey with its steps, read again whenever the live stream tells of it. */
export function useJourney(journeyId: string): OpenJourney {
  const { api } = useSession()
  const [data, setData] = useState<JourneyDetail>()
  const [error, setError] = useState<ApiError>()
  const [pages, setPages] = useState(1)
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound((count) => count + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads the same journey again
  useEffect(() => {
    const leaving = new AbortController()
    const path = `/api/journeys/${encodeURIComponent(journeyId)}`

    async function read(): Promise<JourneyDetail> {
      const whole = await api.get<JourneyDetail>(path, leaving.signal)
      for (let page = 1; page < pages && whole.next !== null; page += 1) {
        const more = await api.get<JourneyDetail>(`${path}?after=${whole.next}`, leaving.signal)
        whole.steps.push(...more.steps)
        whole.next = more.next
      }
      return whole
    }

    read().then(
      (whole) => {
        setData(whole)
        setError(undefined)
      },
      (failure: unknown) => {
        if (!leaving.signal.aborted && failure instanceof ApiError) setError(failure)
      },
    )
    return () => leaving.abort()
  }, [api, journeyId, pages, round])

  useLiveMessages((message) => {
    if (message.type === 'hello') reload()
    if (message.type !== 'journeys') return
    const { journeys } = message as unknown as JourneyNews
    if (journeys.some(({ id }) => id === journeyId)) reload()
  })

  const more = data?.next ?? null
  return { data, error, reload, loadMore: more === null ? undefined : () => setPages((count) => count + 1) }
}
