import type { ProvisioningState } from '#marketplace'
import { useWords } from '../client/words.tsx'

/** Where an application stands, in words and with a sign of its own. */
export function StatePill({ state }: { state: ProvisioningState }) {
  const { t } = useWords()
  return (
    <span className="portal-pill" data-state={state}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {state === 'ready' ? (
          <path d="M1.5 5.2L4 7.7 8.5 2.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
        ) : state === 'failed' ? (
          <path d="M2 2l6 6M8 2L2 8" fill="none" stroke="currentColor" strokeWidth="1.8" />
        ) : (
          <circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="4 2" />
        )}
      </svg>
      {t(`state.${state}`)}
    </span>
  )
}
