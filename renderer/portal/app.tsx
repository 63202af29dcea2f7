import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from 'react-router'
import { PortalError } from './client/api.ts'
import { PortalSessionProvider, usePortalSession } from './client/session.tsx'
import { WordsProvider } from './client/words.tsx'
import { ApplicationPage } from './pages/application/application-page.tsx'
import { ApplicationsPage } from './pages/applications-page.tsx'
import { NewApplicationPage } from './pages/new-application-page.tsx'
import { NotFoundPage } from './pages/not-found-page.tsx'
import { ProductPage } from './pages/product/product-page.tsx'
import { ProductsPage } from './pages/products-page.tsx'
import { SignInPage } from './pages/sign-in-page.tsx'
import { SignUpPage } from './pages/sign-up-page.tsx'
import { Frame } from './parts/frame.tsx'
import { cssVariables, pageNonce, theme, themeKeeper } from './theme.ts'

/** A refusal stays one; a bank that does not answer is asked again. */
function openQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => error instanceof PortalError && error.type === 'offline' && count < 2,
        retryDelay: 700,
      },
    },
  })
}

/** The marketplace's portal for the developers of data recipients. */
export function App() {
  const [queries] = useState(openQueries)
  const [keeper] = useState(themeKeeper)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={keeper}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
    >
      <QueryClientProvider client={queries}>
        <PortalSessionProvider>
          <WordsProvider>
            <BrowserRouter basename="/portal">
              <Pages />
            </BrowserRouter>
          </WordsProvider>
        </PortalSessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Pages() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="/sign-up" element={<SignUpPage />} />
        <Route path="/products" element={<ProductsPage />} />
        <Route path="/products/:market/:api" element={<ProductPage />} />
        <Route element={<ForTheSignedIn />}>
          <Route index element={<ApplicationsPage />} />
          <Route path="/new" element={<NewApplicationPage />} />
          <Route path="/apps/:id" element={<ApplicationPage />} />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  )
}

/** Everybody else signs in first, and comes back to where they were going. */
function ForTheSignedIn() {
  const { signedIn } = usePortalSession()
  const { pathname, search } = useLocation()
  if (!signedIn) return <Navigate to="/sign-in" replace state={{ to: pathname + search }} />
  return <Outlet />
}
