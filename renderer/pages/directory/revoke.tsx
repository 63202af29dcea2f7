import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Failure, useChange } from '../../parts/change.tsx'
import { API, type Overview } from './directory.ts'

/** Revokes a certificate for one of the reasons of RFC 5280; there is no way back, so it asks which. */
export function RevokeButton({ path }: { path: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const { data } = useResource<Overview>(api, API)
  const [open, setOpen] = useState(false)
  const revoking = useChange(() => setOpen(false))
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.say('directory.revoke')}</Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={words.say('directory.revoke')}
        closeButtonProps={{ 'aria-label': words.say('action.close') }}
        centered
      >
        <p className="muted">{words.say('directory.revokeBody')}</p>
        <div className="wishes">
          {data?.reasons.map((reason) => (
            <button
              key={reason}
              type="button"
              className="wish"
              disabled={revoking.isPending}
              onClick={() => revoking.mutate(() => api.post(`${path}/revoke`, { reason }))}
            >
              <strong>{words.sayOr(`directory.reason.${reason}`, reason)}</strong>
              <span className="muted mono">{reason}</span>
            </button>
          ))}
        </div>
        <Failure error={revoking.error} />
      </Modal>
    </>
  )
}
