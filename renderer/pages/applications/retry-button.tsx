import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf } from '../../client/use-resource.ts'
import type { ProvisioningState } from './application.ts'

/** Another try for what failed, or for what waits, at once. */
export function RetryButton({ applicationId, state }: { applicationId: string; state: ProvisioningState }) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const again = useMutation({
    mutationFn: () => api.post(`/api/discovery/jobs/${encodeURIComponent(applicationId)}/retry`),
    onSettled: () => queries.invalidateQueries(),
  })
  if (state !== 'failed' && state !== 'waiting') return null
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
