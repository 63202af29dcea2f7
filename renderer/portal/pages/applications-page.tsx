import { Anchor, Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import type { Application } from '#marketplace'
import { marketOf, useApplications, useMe, useProducts } from '../client/queries.ts'
import { useTitle, useWords } from '../client/words.tsx'
import { LaneBadge } from '../parts/lane-badge.tsx'
import { StatePill } from '../parts/state-pill.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'

export function ApplicationsPage() {
  const { t } = useWords()
  const applications = useApplications()
  const me = useMe()
  useTitle(t('apps.title'))
  const create = (
    <Button component={Link} to="/new">
      {t('apps.new')}
    </Button>
  )
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="lg">
        <div>
          <Title order={1}>{t('apps.title')}</Title>
          <Text c="dimmed">{me.data ? t('apps.of', { organisation: me.data.organisation.name }) : '\u00a0'}</Text>
        </div>
        {applications.data && applications.data.length > 0 && create}
      </Group>
      {applications.data ? (
        applications.data.length === 0 ? (
          <Empty title={t('apps.none.title')} action={create}>
            {t('apps.none.body')}
          </Empty>
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} component="ul" className="portal-list">
            {applications.data.map((application) => (
              <li key={application.id}>
                <ApplicationCard application={application} />
              </li>
            ))}
          </SimpleGrid>
        )
      ) : applications.error ? (
        <Failed error={applications.error} onRetry={() => applications.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function ApplicationCard({ application }: { application: Application }) {
  const { t, formats } = useWords()
  const market = marketOf(useProducts().data?.markets, application)
  return (
    <Card withBorder padding="lg" className="portal-card">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Anchor component={Link} to={`/apps/${application.id}`} className="portal-card-link" fw={600} size="lg">
          {application.name}
        </Anchor>
        <StatePill state={application.state} />
      </Group>
      <Text size="sm" mt={4}>
        {market?.name ?? application.market} <LaneBadge lane={application.lane} />
      </Text>
      <Text size="sm" c="dimmed">
        {t('apps.created', { date: formats.date(application.createdAt) })}
      </Text>
      <Text size="sm" c="dimmed" truncate ff="monospace" mt="xs">
        {application.redirectUris[0]}
      </Text>
    </Card>
  )
}
