import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RegistrationField } from '#markets'
import { useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { detailsOf, type Filled } from '../../parts/market-fields/filled.ts'
import { MarketFields } from '../../parts/market-fields/market-fields.tsx'
import { Failure } from './failure.tsx'

const REDIRECT = 'http://localhost:3000/callback'

type Products = { markets: { id: string; fields: RegistrationField[] }[] }

/**
 * Creates an application in a lane without certificates, with what its market asks besides, and goes to it: its files
 * are there.
 */
export function NewGuidedApplication({ market, lane }: { market: string; lane: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const queries = useQueryClient()
  const go = useGo()
  const [name, setName] = useState('')
  const [redirect, setRedirect] = useState(REDIRECT)
  const [filled, setFilled] = useState<Filled>({})
  const products = useResource<Products>(api, '/api/products').data
  const fields = products?.markets.find(({ id }) => id === market)?.fields ?? []
  const create = useMutation({
    mutationFn: () => {
      const details = detailsOf(fields, filled)
      return api.post<{ application: { id: string } }>('/api/marketplace/applications', {
        ...{ market, lane, name: name.trim(), redirectUris: [redirect.trim()] },
        ...(Object.keys(details).length === 0 ? {} : { details }),
      })
    },
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
      <div className="lane-fields">
        <MarketFields
          fields={fields}
          filled={filled}
          language={words.language}
          onChange={(id, value) => setFilled((before) => ({ ...before, [id]: value }))}
        />
      </div>
      <Button type="submit" disabled={name.trim() === '' || create.isPending}>
        {words.say('lanes.create')}
      </Button>
      <Failure error={create.error} />
    </form>
  )
}
