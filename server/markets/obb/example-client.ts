import type { ExampleFacts } from '../market.ts'

/**
 * A whole data recipient of Open Finance Brasil for Node 20 or later, with nothing to install: its own token, a consent,
 * a pushed signed request, the customer's way to the bank and back, the checked id_token, and the accounts.
 * It reads the keys from the files beside it; ids and addresses are written into it.
 */
export function exampleClient(facts: ExampleFacts): string {
  const { name, customer } = facts
  const title = name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  const literal = (value: string | undefined) => JSON.stringify(value ?? '').replace(/[\u2028\u2029]/g, ' ')
  const who = customer ? ` // ${customer.login}, password ${customer.password}` : ' // the CPF of a customer'
  return `// ${title}: a running client, for Node 20 or later; there is nothing to install.
// Keep it beside this application's files and run: node client.mjs
import * as crypto from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { createInterface } from 'node:readline'

${CONSTANTS.map((constant) => `const ${constant.name} = ${literal(constant.of(facts))}`).join('\n')}
const CUSTOMER_CPF = ${literal(customer?.document)}${who}
${BODY}`
}

const CONSTANTS: { name: string; of: (facts: ExampleFacts) => string }[] = [
  { name: 'CLIENT_ID', of: ({ clientId }) => clientId },
  { name: 'ISSUER', of: ({ issuer }) => issuer },
  { name: 'METADATA_URL', of: ({ metadataUrl }) => metadataUrl },
  { name: 'PARTICIPANTS_URL', of: ({ participantsUrl }) => participantsUrl },
  { name: 'REDIRECT_URI', of: ({ redirectUri }) => redirectUri },
  { name: 'SIGNING_KEY_ID', of: ({ signingKeyId }) => signingKeyId },
]

