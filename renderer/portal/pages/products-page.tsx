import { Anchor, Card, Group, SimpleGrid, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { useProducts } from '../client/queries.ts'
import { useTitle, useWords } from '../client/words.tsx'
import { Failed, Loading } from '../parts/states.tsx'

export function ProductsPage() {
  const { t, n, orElse } = useWords()
  const products = useProducts()
  useTitle(t('products.title'))
  return (
    <>
      <Title order={1}>{t('products.title')}</Title>
      <Text c="dimmed" mb="lg">
        {t('products.body')}
      </Text>
      {products.data ? (
        products.data.markets.map(({ id: market, name }) => (
          <section key={market} aria-label={name}>
            <Title order={2} size="h3" mb="sm">
              {name}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} component="ul" className="portal-list" mb="xl">
              {products.data.products
                .filter((product) => product.market === market)
                .map((product) => (
                  <li key={product.id}>
                    <Card withBorder padding="lg" className="portal-card">
                      <Group justify="space-between" wrap="nowrap">
                        <Anchor
                          component={Link}
                          to={`/products/${market}/${product.id}`}
                          className="portal-card-link"
                          fw={600}
                          size="lg"
                        >
                          {orElse(`product.${product.family}`, product.id)}
                        </Anchor>
                        <span className="portal-tag">v{product.version}</span>
                      </Group>
                      <Text size="sm" mt={4}>
                        {orElse(`product.${product.family}.body`, product.family)}
                      </Text>
                      <Text size="sm" c="dimmed" mt="xs">
                        {n('products.operations', product.operations.length)} ·{' '}
                        {t('products.scopes', { scopes: product.scopes.join(', ') })}
                      </Text>
                    </Card>
                  </li>
                ))}
            </SimpleGrid>
          </section>
        ))
      ) : products.error ? (
        <Failed error={products.error} onRetry={() => products.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}
