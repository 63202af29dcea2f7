import { useManner, useSession } from '../client/session.tsx'

/** Whether what is shown follows the bank at this moment. */
export function Live() {
  const { words } = useManner()
  const { connected } = useSession()
  return (
    <span className="live" data-on={connected} role="status">
      <span className="lamp" aria-hidden="true" />
      {words.say(connected ? 'live.on' : 'live.off')}
    </span>
  )
}
