import { Suspense, useCallback, useEffect, useState } from 'react'
import { BrowserRouter } from 'react-router'
import { useAddress } from './client/address.ts'
import { MannerProvider, SessionProvider, useManner } from './client/session.tsx'
import { forgetToken, takeToken } from './client/start-link.ts'
import { TourProvider } from './client/tour.tsx'
import { NoTokenPage } from './pages/no-token/no-token-page.tsx'
import { PAGES, pageAt } from './pages/pages.ts'
import { Dressed } from './parts/dressed.tsx'
import { Frame } from './parts/frame.tsx'
import { Skeleton } from './parts/states.tsx'

const readToken = () => takeToken(location, sessionStorage, (url) => history.replaceState(null, '', url))

/** The console: its frame and the page that the address names, or how to get in. */
export function App() {
  const [token, setToken] = useState(readToken)
  const [stale, setStale] = useState(false)
  const onStale = useCallback(() => {
    forgetToken(sessionStorage)
    setToken(null)
    setStale(true)
  }, [])

  // A new start link pasted into an open tab changes the fragment only.
  useEffect(() => {
    const onHash = () => {
      const taken = readToken()
      if (taken) setToken(taken)
    }
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])

  return (
    <MannerProvider>
      <Dressed>
        {token === null ? (
          <NoTokenPage stale={stale} />
        ) : (
          // Without transitions: what is typed into a filter is in the address before the next key.
          <BrowserRouter useTransitions={false}>
            <SessionProvider key={token} token={token} onStale={onStale}>
              <Page />
            </SessionProvider>
          </BrowserRouter>
        )}
      </Dressed>
    </MannerProvider>
  )
}

function Page() {
  const { words } = useManner()
  const address = useAddress()
  const page = pageAt(address.path)
  return (
    <TourProvider>
      <Frame pages={PAGES} current={page.id}>
        <Suspense fallback={<Skeleton rows={6} label={words.say('app.loading')} />}>
          <page.Page address={address} />
        </Suspense>
      </Frame>
    </TourProvider>
  )
}
