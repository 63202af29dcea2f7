import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { Failure } from './failure.tsx'

const REDIRECT = 'http://localhost:3000/callback'

/** Creates an application in a lane without certificates, and goes to it: its files are there. */
export function NewGuidedApplication({ market, lane }: { market: string; lane: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const go = useGo()
  const [name, setName] = useState('')
  const [redirect, setRedirect] = useState(REDIRECT)
  const create = useMutation({
    mutationFn: () =>
      api.post<{ application: { id: string } }>('/api/marketplace/applications', {
        ...{ market, lane, name: name.trim(), redirectUris: [redirect.trim()] },
      }),
    async onSuccess({ application }) {
      await queries.invalidateQueries()
      go(`/applications/${application.id}`)
    },
  })
  return (
    <form
      className="lane-form"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <TextInput
        label={words.say('lanes.appName')}
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={words.say('lanes.redirect')}
        required
        withAsterisk={false}
        maxLength={255}
        value={redirect}
        onChange={(event) => setRedirect(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === '' || create.isPending}>
        {words.say('lanes.create')}
      </Button>
      <Failure error={create.error} />
    </form>
  )
}
