import { Card, Group, SegmentedControl, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { useSearchParams } from 'react-router'
import type { Funnel, Overview } from '#analytics'
import type { Application } from '#marketplace'
import { useUsage } from '../../client/queries.ts'
import { useWords } from '../../client/words.tsx'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { Wide } from '../../parts/wide.tsx'

const HOUR_MS = 3_600_000
const SPANS: Readonly<Record<string, number>> = { hour: HOUR_MS, day: 24 * HOUR_MS, quarter: 90 * 24 * HOUR_MS }

/** What this application did and what was refused to it. */
export function UsageTab({ application }: { application: Application }) {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const chosen = search.get('span') ?? 'day'
  const span = chosen in SPANS ? chosen : 'day'
  const usage = useUsage(application.id, SPANS[span] as number)
  return (
    <Stack gap="lg">
      <SegmentedControl
        w="fit-content"
        aria-label={t('usage.span')}
        value={span}
        onChange={(next) => setSearch({ tab: 'usage', span: next }, { replace: true })}
        data={Object.keys(SPANS).map((value) => ({ value, label: t(`usage.span.${value}`) }))}
      />
      {usage.data ? (
        <Figures usage={usage.data} />
      ) : usage.error ? (
        <Failed error={usage.error} onRetry={() => usage.refetch()} />
      ) : (
        <Loading />
      )}
    </Stack>
  )
}

function Figures({ usage: { traffic, errorsByRule, funnel } }: { usage: Overview }) {
  const { t, formats } = useWords()
  if (traffic.length === 0) return <Empty title={t('usage.none.title')}>{t('usage.none.body')}</Empty>
  const calls = traffic.reduce((sum, { count }) => sum + count, 0)
  const errors = traffic.reduce((sum, one) => sum + one.errors, 0)
  const duration = (ms: number | null) => (ms === null ? '–' : formats.duration(ms))
  const slowest = Math.max(...traffic.map(({ p95 }) => p95 ?? 0))
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure label={t('usage.calls')} value={formats.number(calls)} />
        <Figure label={t('usage.errors')} value={formats.number(errors)} />
        <Figure label={t('usage.slowest')} value={duration(slowest)} />
        <Figure label={t('usage.consents')} value={formats.number(funnel.authorised)} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <FunnelCard funnel={funnel} />
        <ErrorsCard errorsByRule={errorsByRule} />
      </SimpleGrid>
      <Card withBorder padding="lg">
        <Title order={2} size="h4" mb="sm">
          {t('usage.operations')}
        </Title>
        <Wide label={t('usage.operations')}>
          <Table className="portal-numbers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('usage.operation')}</Table.Th>
                {['calls', 'errors'].map((column) => (
                  <Table.Th key={column}>{t(`usage.${column}`)}</Table.Th>
                ))}
                {['50', '95', '99'].map((share) => (
                  <Table.Th key={share}>p{share}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {traffic.map(({ operation, count, errors: failed, p50, p95, p99 }) => (
                <Table.Tr key={operation}>
                  <Table.Th scope="row">{operation}</Table.Th>
                  <Table.Td>{formats.number(count)}</Table.Td>
                  <Table.Td>{formats.number(failed)}</Table.Td>
                  {[p50, p95, p99].map((ms, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
                    <Table.Td key={at}>{duration(ms)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      </Card>
    </>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Card withBorder padding="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={600} lh={1.2}>
        {value}
      </Text>
    </Card>
  )
}

/** A row of a list whose length shows its share; the number stands beside it. */
function Bar({ label, count, most }: { label: string; count: number; most: number }) {
  const { formats } = useWords()
  return (
    <li>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{label}</Text>
        <Text size="sm" fw={600}>
          {formats.number(count)}
        </Text>
      </Group>
      <div className="portal-bar-track" aria-hidden="true">
        <div style={{ width: `${most === 0 ? 0 : (100 * count) / most}%` }} />
      </div>
    </li>
  )
}

function FunnelCard({ funnel }: { funnel: Funnel }) {
  const { t } = useWords()
  const stages = ['lodged', 'authorised', 'used', 'rejected', 'revoked'] as const
  const most = Math.max(...stages.map((stage) => funnel[stage]))
  return (
    <Card withBorder padding="lg">
      <Title order={2} size="h4" mb="sm">
        {t('usage.funnel')}
      </Title>
      <ul className="portal-bars">
        {stages.map((stage) => (
          <Bar key={stage} label={t(`funnel.${stage}`)} count={funnel[stage]} most={most} />
        ))}
      </ul>
    </Card>
  )
}

function ErrorsCard({ errorsByRule }: { errorsByRule: Overview['errorsByRule'] }) {
  const { t } = useWords()
  const most = errorsByRule[0]?.count ?? 0
  return (
    <Card withBorder padding="lg">
      <Title order={2} size="h4" mb="sm">
        {t('usage.byRule')}
      </Title>
      {errorsByRule.length === 0 ? (
        <Text c="dimmed">{t('usage.noErrors')}</Text>
      ) : (
        <ul className="portal-bars">
          {errorsByRule.map(({ rule, count }) => (
            <Bar key={rule} label={rule} count={count} most={most} />
          ))}
        </ul>
      )}
    </Card>
  )
}
