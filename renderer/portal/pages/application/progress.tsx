import { Card, Text, Title } from '@mantine/core'
import type { Application } from '#marketplace'
import { marketOf, useProducts } from '../../client/queries.ts'
import { useWords } from '../../client/words.tsx'
import { Code } from '../../parts/copy.tsx'

const STEPS = ['created', 'waiting', 'registering', 'ready'] as const

/** How far whoever registers an application is with it, and what stopped it last. */
export function Progress({ application }: { application: Application }) {
  const { t, n, formats, orElse } = useWords()
  const { data } = useProducts()
  const by = marketOf(data?.markets, application)?.provisionedBy
  const says = (key: string) => orElse(`${key}.${by}`, t(key))
  const { state, attempts, lastError, nextAttemptAt } = application
  const at = state === 'failed' ? STEPS.indexOf('registering') : STEPS.indexOf(state)
  return (
    <Card withBorder padding="lg" role="status">
      <Title order={2} size="h3" mb="md">
        {says(`progress.${state}`)}
      </Title>
      <ol className="portal-steps">
        {STEPS.map((step, index) => (
          <li
            key={step}
            data-step={index < at ? 'done' : index === at ? (state === 'failed' ? 'failed' : 'now') : 'next'}
          >
            <Text fw={600}>{says(`progress.step.${step}`)}</Text>
            <Text size="sm" c="dimmed">
              {says(`progress.step.${step}.body`)}
            </Text>
          </li>
        ))}
      </ol>
      {attempts > 0 && (
        <Text size="sm" mt="md">
          {n('progress.attempts', attempts)}
          {nextAttemptAt !== null && ` · ${t('progress.next', { time: formats.time(nextAttemptAt) })}`}
        </Text>
      )}
      {lastError && (
        <>
          <Title order={3} size="h5" mt="md" mb="xs">
            {t('progress.lastError')}
          </Title>
          <Code label={lastError.type} text={JSON.stringify(lastError.facts, null, 2)} />
        </>
      )}
    </Card>
  )
}
