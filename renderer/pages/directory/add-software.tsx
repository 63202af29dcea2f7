import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { ChangeDialog } from '../../parts/change-dialog.tsx'
import { API, type Organisation, type Software } from './directory.ts'
import { RoleChoice } from './role-choice.tsx'

/** Makes a software statement of an organisation, with its keys and certificates. */
export function AddSoftwareButton({ organisation }: { organisation: Organisation }) {
  const { words } = useManner()
  const { api, facts } = useSession()
  const go = useGo()
  const marketName = useMarketName()
  const markets = facts?.markets ?? []
  const [name, setName] = useState('')
  const [market, setMarket] = useState('')
  const [redirects, setRedirects] = useState('')
  const [roles, setRoles] = useState<string[]>(organisation.roles.slice(0, 1))
  const add = async () => {
    const redirectUris = redirects.split(/\s+/).filter((uri) => uri !== '')
    const { software } = await api.post<{ software: Software }>(`${API}/software`, {
      ...{ organisationId: organisation.organisationId, name, redirectUris, roles },
      market: market || markets[0]?.id,
    })
    await api.post(`${API}/software/${software.softwareId}/credentials`)
    go(`/directory/software/${software.softwareId}`)
  }
  return (
    <ChangeDialog title={words.say('directory.addSoftware')} act={add} disabled={roles.length === 0}>
      <p className="muted">{words.say('directory.addSoftwareBody')}</p>
      <TextInput
        label={words.say('applications.name')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {markets.length > 1 && (
        <NativeSelect
          label={words.say('journey.market')}
          value={market}
          onChange={(event) => setMarket(event.currentTarget.value)}
          data={markets.map(({ id }) => ({ value: id, label: marketName(id) }))}
        />
      )}
      <Textarea
        size="xs"
        label={words.say('applications.redirects')}
        description={words.say('directory.redirectsBody')}
        placeholder="https://127.0.0.1:8443/callback"
        required
        rows={2}
        spellCheck={false}
        value={redirects}
        onChange={(event) => setRedirects(event.currentTarget.value)}
      />
      <RoleChoice roles={organisation.roles} chosen={roles} onChange={setRoles} />
    </ChangeDialog>
  )
}
