import { Anchor, Group, Tabs, Text, Title } from '@mantine/core'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Application } from '#marketplace'
import { PortalError } from '../../client/api.ts'
import { marketOf, useApplication, useProducts } from '../../client/queries.ts'
import { useTitle, useWords } from '../../client/words.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { StatePill } from '../../parts/state-pill.tsx'
import { Failed, Loading } from '../../parts/states.tsx'
import { NotFoundPage } from '../not-found-page.tsx'
import { CredentialsTab } from './credentials-tab.tsx'
import { Progress } from './progress.tsx'
import { RunTab } from './run-tab.tsx'
import { UsageTab } from './usage-tab.tsx'

export function ApplicationPage() {
  const { id = '' } = useParams()
  const application = useApplication(id)
  if (application.data) return <OneApplication application={application.data} />
  if (application.error instanceof PortalError && application.error.type === 'application-not-found') {
    return <NotFoundPage />
  }
  if (application.error) return <Failed error={application.error} onRetry={() => application.refetch()} />
  return <Loading rows={4} />
}

const TABS = ['credentials', 'run', 'usage'] as const

function OneApplication({ application }: { application: Application }) {
  const { t, formats } = useWords()
  const [search, setSearch] = useSearchParams()
  const market = marketOf(useProducts().data?.markets, application)
  useTitle(application.name)
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'credentials'
  const choose = (next: string | null) =>
    setSearch(next === null || next === 'credentials' ? {} : { tab: next }, { replace: true })
  return (
    <>
      <Anchor component={Link} to="/" size="sm">
        ← {t('apps.title')}
      </Anchor>
      <Group gap="md" mt={4}>
        <Title order={1}>{application.name}</Title>
        <StatePill state={application.state} />
        <LaneBadge lane={application.lane} />
      </Group>
      <Text c="dimmed" mb="lg">
        {market?.name ?? application.market} · {t('apps.created', { date: formats.date(application.createdAt) })}
      </Text>
      {application.state === 'ready' ? (
        <Tabs value={tab} onChange={choose} keepMounted={false}>
          <Tabs.List mb="lg">
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`app.tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="credentials">
            <CredentialsTab application={application} />
          </Tabs.Panel>
          <Tabs.Panel value="run">
            <RunTab application={application} />
          </Tabs.Panel>
          <Tabs.Panel value="usage">
            <UsageTab application={application} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Progress application={application} />
      )}
    </>
  )
}
