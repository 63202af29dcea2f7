import type { ConsentRow } from '#consent'
import { useManner } from '../../client/session.tsx'
import { Pill } from '../../parts/status-pill.tsx'

const LOOKS = { waiting: 'waiting', active: 'ok', ended: 'ended' } as const

type Standing = Pick<ConsentRow, 'state' | 'standing' | 'heldSince'>

/** Where a consent stands, in the market's word as the reader's language has it; a hold goes before it. */
export function StandingPill({ consent: { state, standing, heldSince } }: { consent: Standing }) {
  const { words } = useManner()
  if (heldSince !== null) return <Pill outcome="held">{words.say('consents.held')}</Pill>
  return <Pill outcome={LOOKS[standing]}>{words.sayOr(`consents.state.${state}`, state)}</Pill>
}
