import { useManner, useSession } from '../client/session.tsx'
import { Icon } from './icon.tsx'

/** In which lane something is, by the id of its market; nothing for the certified lane, where all is as it should be. */
export function LaneBadge({ market }: { market: string | null }) {
  const { words } = useManner()
  const { facts } = useSession()
  const lane = facts?.markets.find(({ id }) => id === market)?.lane
  if (!lane) return null
  return (
    <span className="pill lane-badge" title={words.sayOr(`lane.${lane.id}.note`, '')}>
      <Icon name="lane" size={12} />
      {words.sayOr(`lane.${lane.id}`, lane.id)}
    </span>
  )
}
