import { Anchor, Group, Text, Title } from '@mantine/core'
import { Link, useParams, useSearchParams } from 'react-router'
import { PortalError } from '../../client/api.ts'
import { saveFile } from '../../client/download.ts'
import { type OpenApiDocument, operationsOf } from '../../client/open-api.ts'
import { useProduct } from '../../client/queries.ts'
import { useTitle, useWords } from '../../client/words.tsx'
import { Failed, Loading } from '../../parts/states.tsx'
import { NotFoundPage } from '../not-found-page.tsx'
import { OperationView } from './operation-view.tsx'

export function ProductPage() {
  const { market = '', api = '' } = useParams()
  const product = useProduct(market, api)
  if (product.data)
    return <Documentation api={api} family={product.data.product.family} document={product.data.document} />
  if (product.error instanceof PortalError && product.error.type === 'product-not-found') return <NotFoundPage />
  if (product.error) return <Failed error={product.error} onRetry={() => product.refetch()} />
  return <Loading rows={4} />
}

function Documentation({ api, family, document }: { api: string; family: string; document: OpenApiDocument }) {
  const { t, orElse } = useWords()
  const [search] = useSearchParams()
  const operations = operationsOf(document)
  const chosen = operations.find(({ operationId }) => operationId === search.get('operation')) ?? operations[0]
  const title = orElse(`product.${family}`, api)
  useTitle(title)
  return (
    <>
      <Anchor component={Link} to="/products" size="sm">
        ← {t('products.title')}
      </Anchor>
      <Group justify="space-between" mt={4}>
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          <span className="portal-tag">v{document.info.version}</span>
        </Group>
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => saveFile(`${api}-openapi.json`, `${JSON.stringify(document, null, 2)}\n`)}
        >
          {t('product.openapi')}
        </Anchor>
      </Group>
      <Text c="dimmed" mb="lg" className="portal-base">
        {t('product.base')} <code>{document.servers[0]?.url}</code>
      </Text>
      <div className="portal-docs">
        <nav aria-label={t('product.operations')}>
          <ul>
            {operations.map(({ operationId, method, path }) => (
              <li key={operationId}>
                <Link
                  to={`?operation=${encodeURIComponent(operationId)}`}
                  replace
                  {...(operationId === chosen?.operationId ? { 'aria-current': 'true' as const } : {})}
                >
                  <span className="portal-method" data-method={method}>
                    {method}
                  </span>
                  <span className="portal-path">{path}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {chosen && <OperationView key={chosen.operationId} operation={chosen} document={document} />}
      </div>
    </>
  )
}
