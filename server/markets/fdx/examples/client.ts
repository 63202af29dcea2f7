import type { ExampleFacts } from '../../market.ts'
import { literal, oneLine, WISH, whoToTry } from './facts.ts'

/**
 * A whole data recipient of FDX for Node 20 or later, with nothing to install: a pushed signed request that asks for a
 * consent, the customer's way to the bank and back, the checked answer, and the accounts. It reads the keys from the
 * files beside it; ids and addresses are written into it.
 */
export function exampleClient(facts: ExampleFacts): string {
  const { name, clientId, issuer, metadataUrl, apiBase, redirectUri, signingKeyId } = facts
  return `// ${oneLine(name)}: a running client, for Node 20 or later; there is nothing to install.
// Keep it beside this application's files and run: node client.mjs
import * as crypto from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { createInterface } from 'node:readline'

const CLIENT_ID = ${literal(clientId)}
const ISSUER = ${literal(issuer)}
const METADATA_URL = ${literal(metadataUrl)}
const API_BASE = ${literal(apiBase)}
const REDIRECT_URI = ${literal(redirectUri)}
const SIGNING_KEY_ID = ${literal(signingKeyId)}
// What the customer is asked for; at the bank, ${whoToTry(facts)}.
const SCOPE = ${literal(WISH.scope)}
const DETAILS = ${JSON.stringify(WISH.details)}
${BODY}`
}

/** The program proper. It holds no template places, so that it reads here as it does there. */
const BODY = `
const file = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const identity = { ca: file('ca.crt.pem'), cert: file('transport.crt.pem'), key: file('transport.key.pem') }
const signingKey = crypto.createPrivateKey(file('signing.key.pem'))
const PSS = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

// 1. Addresses are read from the bank's metadata, never built.
const metadata = await call('GET', METADATA_URL)

// 2. The authorization request: it asks for the consent, is signed, and is pushed behind the browser's back. Who calls is
//    known by the certificate.
const [state, verifier] = [random(), random()]
const pushed = await post(metadata.pushed_authorization_request_endpoint, {
  client_id: CLIENT_ID,
  request: sign({
    iss: CLIENT_ID,
    aud: ISSUER,
    client_id: CLIENT_ID,
    response_type: 'code',
    response_mode: 'jwt',
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    authorization_details: DETAILS,
    code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
  }),
})

// 3. The customer logs in at the bank, chooses accounts and confirms; the bank sends the browser to the redirect address.
const link = new URL(metadata.authorization_endpoint)
link.search = new URLSearchParams({ client_id: CLIENT_ID, request_uri: pushed.request_uri })
console.error('Open this address, log in, confirm, and paste the address that the browser ends at:')
console.log(link.href)
const returned = await new Promise((done) => createInterface({ input: process.stdin }).once('line', done))
const answer = await checkAnswer(new URL(returned.trim()).searchParams.get('response'))
if (answer.error) throw new Error(answer.error + ': ' + answer.error_description)

// 4. The code becomes a token, which works with this application's certificate only; grant_id names the consent.
const tokens = await post(metadata.token_endpoint, {
  grant_type: 'authorization_code',
  client_id: CLIENT_ID,
  code: answer.code,
  redirect_uri: REDIRECT_URI,
  code_verifier: verifier,
})
console.error('Consent ' + tokens.grant_id)

// 5. The customer's accounts.
const { accounts } = await call('GET', API_BASE + '/accounts?resultType=details', { token: tokens.access_token })
console.log(JSON.stringify(accounts, null, 2))
process.exit(0)

/** The answer belongs to this request: a JWT signed by the bank, for this client and this state (JARM 4.4). */
async function checkAnswer(token) {
  const [head, payload, signature] = String(token).split('.')
  const { alg, kid } = JSON.parse(bytes(head))
  const jwk = (await call('GET', metadata.jwks_uri)).keys.find((one) => one.kid === kid)
  const bankKey = { key: crypto.createPublicKey({ key: jwk, format: 'jwk' }), ...PSS }
  const claims = JSON.parse(bytes(payload))
  const fits =
    alg === 'PS256' &&
    crypto.verify('sha256', Buffer.from(head + '.' + payload), bankKey, bytes(signature)) &&
    claims.iss === ISSUER &&
    [claims.aud].flat().includes(CLIENT_ID) &&
    claims.exp > Date.now() / 1000 &&
    claims.state === state
  if (!fits) throw new Error('the answer does not belong to this request')
  return claims
}

function sign(claims) {
  const now = Math.floor(Date.now() / 1000)
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text =
    encode({ alg: 'PS256', kid: SIGNING_KEY_ID, typ: 'oauth-authz-req+jwt' }) +
    '.' +
    encode({ jti: crypto.randomUUID(), iat: now, nbf: now, exp: now + 60, ...claims })
  return text + '.' + crypto.sign('sha256', Buffer.from(text), { key: signingKey, ...PSS }).toString('base64url')
}

function post(url, form) {
  return call('POST', url, { form })
}

/** Calls with the application's certificate and gives the answer's JSON; a refusal is thrown as the bank worded it. */
function call(method, url, { token, form } = {}) {
  const body = form ? String(new URLSearchParams(form)) : undefined
  const headers = { accept: 'application/json', 'x-fapi-interaction-id': crypto.randomUUID() }
  if (token) headers.authorization = 'Bearer ' + token
  if (body) headers['content-type'] = 'application/x-www-form-urlencoded'
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
