import type { Part } from '#kernel'

/** One address of the bank's own identity provider, below its issuer's path. */
export type LoginEndpoint = {
  name: 'metadata' | 'keys' | 'authorize' | 'resume' | 'token' | 'interaction' | 'login' | 'code' | 'resend' | 'cancel'
  methods: readonly string[]
  path: string
  /** Who calls it: the consumer's browser, or Identity Management itself. */
  from: Extract<Part, 'consumer' | 'identity'>
  /** Which operation of the market's arrow table it is. */
  operation: string
}

const READ = ['GET', 'HEAD']

const page = (name: 'login' | 'code' | 'resend' | 'cancel', operation: string): LoginEndpoint => ({
  ...{ name, operation, methods: ['POST'], path: `/interaction/:uid/${name}`, from: 'consumer' },
})

/** The provider's addresses: arrow 7 on the way there and back, arrow 8 while its customer logs in. */
export const LOGIN_ENDPOINTS: readonly LoginEndpoint[] = [
  {
    ...{ name: 'metadata', methods: READ, path: '/.well-known/openid-configuration', from: 'identity' },
    operation: 'read metadata',
  },
  { name: 'keys', methods: READ, path: '/jwks', from: 'identity', operation: 'read keys' },
  { name: 'authorize', methods: ['GET'], path: '/auth', from: 'consumer', operation: 'authorize at the provider' },
  { name: 'resume', methods: ['GET'], path: '/auth/:uid', from: 'consumer', operation: 'return from the provider' },
  { name: 'token', methods: ['POST'], path: '/token', from: 'identity', operation: 'redeem the login' },
  { name: 'interaction', methods: ['GET'], path: '/interaction/:uid', from: 'consumer', operation: 'show login' },
  page('login', 'log in'),
  page('code', 'check one-time code'),
  page('resend', 'send one-time code'),
  page('cancel', 'cancel login'),
]