/** The program proper. It holds no template places, so that it reads here as it does there. */
const BODY = `
const file = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const identity = { ca: file('ca.crt.pem'), cert: file('transport.crt.pem'), key: file('transport.key.pem') }
const signingKey = crypto.createPrivateKey(file('signing.key.pem'))
const decryptionKey = crypto.createPrivateKey(file('encryption.key.pem'))
const PSS = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

// 1. Addresses are read from the bank's metadata and the participants list, never built.
const metadata = await call('GET', METADATA_URL)
const { token_endpoint, pushed_authorization_request_endpoint } = metadata.mtls_endpoint_aliases
const participants = await call('GET', PARTICIPANTS_URL)
const endpoints = participants
  .flatMap((participant) => participant.AuthorisationServers ?? [])
  .filter((server) => server.OpenIDDiscoveryDocument === METADATA_URL)
  .flatMap((server) => server.ApiResources.flatMap((api) => api.ApiDiscoveryEndpoints))
const endpoint = (end) => endpoints.find(({ ApiEndpoint }) => ApiEndpoint.endsWith(end)).ApiEndpoint

// 2. A token of the application's own, bound to its certificate.
const own = await post(token_endpoint, { grant_type: 'client_credentials', scope: 'consents', ...assertion() })

// 3. A consent, waiting for the customer.
const consent = await call('POST', endpoint('/consents'), {
  token: own.access_token,
  json: {
    data: {
      loggedUser: { document: { identification: CUSTOMER_CPF, rel: 'CPF' } },
      permissions: ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
    },
  },
})
const { consentId } = consent.data
console.error('Consent ' + consentId + ' is ' + consent.data.status)

// 4. The authorization request: signed, and pushed to the bank behind the browser's back.
const [state, nonce, verifier] = [random(), random(), random()]
const pushed = await post(pushed_authorization_request_endpoint, {
  request: sign({
    iss: CLIENT_ID,
    aud: ISSUER,
    client_id: CLIENT_ID,
    response_type: 'code id_token',
    redirect_uri: REDIRECT_URI,
    scope: 'openid consent:' + consentId + ' accounts resources',
    code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    nonce,
    claims: { id_token: { acr: { essential: true } } },
  }),
  client_id: CLIENT_ID,
  ...assertion(),
})

// 5. The customer logs in at the bank and confirms; the bank sends the browser to the redirect address.
const link = new URL(metadata.authorization_endpoint)
link.search = new URLSearchParams({ client_id: CLIENT_ID, request_uri: pushed.request_uri })
console.error('Open this address, log in, confirm, and paste the address that the browser ends at:')
console.log(link.href)
const returned = await new Promise((done) => createInterface({ input: process.stdin }).once('line', done))
const answer = new URLSearchParams(new URL(returned.trim()).hash.slice(1))
if (answer.has('error')) throw new Error(answer.get('error') + ': ' + answer.get('error_description'))
await checkIdToken(answer.get('id_token'))

// 6. The code becomes a token, which works with this application's certificate only.
const tokens = await post(token_endpoint, {
  grant_type: 'authorization_code',
  code: answer.get('code'),
  redirect_uri: REDIRECT_URI,
  code_verifier: verifier,
  ...assertion(),
})

// 7. The customer's accounts.
const accounts = await call('GET', endpoint('/accounts'), { token: tokens.access_token })
console.log(JSON.stringify(accounts.data, null, 2))
process.exit(0)

/** The answer belongs to this request: decrypted, signed by the bank, for this client, this nonce, state and code. */
async function checkIdToken(token) {
  const [header, key, iv, cipherText, tag] = token.split('.')
  const padding = crypto.constants.RSA_PKCS1_OAEP_PADDING
  const secret = crypto.privateDecrypt({ key: decryptionKey, padding, oaepHash: 'sha1' }, bytes(key))
  const decipher = crypto.createDecipheriv('aes-256-gcm', secret, bytes(iv))
  decipher.setAAD(Buffer.from(header)).setAuthTag(bytes(tag))
  const [head, payload, signature] = (decipher.update(bytes(cipherText), undefined, 'utf8') + decipher.final('utf8')).split('.')

  const { alg, kid } = JSON.parse(bytes(head))
  const jwk = (await call('GET', metadata.jwks_uri)).keys.find((one) => one.kid === kid)
  const bankKey = { key: crypto.createPublicKey({ key: jwk, format: 'jwk' }), ...PSS }
  const claims = JSON.parse(bytes(payload))
  const half = (text) => crypto.createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
  const fits =
    alg === 'PS256' &&
    crypto.verify('sha256', Buffer.from(head + '.' + payload), bankKey, bytes(signature)) &&
    claims.iss === ISSUER &&
    [claims.aud].flat().includes(CLIENT_ID) &&
    claims.exp > Date.now() / 1000 &&
    claims.nonce === nonce &&
    answer.get('state') === state &&
    claims.s_hash === half(state) &&
    claims.c_hash === half(answer.get('code'))
  if (!fits) throw new Error('the id_token does not belong to this request')
}

/** Proves who is calling, with a fresh signed statement for each call. */
function assertion() {
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  return { client_assertion_type: type, client_assertion: sign({ iss: CLIENT_ID, sub: CLIENT_ID, aud: ISSUER }) }
}

function sign(claims) {
  const now = Math.floor(Date.now() / 1000)
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text =
    encode({ alg: 'PS256', kid: SIGNING_KEY_ID, typ: 'JWT' }) +
    '.' +
    encode({ jti: crypto.randomUUID(), iat: now, nbf: now, exp: now + 60, ...claims })
  return text + '.' + crypto.sign('sha256', Buffer.from(text), { key: signingKey, ...PSS }).toString('base64url')
}

function post(url, form) {
  return call('POST', url, { form })
}

/** Calls with the application's certificate and gives the answer's JSON; a refusal is thrown as the bank worded it. */
function call(method, url, { token, json, form } = {}) {
  const body = json ? JSON.stringify(json) : form ? String(new URLSearchParams(form)) : undefined
  const headers = { accept: 'application/json', 'x-fapi-interaction-id': crypto.randomUUID() }
  if (token) headers.authorization = 'Bearer ' + token
  if (body) headers['content-type'] = json ? 'application/json' : 'application/x-www-form-urlencoded'
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ...identity }, async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      if (response.statusCode < 300) resolve(JSON.parse(text))
      else reject(new Error(method + ' ' + url + ': ' + response.statusCode + ' ' + text))
    })
    sent.on('error', reject).end(body)
  })
}

function bytes(text) {
  return Buffer.from(text, 'base64url')
}

function random() {
  return crypto.randomBytes(32).toString('base64url')
}
`
