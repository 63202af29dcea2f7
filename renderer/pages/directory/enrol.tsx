import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { Failure, useChange } from './change.tsx'
import { API, type Organisation } from './directory.ts'
import { RoleChoice } from './role-choice.tsx'

/** Enrols an organisation. */
export function EnrolButton({ roles }: { roles: readonly string[] }) {
  const { words } = useManner()
  const { api } = useSession()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [registrationNumber, setNumber] = useState('')
  const [chosen, setChosen] = useState<string[]>(roles.slice(0, 1))
  const enrolling = useChange(() => setOpen(false))
  const enrol = async () => {
    const asked = { name, registrationNumber, roles: chosen }
    const { organisation } = await api.post<{ organisation: Organisation }>(`${API}/organisations`, asked)
    go(`/directory/organisation/${organisation.organisationId}`)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.say('directory.enrol')}</Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={words.say('directory.enrol')}
        closeButtonProps={{ 'aria-label': words.say('action.close') }}
        centered
      >
        <form
          className="desk-form"
          onSubmit={(event) => {
            event.preventDefault()
            enrolling.mutate(enrol)
          }}
        >
          <TextInput
            label={words.say('applications.name')}
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={words.say('directory.number')}
            description={words.say('directory.numberBody')}
            required
            value={registrationNumber}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <RoleChoice roles={roles} chosen={chosen} onChange={setChosen} />
          <Failure error={enrolling.error} />
          <Button type="submit" variant="filled" loading={enrolling.isPending} disabled={chosen.length === 0}>
            {words.say('directory.enrol')}
          </Button>
        </form>
      </Modal>
    </>
  )
}
