import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TokenPreview, WishChoices } from '#identity'
import type { ApiError } from '../../client/api.ts'
import { useSession } from '../../client/session.tsx'
import { failureOf, useResource } from '../../client/use-resource.ts'

/** What the form holds; empty texts are not chosen yet. */
export type Wish = {
  clientId: string
  customer: string
  company: string
  groups: readonly string[]
  /** Months until the consent's end; 0 for none. */
  months: number
  /** Undefined until somebody chooses: all that are offered. */
  accounts: readonly string[] | undefined
}

type App = { name: string; market: string; clientId: string | null; state: string; origin: string }
type Info = {
  markets: { id: string; customers: { login: string; name: string }[]; lanes: { market: string }[] }[]
}

const MONTH_MS = 30 * 86_400_000

/** The form's choices, what is chosen, and the body of the call that asks for it. */
export function useWish(clientId: string) {
  const { api, bankNow } = useSession()
  const apps = useResource<{ applications: App[] }>(api, '/api/marketplace/applications?limit=100')
  const info = useResource<Info>(api, '/api/info')
  const choices = useResource<{ markets: WishChoices[] }>(api, '/api/tokens/choices')
  const [wish, setWish] = useState<Wish>({
    ...{ clientId, customer: '', company: '', groups: [], months: 0, accounts: undefined },
  })
  const ready = (apps.data?.applications ?? []).filter(
    (app): app is App & { clientId: string } => app.clientId !== null && app.origin === 'live' && app.state === 'ready',
  )
  const app = ready.find((one) => one.clientId === wish.clientId)
  const groups = choices.data?.markets.find(({ market }) => market === app?.market)?.groups ?? []
  // A lane's customers are its market's.
  const ofApp = ({ market }: { market: string }) => market === app?.market
  const customers =
    info.data?.markets.find(({ id, lanes }) => ofApp({ market: id }) || lanes.some(ofApp))?.customers ?? []
  const permissions = [
    ...new Set(groups.filter(({ id }) => wish.groups.includes(id)).flatMap((group) => group.permissions)),
  ]
  // To the minute, so that the same wish stays the same question.
  const until = Math.floor((bankNow() + wish.months * MONTH_MS) / 60_000) * 60_000
  const body =
    app && wish.customer !== '' && permissions.length > 0
      ? {
          ...{ market: app.market, clientId: app.clientId, customer: wish.customer, permissions },
          ...(wish.company.trim() === '' ? {} : { company: wish.company.trim() }),
          ...(wish.months === 0 ? {} : { expires: new Date(until).toISOString().replace('.000Z', 'Z') }),
          ...(wish.accounts === undefined ? {} : { accounts: wish.accounts }),
        }
      : undefined
  return {
    wish,
    change: (changes: Partial<Wish>) => setWish((before) => ({ ...before, ...changes })),
    ready: apps.data ? ready : undefined,
    ...{ app, groups, customers, body },
    /** What asks for a token of the app alone. */
    alone: app && wish.customer === '' ? { market: app.market, clientId: app.clientId } : undefined,
  }
}

/** What a wish would give; undefined while it is worked out. */
export function usePreview(body: object | undefined): {
  preview: TokenPreview | undefined
  error: ApiError | undefined
} {
  const { api } = useSession()
  const { data, error } = useQuery({
    queryKey: ['/api/tokens/preview', JSON.stringify(body)],
    queryFn: () => api.post<{ preview: TokenPreview }>('/api/tokens/preview', body),
    enabled: body !== undefined,
    retry: false,
    placeholderData: (before) => before,
  })
  return { preview: error || !body ? undefined : data?.preview, error: error && body ? failureOf(error) : undefined }
}
