import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import { openPortalApi, type PortalApi } from './api.ts'

const KEPT_AS = 'bancada.portal.session'

export type PortalSession = {
  api: PortalApi
  signedIn: boolean
  /** Whether the last session ended without being signed out. */
  ended: boolean
  open(sessionToken: string): void
  signOut(): Promise<void>
}

const SessionContext = createContext<PortalSession | undefined>(undefined)

/** Who is signed in, in this tab only. */
export function PortalSessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const token = useRef(sessionStorage.getItem(KEPT_AS))
  const [state, setState] = useState({ signedIn: token.current !== null, ended: false })

  const session = useMemo(() => {
    function keep(next: string | null): void {
      token.current = next
      if (next === null) sessionStorage.removeItem(KEPT_AS)
      else sessionStorage.setItem(KEPT_AS, next)
    }
    function leave(ended: boolean): void {
      keep(null)
      // What one developer saw is not for the next one at this tab.
      queries.clear()
      setState({ signedIn: false, ended })
    }
    const api = openPortalApi({
      tokenNow: () => token.current,
      languageNow: () => document.documentElement.lang,
      onEnded: () => leave(true),
    })
    return {
      api,
      open(sessionToken: string) {
        keep(sessionToken)
        queries.clear()
        setState({ signedIn: true, ended: false })
      },
      async signOut() {
        await api.call('DELETE', '/api/marketplace/session').catch(() => undefined)
        leave(false)
      },
    }
  }, [queries])

  const value = useMemo(() => ({ ...session, ...state }), [session, state])
  return <SessionContext value={value}>{children}</SessionContext>
}

export function usePortalSession(): PortalSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('outside of PortalSessionProvider')
  return session
}
