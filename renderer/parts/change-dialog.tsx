import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useManner } from '../client/session.tsx'
import { Failure, useChange } from './change.tsx'
import './change-dialog.css'

/** A button that opens a form for a change; the form closes once the change was made. */
export function ChangeDialog({
  title,
  act,
  disabled = false,
  children,
}: {
  title: string
  act: () => Promise<unknown>
  disabled?: boolean
  children: ReactNode
}) {
  const { words } = useManner()
  const [open, setOpen] = useState(false)
  const change = useChange(() => setOpen(false))
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={title}
        closeButtonProps={{ 'aria-label': words.say('action.close') }}
        centered
      >
        <form
          className="desk-form"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate(act)
          }}
        >
          {children}
          <Failure error={change.error} />
          <Button type="submit" variant="filled" loading={change.isPending} disabled={disabled}>
            {title}
          </Button>
        </form>
      </Modal>
    </>
  )
}
