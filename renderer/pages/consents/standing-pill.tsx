import type { ConsentRow } from '#consent'
import { useManner } from '../../client/session.tsx'
import { Pill } from '../../parts/status-pill.tsx'

const LOOKS = { waiting: 'waiting', active: 'ok', ended: 'ended' } as const

/** Where a consent stands, in the market's word as the reader's language has it. */
export function StandingPill({ consent: { state, standing } }: { consent: Pick<ConsentRow, 'state' | 'standing'> }) {
  const { words } = useManner()
  return <Pill outcome={LOOKS[standing]}>{words.sayOr(`consents.state.${state}`, state)}</Pill>
}
