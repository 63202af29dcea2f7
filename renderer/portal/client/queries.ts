import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Overview } from '#analytics'
import type { Application, DeveloperSession, NewApplication, NewDeveloper, Pack, Product } from '#marketplace'
import type { RegistrationField } from '#markets'
import type { OpenApiDocument } from './open-api.ts'
import { usePortalSession } from './session.tsx'

const HOUR_MS = 3_600_000
const RENEW_BELOW_MS = 2 * HOUR_MS

/** Who is signed in; the session is renewed while the page is open, before it ends. */
export function useMe() {
  const { api, signedIn } = usePortalSession()
  const queries = useQueryClient()
  const me = useQuery({
    queryKey: ['session'],
    queryFn: () => api.call<DeveloperSession>('GET', '/api/marketplace/session'),
    refetchInterval: 60_000,
    enabled: signedIn,
  })
  const { data } = me
  useEffect(() => {
    if (!data || data.endsAt - data.now >= RENEW_BELOW_MS) return
    api.call<DeveloperSession>('POST', '/api/marketplace/session').then(
      (renewed) => queries.setQueryData(['session'], renewed),
      // The next reading tries again, or finds that the session has ended.
      () => undefined,
    )
  }, [data, api, queries])
  return me
}

export function useSignIn() {
  const { api, open } = usePortalSession()
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      api.call<{ sessionToken: string }>('POST', '/api/marketplace/sign-in', body),
    onSuccess: ({ sessionToken }) => open(sessionToken),
  })
}

export function useSignUp() {
  const { api, open } = usePortalSession()
  return useMutation({
    mutationFn: (body: NewDeveloper) => api.call<{ sessionToken: string }>('POST', '/api/marketplace/sign-up', body),
    onSuccess: ({ sessionToken }) => open(sessionToken),
  })
}

/** Whether the agent is still at work on an application. */
export function isUnderway({ state }: Pick<Application, 'state'>): boolean {
  return state === 'waiting' || state === 'registering'
}

export function useApplications() {
  const { api } = usePortalSession()
  return useQuery({
    queryKey: ['applications'],
    queryFn: () => api.call<{ applications: Application[] }>('GET', '/api/marketplace/applications'),
    select: ({ applications }) => applications,
    refetchInterval: ({ state }) => (state.data?.applications.some(isUnderway) ? 800 : 15_000),
  })
}

export function useApplication(id: string) {
  const { api } = usePortalSession()
  return useQuery({
    queryKey: ['application', id],
    queryFn: () =>
      api.call<{ application: Application }>('GET', `/api/marketplace/applications/${encodeURIComponent(id)}`),
    select: ({ application }) => application,
    refetchInterval: ({ state }) => (state.data && isUnderway(state.data.application) ? 700 : 15_000),
  })
}

export function useCredentials(application: Application) {
  const { api } = usePortalSession()
  return useQuery({
    queryKey: ['credentials', application.id],
    queryFn: () =>
      api.call<{ credentials: Pack }>('GET', `/api/marketplace/applications/${application.id}/credentials`),
    select: ({ credentials }) => credentials,
    enabled: application.state === 'ready',
    // Collecting credentials is a recorded step of the journey: once a visit is enough.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useCreateApplication() {
  const { api } = usePortalSession()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Omit<NewApplication, 'developerId'>) =>
      api.call<{ application: Application }>('POST', '/api/marketplace/applications', body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['applications'] }),
  })
}

/** What an application did in the last `spanMs` of bank time, kept up to date. */
export function useUsage(id: string, spanMs: number) {
  const { api } = usePortalSession()
  return useQuery({
    queryKey: ['usage', id, spanMs],
    queryFn: async () => {
      const { now } = await api.call<DeveloperSession>('GET', '/api/marketplace/session')
      const period = new URLSearchParams({ from: String(now - spanMs), to: String(now) })
      return api.call<{ usage: Overview }>('GET', `/api/marketplace/applications/${id}/usage?${period}`)
    },
    select: ({ usage }) => usage,
    refetchInterval: 5000,
  })
}

/** A market with the lanes that applications register in. */
export type ProductMarket = {
  id: string
  name: string
  lanes: string[]
  /** Who registers its applications at the bank. */
  provisionedBy: 'agent' | 'gateway'
  /** What it asks of an application besides. */
  fields: RegistrationField[]
}

/** The market of an application, whatever its lane. */
export function marketOf(
  markets: ProductMarket[] | undefined,
  { market, lane }: Application,
): ProductMarket | undefined {
  return markets?.find(({ id }) => id === market || `${id}-${lane}` === market)
}

export function useProducts() {
  const { api } = usePortalSession()
  return useQuery({
    queryKey: ['products'],
    queryFn: () => api.call<{ markets: ProductMarket[]; products: Product[] }>('GET', '/api/products'),
    staleTime: 60_000,
  })
}

export function useProduct(market: string, api: string) {
  const session = usePortalSession()
  return useQuery({
    queryKey: ['product', market, api],
    queryFn: () =>
      session.api.call<{ product: Product; document: OpenApiDocument }>(
        'GET',
        `/api/products/${encodeURIComponent(market)}/${encodeURIComponent(api)}`,
      ),
    staleTime: 60_000,
  })
}
