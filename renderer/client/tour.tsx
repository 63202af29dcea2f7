import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react'
import { useAddress } from './address.ts'

const Tour = lazy(() => import('../tour/tour.tsx'))

/** Where this browser keeps that the tour was seen. */
const KEY = 'bancada.tour'

const TourContext = createContext<() => void>(() => undefined)

/** Shows the tour to whoever opens the console's home for the first time, and to whoever asks for it. */
export function TourProvider({ children }: { children: ReactNode }) {
  const { path, query } = useAddress()
  // Who follows a link to a page of its own wants that page.
  const [open, setOpen] = useState(() => path === '/' && query.size === 0 && localStorage.getItem(KEY) === null)
  const start = useMemo(() => () => setOpen(true), [])
  const end = () => {
    localStorage.setItem(KEY, 'seen')
    setOpen(false)
  }
  return (
    <TourContext value={start}>
      {children}
      {open && (
        <Suspense>
          <Tour onEnd={end} />
        </Suspense>
      )}
    </TourContext>
  )
}

/** What starts the tour. */
export function useTour(): () => void {
  return useContext(TourContext)
}
