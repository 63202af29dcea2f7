import { useManner, useSession } from '../client/session.tsx'
import { useResource } from '../client/use-resource.ts'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'

const LOOK_MS = 10_000

/** Says in the bar on top that an application reported what looks like fraud; nothing once all of it was seen. */
export function FraudAlert() {
  const { words } = useManner()
  const { api } = useSession()
  const { data } = useResource<{ unseen: number }>(api, '/api/incidents?limit=1', { everyMs: LOOK_MS })
  const unseen = data?.unseen ?? 0
  return (
    <span role="status">
      {unseen > 0 && (
        <Link className="fraud-alert" href="/notices?view=alerts">
          <Icon name="alert" size={14} />
          <span className="fraud-alert-count" aria-hidden="true">
            {unseen}
          </span>
          <span className="fraud-alert-words">{words.count('alert.fraud', unseen)}</span>
        </Link>
      )}
    </span>
  )
}
