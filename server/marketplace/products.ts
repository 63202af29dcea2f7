import { type ConsoleRoute, problem } from '#kernel'
import { type Api, CERTIFIED, type Market } from '#markets'

/** An API as the marketplace offers it. */
export type Product = {
  market: string
  id: string
  version: string
  /** The name under which the participants list publishes it. */
  family: string
  /** Their ids, in the document's order. */
  operations: string[]
  scopes: string[]
  permissions: string[]
}

export type ProductRouteDeps = {
  markets: readonly Pick<Market, 'id' | 'name' | 'apis' | 'lanes' | 'registration'>[]
  /** The OpenAPI document of an API, as the gateway serves it. */
  documentOf: (marketId: string, apiId: string) => unknown
}

/** The console's routes to the API products: what the bank offers is no secret, so anyone may read it. */
export function productRoutes({ markets, documentOf }: ProductRouteDeps): ConsoleRoute[] {
  const everybody = ['owner', 'developer', 'anyone'] as const
  return [
    {
      method: 'GET',
      path: '/api/products',
      roles: everybody,
      act: () => ({
        markets: markets.map(({ id, name, lanes = [], registration }) => ({
          ...{ id, name, provisionedBy: registration.atGateway ? 'gateway' : 'agent' },
          fields: registration.form?.fields ?? [],
          lanes: [CERTIFIED, ...lanes.filter(({ tokens }) => tokens).map((lane) => lane.id)],
        })),
        products: markets.flatMap((market) => market.apis.map((api) => productOf(market.id, api))),
      }),
    },
    {
      method: 'GET',
      path: '/api/products/:market/:api',
      roles: everybody,
      act({ params }) {
        const market = markets.find(({ id }) => id === params.market)
        const api = market?.apis.find(({ id }) => id === params.api)
        if (!market || !api) {
          const known = markets.flatMap(({ id, apis }) => apis.map((one) => `${id}/${one.id}`))
          throw problem('product-not-found', { market: params.market, api: params.api, known })
        }
        return { product: productOf(market.id, api), document: documentOf(market.id, api.id) }
      },
    },
  ]
}

function productOf(market: string, { id, version, family, routes }: Api): Product {
  return {
    market,
    id,
    version,
    family,
    operations: routes.map((route) => route.id),
    scopes: [...new Set(routes.flatMap(({ scope }) => scope))],
    permissions: [...new Set(routes.flatMap(({ permissions }) => permissions))],
  }
}
