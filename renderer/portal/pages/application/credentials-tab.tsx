import { Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core'
import type { Application, Pack } from '#marketplace'
import { plainName, save, saveFile } from '../../client/download.ts'
import { useCredentials } from '../../client/queries.ts'
import { useWords } from '../../client/words.tsx'
import { zipOf } from '../../client/zip.ts'
import { Fact } from '../../parts/copy.tsx'
import { Failed, Loading } from '../../parts/states.tsx'

export const ENVIRONMENT_FILE = 'bancada.env'

/** Every file of an application, by name. */
export function filesOf({ files, environment, example }: Pack): Record<string, string> {
  return { ...files, [ENVIRONMENT_FILE]: environment, ...(example ? { [example.name]: example.text } : {}) }
}

/** An application's ids and addresses, and the files it needs. */
export function CredentialsTab({ application }: { application: Application }) {
  const { t } = useWords()
  const credentials = useCredentials(application)
  if (credentials.error) return <Failed error={credentials.error} onRetry={() => credentials.refetch()} />
  if (!credentials.data) return <Loading rows={6} height={44} />
  const pack = credentials.data
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Card withBorder padding="lg">
        <Title order={2} size="h3" mb="md">
          {t('ids.title')}
        </Title>
        <dl className="portal-facts">
          <Fact label={t('ids.clientId')} value={pack.clientId} />
          {'clientSecret' in pack && <Fact label={t('ids.clientSecret')} value={pack.clientSecret} />}
          <Fact label={t('ids.softwareId')} value={pack.softwareId} />
          <Fact label={t('ids.organisationId')} value={pack.organisationId} />
          <Fact label={t('ids.applicationId')} value={pack.applicationId} />
          {pack.redirectUris.map((uri) => (
            <Fact key={uri} label={t('ids.redirectUri')} value={uri} />
          ))}
          <Fact label={t('ids.issuer')} value={pack.issuer} />
          <Fact label={t('ids.metadata')} value={pack.metadataUrl} />
          {'clientSecret' in pack ? (
            <Fact label={t('ids.apiBase')} value={pack.apiBase} />
          ) : (
            <Fact label={t('ids.participants')} value={pack.participantsUrl} />
          )}
        </dl>
      </Card>
      <Files pack={pack} />
    </SimpleGrid>
  )
}

function Files({ pack }: { pack: Pack }) {
  const { t, orElse } = useWords()
  const files = filesOf(pack)
  return (
    <Card withBorder padding="lg">
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h3">
          {t('files.title')}
        </Title>
        <Button size="compact-md" onClick={() => save(`${plainName(pack.name)}.zip`, zipOf(files))}>
          {t('files.all')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        {t('files.body')}
      </Text>
      <ul className="portal-files">
        {Object.entries(files).map(([name, text]) => (
          <li key={name}>
            <div>
              <code>{name}</code>
              <Text size="sm" c="dimmed">
                {orElse(`file.${name}`, '')}
              </Text>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('files.saveOne', { name })}
              onClick={() => saveFile(name, text)}
            >
              {t('files.save')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
