import { MantineProvider } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { pageNonce } from '../client/nonce.ts'
import { useManner } from '../client/session.tsx'
import { THEME, VARIABLES } from '../theme.ts'

/** Dresses Mantine's parts in the console's theme, light or dark as chosen. */
export function Dressed({ children }: { children: ReactNode }) {
  const { theme } = useManner()
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  return (
    <MantineProvider
      theme={THEME}
      cssVariablesResolver={VARIABLES}
      forceColorScheme={theme === 'system' ? system : theme}
      getStyleNonce={() => pageNonce() ?? ''}
    >
      {children}
    </MantineProvider>
  )
}
