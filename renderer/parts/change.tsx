import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useManner } from '../client/session.tsx'
import { failureOf } from '../client/use-resource.ts'
import { Icon } from './icon.tsx'

/** A change of the bank; whatever shows it is read again afterwards. */
export function useChange(done?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    ...(done ? { onSuccess: done } : {}),
    onSettled: () => queries.invalidateQueries(),
  })
}

/** Why a change came to nothing, and what to do about it. */
export function Failure({ error }: { error: unknown }) {
  const { words } = useManner()
  if (!error) return null
  const { detail, fix } = failureOf(error)
  return (
    <p className="notice object-notice" role="alert">
      <Icon name="alert" size={14} /> <span>{detail ? `${detail} ${fix}` : words.say('failed.title')}</span>
    </p>
  )
}
