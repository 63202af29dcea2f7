import type { Api, Market, Parameter, Route } from '#markets'

/** The OpenAPI 3.0 document of an API, made from the routes and schemas that serve it. */
export function openApiOf(market: Market, api: Api, addresses: { public: string; mutual: string }) {
  return {
    openapi: '3.0.3',
    info: {
      title: `${market.name}: ${api.id}`,
      version: api.version,
      description: `The ${api.id} API as this simulated bank serves it.`,
    },
    servers: [{ url: `${addresses[market.addresses.apiListener ?? 'mutual']}${api.basePath}` }],
    paths: pathsOf(market, api),
    components: {
      schemas: api.components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A certificate-bound access token, over mutual TLS.' },
      },
    },
  }
}

function pathsOf(market: Market, api: Api): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of api.routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(market, route) }
  }
  return paths
}

const TOKENS: Readonly<Record<Route['token'], string>> = {
  client: 'Token by client_credentials.',
  customer: "Token of a customer's consent.",
  either: "Token by client_credentials, or of a customer's consent.",
}

const scopesOf = ({ scope }: Route): readonly string[] => (typeof scope === 'string' ? [scope] : scope)

function operationOf(market: Market, route: Route) {
  const needs = [
    scopesOf(route).length === 0 ? 'Any scope.' : `Scope ${scopesOf(route).join(' or ')}.`,
    TOKENS[route.token],
  ]
  if (route.permissions.length > 0) needs.push(`Permission ${route.permissions.join(' or ')}.`)
  return {
    operationId: route.id,
    description: needs.join(' '),
    security: [{ bearer: [] }],
    // The same for programs: OpenAPI 3.0 has no place for them with a bearer scheme.
    'x-scopes': scopesOf(route),
    'x-token': route.token,
    'x-permissions': route.permissions,
    parameters: route.parameters.map(({ name, in: place, required, schema }: Parameter) => ({
      name,
      in: place,
      required,
      schema,
      // Lists are written with commas, in one value.
      ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    })),
    ...(route.body ? { requestBody: { required: true, content: requestContentOf(market, route) } } : {}),
    responses: Object.fromEntries(
      Object.entries(answersOf(market, route)).map(([status, schema]) => [
        status,
        responseOf(market, route, status, schema),
      ]),
    ),
  }
}

/** What the operation answers, and the market's error for everything else where it doesn't say. */
function answersOf({ envelope }: Market, { responses }: Route): Readonly<Record<string, unknown>> {
  return envelope.errorSchema ? { ...responses, default: envelope.errorSchema } : responses
}

function responseOf(market: Market, route: Route, status: string, schema: unknown) {
  const refused = status === 'default' || Number(status) >= 400
  const description = refused ? 'Refused' : 'Answered'
  if (!schema) return { description }
  const own = market.envelope.mediaType
  const types = refused ? [own] : (route.produces ?? [own])
  const content = types.map((type) => (type === own ? [market.envelope.contentType, { schema }] : [type, BINARY]))
  return { description, content: Object.fromEntries(content) }
}

function requestContentOf({ envelope }: Market, { body, consumes = [] }: Route) {
  const documents = consumes.map((type) => [type, BINARY])
  return { [envelope.mediaType]: { schema: body }, ...Object.fromEntries(documents) }
}

const BINARY = { schema: { type: 'string', format: 'binary' } }
