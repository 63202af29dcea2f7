import type { AccountStatus } from '#bank'
import { useManner } from '../../client/session.tsx'
import { Pill } from '../../parts/status-pill.tsx'

const LOOKS = { open: 'ok', blocked: 'refused', hidden: 'refused', closed: 'ended' } as const

/** Where an account stands. */
export function AccountPill({ status }: { status: AccountStatus }) {
  const { words } = useManner()
  return <Pill outcome={LOOKS[status]}>{words.say(`customers.status.${status}`)}</Pill>
}
