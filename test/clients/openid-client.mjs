// A data recipient as a developer would write it: openid-client, the files that `bancada app create --out DIR` or
// `bancada directory software add --out DIR` wrote, and nothing of Bancada's own code.
//
//   node test/clients/openid-client.mjs DIR CPF
//
// It prints the address to send the customer to, reads the address they came back with from standard input, and prints
// the customer's accounts with their balances as JSON. Where the folder has a software-statement.jwt instead of a client
// id, it registers itself first; in the end it refreshes, revokes, asks again on the
// customer's phone (CIBA), and leaves.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseEnv } from 'node:util'
import * as client from 'openid-client'
import { Agent, fetch } from 'undici'

const [folder, document] = process.argv.slice(2)
const file = (name) => readFileSync(path.join(folder, name), 'utf8')
const env = parseEnv(file('bancada.env'))

// Mutual TLS with the application's own certificate.
const dispatcher = new Agent({
  connect: {
    ca: file(env.BANCADA_CA_FILE),
    cert: file(env.BANCADA_TRANSPORT_CERTIFICATE_FILE),
    key: file(env.BANCADA_TRANSPORT_KEY_FILE),
  },
})
const call = (url, options) => fetch(url, { ...options, dispatcher })

const key = (name, algorithm, usages) =>
  crypto.subtle.importKey('jwk', JSON.parse(file(name)), algorithm, false, usages)
const signing = await key(env.BANCADA_SIGNING_JWK_FILE, { name: 'RSA-PSS', hash: 'SHA-256' }, ['sign'])
const decryption = await key(env.BANCADA_ENCRYPTION_JWK_FILE, { name: 'RSA-OAEP', hash: 'SHA-1' }, [
  'decrypt',
  'unwrapKey',
])

const authentication = client.PrivateKeyJwt({ key: signing, kid: env.BANCADA_SIGNING_KEY_ID })
const options = {
  [client.customFetch]: call,
  execute: [
    client.useCodeIdTokenResponseType,
    client.enableDetachedSignatureResponseChecks,
    (c) =>
      client.enableDecryptingResponses(c, ['A256GCM'], {
        key: decryption,
        alg: 'RSA-OAEP',
        kid: env.BANCADA_ENCRYPTION_KEY_ID,
      }),
  ],
}
const CIBA = 'urn:openid:params:grant-type:ciba'
const issuer = new URL(env.BANCADA_ISSUER)
const registers = existsSync(path.join(folder, 'software-statement.jwt'))
const configuration = registers
  ? await client.dynamicClientRegistration(
      issuer,
      {
        grant_types: ['authorization_code', 'client_credentials', 'refresh_token', CIBA],
        backchannel_token_delivery_mode: 'poll',
        redirect_uris: [env.BANCADA_REDIRECT_URI],
        software_statement: file('software-statement.jwt'),
        use_mtls_endpoint_aliases: true,
      },
      authentication,
      options,
    )
  : await client.discovery(
      issuer,
      env.BANCADA_CLIENT_ID,
      { id_token_signed_response_alg: 'PS256', use_mtls_endpoint_aliases: true },
      authentication,
      options,
    )

// Endpoints are read from the participants list, never built.
const participants = await (await call(env.BANCADA_PARTICIPANTS_URL)).json()
const endpoints = participants
  .flatMap((participant) => participant.AuthorisationServers ?? [])
  .filter((server) => server.OpenIDDiscoveryDocument === env.BANCADA_METADATA_URL)
  .flatMap((server) => server.ApiResources)
  .flatMap((api) =>
    api.ApiDiscoveryEndpoints.map(({ ApiEndpoint }) => ({ family: api.ApiFamilyType, url: ApiEndpoint })),
  )
const endpoint = (family, end) => endpoints.find((e) => e.family === family && e.url.endsWith(end)).url

async function api(method, url, token, body) {
  const response = await call(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'x-fapi-interaction-id': randomUUID(),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

const { access_token: lodgingToken } = await client.clientCredentialsGrant(configuration, { scope: 'consents' })
const lodge = () =>
  api('POST', endpoint('consents', '/consents'), lodgingToken, {
    data: {
      loggedUser: { document: { identification: document, rel: 'CPF' } },
      permissions: ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
    },
  })
const consent = await lodge()

const pkceCodeVerifier = client.randomPKCECodeVerifier()
const expectedState = client.randomState()
const expectedNonce = client.randomNonce()
const signed = await client.buildAuthorizationUrlWithJAR(
  configuration,
  {
    redirect_uri: env.BANCADA_REDIRECT_URI,
    scope: `openid consent:${consent.data.consentId} accounts resources`,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    claims: JSON.stringify({ id_token: { acr: { essential: true } } }),
  },
  { key: signing, kid: env.BANCADA_SIGNING_KEY_ID },
)
const url = await client.buildAuthorizationUrlWithPAR(configuration, {
  request: signed.searchParams.get('request'),
})
process.stdout.write(`${url.href}\n`)

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { value: returned } = await lines.next()
const tokens = await client.authorizationCodeGrant(configuration, new URL(returned), {
  pkceCodeVerifier,
  expectedState,
  expectedNonce,
  idTokenExpected: true,
})

const { data: accounts } = await api('GET', endpoint('accounts', '/accounts'), tokens.access_token)
const withBalances = []
for (const account of accounts) {
  const address = endpoint('accounts', '/balances').replace('{accountId}', account.accountId)
  const { data } = await api('GET', address, tokens.access_token)
  withBalances.push({ ...account, available: data.availableAmount })
}
process.stdout.write(`${JSON.stringify(withBalances)}\n`)

if (registers) {
  const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token)
  await api('GET', endpoint('accounts', '/accounts'), refreshed.access_token)
  process.stdout.write('refreshed\n')
  await client.tokenRevocation(configuration, tokens.refresh_token)
  const after = await client.refreshTokenGrant(configuration, tokens.refresh_token).catch(({ error }) => error)
  process.stdout.write(`revoked: ${after}\n`)

  // A consent that its customer answers on the bank's app: a line of standard input says that they have.
  const { consentId } = (await lodge()).data
  const asked = await client.initiateBackchannelAuthentication(configuration, {
    request: await phoneRequest(consentId),
  })
  process.stdout.write(`asked: ${asked.auth_req_id}\n`)
  await lines.next()
  const answered = await client.pollBackchannelAuthenticationGrant(configuration, asked)
  await api('GET', endpoint('accounts', '/accounts'), answered.access_token)
  process.stdout.write('answered\n')

  const { registration_client_uri: own, registration_access_token: token } = configuration.clientMetadata()
  const { status } = await call(own, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
  process.stdout.write(status === 204 ? 'left\n' : `not left: ${status}\n`)
}
/** A signed request to the phone of a consent's customer: PS256, with the application's own key. */
async function phoneRequest(consentId) {
  const { client_id: iss } = configuration.clientMetadata()
  const iat = Math.floor(Date.now() / 1000)
  const scope = `openid consent:${consentId} accounts resources`
  const times = { iat, nbf: iat, exp: iat + 300, jti: randomUUID() }
  const claims = { iss, aud: env.BANCADA_ISSUER, client_id: iss, scope, login_hint: consentId, ...times }
  const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${base64url({ alg: 'PS256', kid: env.BANCADA_SIGNING_KEY_ID })}.${base64url(claims)}`
  const algorithm = { name: 'RSA-PSS', saltLength: 32 }
  const signature = await crypto.subtle.sign(algorithm, signing, Buffer.from(signed))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}

await dispatcher.close()
process.exit(0)
