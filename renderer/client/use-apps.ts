import { useMemo } from 'react'
import { shortId } from './format.ts'
import { useSession } from './session.tsx'
import { useResource } from './use-resource.ts'

type Applications = { applications: { id: string; name: string; clientId: string | null }[] }

/** Names applications by their own id or their client id. */
export type AppNames = {
  nameOf(journey: { applicationId: string | null; clientId: string | null }): string
  /** Every application that has a client id. */
  clients: { clientId: string; name: string }[]
}

/** The names of the applications; a journey whose application is not known is named by its client id. */
export function useApps(): AppNames {
  const { api } = useSession()
  const { data } = useResource<Applications>(api, '/api/marketplace/applications')
  return useMemo(() => {
    const names = new Map<string, string>()
    const clients: AppNames['clients'] = []
    for (const { id, name, clientId } of data?.applications ?? []) {
      names.set(id, name)
      if (clientId === null) continue
      names.set(clientId, name)
      clients.push({ clientId, name })
    }
    return {
      clients,
      nameOf({ applicationId, clientId }) {
        const known = names.get(applicationId ?? '') ?? names.get(clientId ?? '')
        return known ?? ((clientId ?? applicationId) ? shortId((clientId ?? applicationId) as string) : '')
      },
    }
  }, [data])
}
