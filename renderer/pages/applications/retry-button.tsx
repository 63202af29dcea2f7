import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Origin } from '#kernel'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import type { ProvisioningState } from './application.ts'

type Props = { applicationId: string; state: ProvisioningState; origin: Origin }

/** Another try for what failed, or for what waits, at once. */
export function RetryButton({ applicationId, state, origin }: Props) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const again = useMutation({
    mutationFn: () => api.post(`/api/discovery/jobs/${encodeURIComponent(applicationId)}/retry`),
    onSettled: () => queries.invalidateQueries(),
  })
  // One of a generated history has no keys to try with.
  if (origin === 'generated' || (state !== 'failed' && state !== 'waiting')) return null
  return (
    <>
      {again.error && (
        <span className="export-failed" role="alert">
          {failureOf(again.error).detail || words.say('failed.title')}
        </span>
      )}
      <Button loading={again.isPending} onClick={() => again.mutate()}>
        {words.say('provisioning.retry')}
      </Button>
    </>
  )
}
