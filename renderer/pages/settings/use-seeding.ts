import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SeedingFacts } from '../../../server/start/seeding.ts'
import { useSession } from '../../client/session.tsx'
import { type Resource, useResource } from '../../client/use-resource.ts'

const PATH = '/api/seed'

/** The bank's generated history and the making of another, as the live stream tells of it. */
export function useSeeding(): Resource<SeedingFacts> {
  const { api, live } = useSession()
  const queries = useQueryClient()
  const seeding = useResource<SeedingFacts>(api, PATH)
  useEffect(
    () =>
      live?.subscribe((message) => {
        if (message.type === 'seeding') queries.setQueryData([PATH], message.seeding)
      }),
    [live, queries],
  )
  return seeding
}
