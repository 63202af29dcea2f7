import { Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core'
import type { Application } from '#marketplace'
import { plainName, save, saveFile } from '../../client/download.ts'
import { useCredentials } from '../../client/queries.ts'
import { useWords } from '../../client/words.tsx'
import { zipOf } from '../../client/zip.ts'
import { Code } from '../../parts/copy.tsx'
import { Empty, Failed, Loading } from '../../parts/states.tsx'
import { Wide } from '../../parts/wide.tsx'
import { filesOf } from './credentials-tab.tsx'

/** A program with this application's own ids, and how to run it. */
export function RunTab({ application }: { application: Application }) {
  const { t } = useWords()
  const credentials = useCredentials(application)
  if (credentials.error) return <Failed error={credentials.error} onRetry={() => credentials.refetch()} />
  if (!credentials.data) return <Loading rows={4} />
  const pack = credentials.data
  if (!pack.example) return <Empty title={t('run.none.title')}>{t('run.none.body')}</Empty>
  const { name, text } = pack.example
  const folder = plainName(pack.name)
  const hasSecret = 'clientSecret' in pack
  // The program of a lane without certificates listens at its own redirect address where that is plain http.
  const comesBack = hasSecret && pack.redirectUris[0]?.startsWith('http:')
  return (
    <Stack gap="lg">
      <ol className="portal-run">
        <li>
          <Title order={2} size="h4">
            {t('run.save.title')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t(hasSecret ? 'run.save.secret' : 'run.save.body')}
          </Text>
          <Button size="compact-md" onClick={() => save(`${folder}.zip`, zipOf(filesOf(pack)))}>
            {t('files.all')}
          </Button>
        </li>
        <li>
          <Title order={2} size="h4">
            {t('run.run.title')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('run.run.body')}
          </Text>
          <Code label={t('run.shell')} text={`unzip ${folder}.zip -d ${folder}\nnode ${folder}/${name}`} />
        </li>
        <li>
          <Title order={2} size="h4">
            {t('run.log.title')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t(comesBack ? 'run.log.local' : 'run.log.body')}
          </Text>
          <Wide label={t('run.log.title')}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  {['name', 'login', 'password', 'document'].map((column) => (
                    <Table.Th key={column}>{t(`customer.${column}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {pack.testCustomers.map(({ name: customer, login, password, document }) => (
                  <Table.Tr key={login}>
                    <Table.Td>{customer}</Table.Td>
                    <Table.Td ff="monospace">{login}</Table.Td>
                    <Table.Td ff="monospace">{password}</Table.Td>
                    <Table.Td ff="monospace">{document}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Wide>
        </li>
      </ol>
      <Card withBorder padding="lg">
        <Group justify="space-between" mb="sm">
          <Title order={2} size="h4">
            {t('run.program')}
          </Title>
          <Button variant="default" size="compact-md" onClick={() => saveFile(name, text)}>
            {t('files.saveOne', { name })}
          </Button>
        </Group>
        <Code label={name} text={text} tall />
      </Card>
    </Stack>
  )
}
