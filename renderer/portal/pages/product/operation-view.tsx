import { Stack, Table, Text, Title } from '@mantine/core'
import { curlOf, exampleOf } from '../../client/example.ts'
import { contentOf, type OpenApiDocument, type Operation, resolved, type Schema } from '../../client/open-api.ts'
import { useWords } from '../../client/words.tsx'
import { Code } from '../../parts/copy.tsx'
import { Wide } from '../../parts/wide.tsx'
import { constraintsOf, SchemaView, typeOf } from './schema-view.tsx'

/** One operation: who may call it, what it takes, what it answers, and a call to try. */
export function OperationView({ operation, document }: { operation: Operation; document: OpenApiDocument }) {
  const { t } = useWords()
  const body = contentOf(operation.requestBody?.content)
  return (
    <Stack gap="lg" className="portal-operation">
      <div>
        <Title order={2} size="h3" className="portal-operation-title">
          <span className="portal-method" data-method={operation.method}>
            {operation.method}
          </span>{' '}
          <code>{operation.path}</code>
        </Title>
        <Text size="sm" c="dimmed">
          {operation.operationId}
        </Text>
      </div>
      <dl className="portal-needs">
        <div>
          <dt>{t('operation.token')}</dt>
          <dd>{t(`operation.token.${operation['x-token']}`)}</dd>
        </div>
        <div>
          <dt>{t('operation.scope')}</dt>
          <dd>
            {operation['x-scopes'].length === 0
              ? t('operation.scope.any')
              : operation['x-scopes'].map((scope) => (
                  <code key={scope} className="portal-permission">
                    {scope}
                  </code>
                ))}
          </dd>
        </div>
        <div>
          <dt>{t('operation.permissions')}</dt>
          <dd>
            {operation['x-permissions'].length === 0
              ? t('operation.permissions.none')
              : operation['x-permissions'].map((permission) => (
                  <code key={permission} className="portal-permission">
                    {permission}
                  </code>
                ))}
          </dd>
        </div>
      </dl>
      <Code label={t('operation.call')} text={curlOf(operation, document)} />
      {operation.parameters.length > 0 && <Parameters operation={operation} document={document} />}
      {body && (
        <section>
          <Title order={3} size="h4" mb="xs">
            {t('operation.body')}
          </Title>
          <SchemaView schema={body} document={document} />
          <Code label={t('operation.example')} text={JSON.stringify(exampleOf(body, document), null, 2)} />
        </section>
      )}
      <section>
        <Title order={3} size="h4" mb="xs">
          {t('operation.answers')}
        </Title>
        <Stack gap="xs">
          {answersOf(operation).map(({ statuses, schema }, at) => {
            const answered = Number(statuses[0]) < 400
            return (
              <details key={statuses[0]} className="portal-answer" open={at === 0}>
                <summary>
                  <strong>
                    {statuses.map((status) => (status === 'default' ? t('operation.otherwise') : status)).join(', ')}
                  </strong>{' '}
                  {t(answered ? 'operation.answered' : 'operation.refused')}
                </summary>
                {schema ? (
                  <SchemaView schema={schema} document={document} />
                ) : (
                  <Text size="sm" c="dimmed">
                    {t('operation.noContent')}
                  </Text>
                )}
              </details>
            )
          })}
        </Stack>
      </section>
    </Stack>
  )
}

/** The answers of an operation; statuses that are answered alike come together. */
function answersOf({ responses }: Operation): { statuses: string[]; schema: Schema | undefined }[] {
  const answers = new Map<string, { statuses: string[]; schema: Schema | undefined }>()
  for (const [status, { content }] of Object.entries(responses)) {
    const schema = contentOf(content)
    const key = `${Number(status) < 400} ${JSON.stringify(schema)}`
    const known = answers.get(key)
    if (known) known.statuses.push(status)
    else answers.set(key, { statuses: [status], schema })
  }
  return [...answers.values()]
}

function Parameters({ operation, document }: { operation: Operation; document: OpenApiDocument }) {
  const words = useWords()
  const { t } = words
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {t('operation.parameters')}
      </Title>
      <Wide label={t('operation.parameters')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {['name', 'place', 'type'].map((column) => (
                <Table.Th key={column}>{t(`parameter.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {operation.parameters.map(({ name, in: place, required, schema: asked }) => {
              const schema = resolved(asked, document)
              return (
                <Table.Tr key={`${place} ${name}`}>
                  <Table.Th scope="row">
                    <code>{name}</code>
                    {required && <span className="portal-required">{t('schema.required')}</span>}
                  </Table.Th>
                  <Table.Td>{t(`parameter.in.${place}`)}</Table.Td>
                  <Table.Td>
                    {typeOf(schema)}
                    <Text size="xs" c="dimmed" className="portal-constraints">
                      {constraintsOf(schema, words)}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Wide>
    </section>
  )
}
