import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { ChangeDialog } from '../../parts/change-dialog.tsx'
import { API, type Organisation } from './directory.ts'
import { RoleChoice } from './role-choice.tsx'

/** Enrols an organisation. */
export function EnrolButton({ roles }: { roles: readonly string[] }) {
  const { words } = useManner()
  const { api } = useSession()
  const go = useGo()
  const [name, setName] = useState('')
  const [registrationNumber, setNumber] = useState('')
  const [chosen, setChosen] = useState<string[]>(roles.slice(0, 1))
  const enrol = async () => {
    const asked = { name, registrationNumber, roles: chosen }
    const { organisation } = await api.post<{ organisation: Organisation }>(`${API}/organisations`, asked)
    go(`/directory/organisation/${organisation.organisationId}`)
  }
  return (
    <ChangeDialog title={words.say('directory.enrol')} act={enrol} disabled={chosen.length === 0}>
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
    </ChangeDialog>
  )
}
