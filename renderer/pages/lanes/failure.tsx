import { useManner } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import { Icon } from '../../parts/icon.tsx'

/** Why a change was refused; nothing while none was. */
export function Failure({ error }: { error: unknown }) {
  const { words } = useManner()
  if (!error) return null
  const { detail, fix } = failureOf(error)
  return (
    <p className="notice lane-failure" role="alert">
      <Icon name="alert" size={14} /> <span>{detail ? `${detail} ${fix}` : words.say('failed.title')}</span>
    </p>
  )
}
