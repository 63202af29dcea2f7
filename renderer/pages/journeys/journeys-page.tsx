import { useEffect, useRef } from 'react'
import { type Address, useGo } from '../../client/address.ts'
import { typesText } from '../../client/keys.ts'
import { useManner } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { EmptyState } from '../../parts/states.tsx'
import { JourneyDetail } from './journey-detail.tsx'
import { JourneyList } from './journey-list.tsx'
import { journeyAddress, placeOf, stepAddress } from './place.ts'

/** Journeys: the list on the left, the chosen one's steps, and the open step's messages. */
export function JourneysPage({ address }: { address: Address }) {
  const { words } = useManner()
  const apps = useApps()
  const go = useGo()
  const { journeyId, stepId, tab } = placeOf(address)
  const latest = useRef(address)
  latest.current = address

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || typesText(event.target)) return
      if (document.querySelector('[role="dialog"]')) return
      const place = placeOf(latest.current)
      if (place.stepId !== null) go(stepAddress(latest.current, null))
      else if (place.journeyId !== null) go(journeyAddress(latest.current, null))
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [go])

  useReturningFocus(journeyId, stepId)

  return (
    <div className="journeys" data-open={stepId !== null ? 'step' : journeyId !== null ? 'journey' : 'list'}>
      <JourneyList address={address} chosenId={journeyId} apps={apps} />
      {journeyId === null ? (
        <section className="pane pane-empty">
          <EmptyState icon="route" title={words.say('journeys.choose.title')}>
            <p className="muted">{words.say('journeys.choose.body')}</p>
          </EmptyState>
        </section>
      ) : (
        <JourneyDetail key={journeyId} address={address} journeyId={journeyId} stepId={stepId} tab={tab} apps={apps} />
      )}
    </div>
  )
}

/** Closing a step or a journey gives the focus back to the row that opened it. */
function useReturningFocus(journeyId: string | null, stepId: string | null): void {
  const before = useRef({ journeyId, stepId })
  useEffect(() => {
    const closed = before.current
    before.current = { journeyId, stepId }
    if (closed.stepId !== null && stepId === null && journeyId === closed.journeyId) focusOn('step', closed.stepId)
    if (closed.journeyId !== null && journeyId === null) focusOn('journey', closed.journeyId)
  }, [journeyId, stepId])
}

function focusOn(kind: 'step' | 'journey', id: string): void {
  document.querySelector<HTMLElement>(`[data-${kind}="${CSS.escape(id)}"]`)?.focus()
}
