/** One address of the authorization server, below its issuer's path. */
export type Endpoint = {
  name:
    | 'metadata'
    | 'keys'
    | 'entry'
    | 'authorize'
    | 'resume'
    | 'push'
    | 'backchannel'
    | 'token'
    | 'revoke'
    | 'userinfo'
    | 'register'
    | 'manage'
    | 'interaction'
    | 'login'
    | 'confirm'
    | 'cancel'
    | 'leave'
    | 'code'
    | 'resend'
    | 'handback'
    | 'returned'
    | 'sharing'
    | 'sharing-form'
  methods: readonly string[]
  path: string
  /** Needs a client certificate that the directory issued. */
  certificate?: true
  /** For signed requests: not offered where a market's security is plain. */
  strict?: true
  body?: 'form' | 'json'
  /** Which operation of the arrow table a call is; a function where the body decides. */
  operation: string | ((method: string, form: Record<string, unknown>) => string)
}

const MANAGE_OPERATIONS: Record<string, string> = { GET: 'read client', PUT: 'update client', DELETE: 'delete client' }

/** The grant of a request that its account holder answered on a device of the bank's (CIBA 10.1). */
export const CIBA_GRANT = 'urn:openid:params:grant-type:ciba'

/** Grants with an operation of their own; a record is never named by what a caller made up. */
const GRANT_OPERATIONS: ReadonlyMap<unknown, string> = new Map([
  ['client_credentials', 'token client_credentials'],
  ['authorization_code', 'token authorization_code'],
  ['refresh_token', 'token refresh_token'],
  [CIBA_GRANT, 'token ciba'],
])

/** Where the bank's own identity provider sends customers back to. */
export const HANDBACK_PATH = '/login/return'

export const METADATA_PATH = '/.well-known/openid-configuration'

/** What a market's gateway may offer in the place of its authorization server. */
export const REGISTRATION: ReadonlySet<Endpoint['name']> = new Set(['register', 'manage'])

/** The authorization endpoint of a market whose own sends the browser on to the engine's; its path is the market's. */
export const ENTRY: Endpoint = {
  name: 'entry',
  methods: ['GET', 'POST'],
  path: '',
  body: 'form',
  operation: 'begin authorization',
}

/** The authorization server's addresses as data: what each accepts and what it demands. */
export const ENDPOINTS: readonly Endpoint[] = [
  { name: 'metadata', methods: ['GET', 'HEAD'], path: METADATA_PATH, operation: 'read metadata' },
  { name: 'keys', methods: ['GET', 'HEAD'], path: '/jwks', operation: 'read keys' },
  { name: 'authorize', methods: ['GET', 'POST'], path: '/auth', body: 'form', operation: 'authorize' },
  { name: 'resume', methods: ['GET'], path: '/auth/:uid', operation: 'return to the app' },
  {
    name: 'push',
    methods: ['POST'],
    path: '/par',
    strict: true,
    certificate: true,
    body: 'form',
    operation: 'push authorization request',
  },
  {
    name: 'backchannel',
    methods: ['POST'],
    path: '/backchannel',
    certificate: true,
    body: 'form',
    operation: 'ask on the phone',
  },
  {
    name: 'token',
    methods: ['POST'],
    path: '/token',
    certificate: true,
    body: 'form',
    operation: (_method, form) => GRANT_OPERATIONS.get(form.grant_type) ?? 'token',
  },
  { name: 'revoke', methods: ['POST'], path: '/revoke', certificate: true, body: 'form', operation: 'revoke token' },
  { name: 'userinfo', methods: ['GET', 'POST'], path: '/userinfo', certificate: true, operation: 'userinfo' },
  {
    name: 'register',
    methods: ['POST'],
    path: '/register',
    certificate: true,
    body: 'json',
    operation: 'register client',
  },
  {
    name: 'manage',
    methods: ['GET', 'PUT', 'DELETE'],
    path: '/register/:clientId',
    certificate: true,
    body: 'json',
    operation: (method) => MANAGE_OPERATIONS[method] ?? 'manage client',
  },
  { name: 'interaction', methods: ['GET'], path: '/interaction/:uid', operation: 'show login' },
  { name: 'login', methods: ['POST'], path: '/interaction/:uid/login', body: 'form', operation: 'log in' },
  { name: 'confirm', methods: ['POST'], path: '/interaction/:uid/confirm', body: 'form', operation: 'confirm consent' },
  { name: 'cancel', methods: ['POST'], path: '/interaction/:uid/cancel', body: 'form', operation: 'cancel consent' },
  { name: 'code', methods: ['POST'], path: '/interaction/:uid/code', body: 'form', operation: 'check one-time code' },
  {
    name: 'resend',
    methods: ['POST'],
    path: '/interaction/:uid/resend',
    body: 'form',
    operation: 'send one-time code',
  },
  // From the bank's own identity provider: one registered address, and from there to the interaction's own cookie.
  { name: 'handback', methods: ['GET'], path: HANDBACK_PATH, operation: 'return from the provider' },
  { name: 'returned', methods: ['GET'], path: '/interaction/:uid/returned', operation: 'return from the provider' },
  { name: 'leave', methods: ['POST'], path: '/interaction/:uid/leave', body: 'form', operation: 'return to the app' },
  // The account holder's own page, of no app's: what they share, and how to end it.
  { name: 'sharing', methods: ['GET'], path: '/sharing', operation: 'see what is shared' },
  { name: 'sharing-form', methods: ['POST'], path: '/sharing/:act', body: 'form', operation: 'change what is shared' },
]

/** Finds the endpoint of a path below the issuer, with its parameters. */
export function findEndpoint(path: string): { endpoint: Endpoint; params: Record<string, string> } | undefined {
  return findByPath(ENDPOINTS, path)
}

/** The first of a list of addresses whose pattern a path fits, with the parameters that it names by a colon. */
export function findByPath<T extends { path: string }>(
  endpoints: readonly T[],
  path: string,
): { endpoint: T; params: Record<string, string> } | undefined {
  const parts = path.split('/')
  for (const endpoint of endpoints) {
    const wanted = endpoint.path.split('/')
    if (wanted.length !== parts.length) continue
    const params: Record<string, string> = {}
    const fits = wanted.every((part, i) => {
      const actual = parts[i] as string
      if (!part.startsWith(':')) return part === actual
      params[part.slice(1)] = actual
      return actual !== ''
    })
    if (fits) return { endpoint, params }
  }
  return undefined
}
