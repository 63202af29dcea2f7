import { Alert, Button, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { PortalError } from '../client/api.ts'
import { useWords } from '../client/words.tsx'

/** A refusal in the reader's language where the book has it, else as the bank worded it. */
export function useRefusal(): (error: unknown) => { title: string; detail: string } {
  const { t, orElse } = useWords()
  return (error) => {
    const refused = error instanceof PortalError ? error.refused : undefined
    if (!refused || refused.type === 'offline') return { title: t('offline.title'), detail: t('offline.detail') }
    return {
      title: orElse(`refused.${refused.type}.title`, refused.title),
      detail: orElse(`refused.${refused.type}.detail`, `${refused.detail} ${refused.fix}`),
    }
  }
}

/** What went wrong with something just asked for. */
export function Refusal({ error }: { error: unknown }) {
  const { title, detail } = useRefusal()(error)
  return (
    <Alert role="alert" title={title} className="portal-refusal" variant="default">
      {detail}
    </Alert>
  )
}

/** A read that failed, and a way to try it again. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useWords()
  const { title, detail } = useRefusal()(error)
  return (
    <Stack className="portal-state" role="alert" align="center" gap="xs">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed">{detail}</Text>
      <Button variant="default" onClick={onRetry}>
        {t('action.retry')}
      </Button>
    </Stack>
  )
}

/** Nothing here yet, and the next thing to do. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Stack className="portal-state" align="center" gap="xs">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={520}>
        {children}
      </Text>
      {action && <Group mt="sm">{action}</Group>}
    </Stack>
  )
}

export function Loading({ rows = 3, height = 72 }: { rows?: number; height?: number }) {
  const { t } = useWords()
  return (
    <Stack role="status" gap="sm">
      <VisuallyHidden>{t('app.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  )
}
