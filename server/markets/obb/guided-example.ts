import type { ExampleFacts } from '../market.ts'

/**
 * A whole application of the guided lane for Node 20 or later, with nothing to install: its own token, a consent, the
 * customer's way to the bank and back, the code's exchange with PKCE, and the accounts. It reads the secret from the
 * file beside it; ids and addresses are written into it.
 */
export function guidedExample({ name, clientId, metadataUrl, apiBase, redirectUri, customer }: ExampleFacts): string {
  const title = name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  const literal = (value: string | undefined) => JSON.stringify(value ?? '').replace(/[\u2028\u2029]/g, ' ')
  const who = customer ? ` // ${customer.login}, password ${customer.password}` : ' // the CPF of a customer'
  return `// ${title}: a running client of the guided lane, for Node 20 or later; there is nothing to install.
// Keep it beside this application's files and run: node client.mjs
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { createInterface } from 'node:readline'

const CLIENT_ID = ${literal(clientId)}
const METADATA_URL = ${literal(metadataUrl)}
const API_BASE = ${literal(apiBase)}
const REDIRECT_URI = ${literal(redirectUri)}
const CUSTOMER_CPF = ${literal(customer?.document)}${who}
${BODY}`
}

/** The program proper. It holds no template places, so that it reads here as it does there. */
const BODY = `
const ca = readFileSync(new URL('ca.crt.pem', import.meta.url))
const secret = readFileSync(new URL('client-secret.txt', import.meta.url), 'utf8').trim()

// 1. Addresses are read from the bank's metadata.
const metadata = await call('GET', METADATA_URL)

// 2. A token of the application's own, for its secret.
const own = await post({ grant_type: 'client_credentials', scope: 'consents' })

// 3. A consent, waiting for the customer.
const consent = await call('POST', API_BASE + '/consents/v3/consents', {
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

// 4. The customer logs in at the bank and confirms; the bank sends the browser to the redirect address.
const [state, verifier] = [random(), random()]
const link = new URL(metadata.authorization_endpoint)
link.search = new URLSearchParams({
  client_id: CLIENT_ID,
  response_type: 'code',
  redirect_uri: REDIRECT_URI,
  scope: 'openid consent:' + consentId + ' accounts resources',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  state,
})
const back = new URL(REDIRECT_URI)
const returned = back.protocol === 'http:' ? comeBack() : pasted()
console.error('Open this address, log in and confirm' + (back.protocol === 'http:' ? ':' : ', then paste the address you end at:'))
console.log(link.href)
const answer = new URL(await returned, REDIRECT_URI).searchParams
if (answer.get('state') !== state) throw new Error('the answer does not belong to this request')
if (answer.has('error')) throw new Error(answer.get('error') + ': ' + answer.get('error_description'))

// 5. The code becomes a token; only whoever began the flow has the verifier.
const tokens = await post({
  grant_type: 'authorization_code',
  code: answer.get('code'),
  redirect_uri: REDIRECT_URI,
  code_verifier: verifier,
})

// 6. The customer's accounts.
const accounts = await call('GET', API_BASE + '/accounts/v2/accounts', { token: tokens.access_token })
console.log(JSON.stringify(accounts.data, null, 2))
process.exit(0)

/** Waits at the redirect address, which is one of this machine's own. */
function comeBack() {
  return new Promise((done, failed) => {
    const server = createServer((req, res) => {
      if (new URL(req.url, REDIRECT_URI).pathname !== back.pathname) return res.writeHead(404).end()
      res.end('Done. You can close this page.')
      done(req.url)
    })
    server.once('error', failed)
    server.listen(Number(back.port || 80), back.hostname.replace(/[[\\]]/g, ''))
  })
}

function pasted() {
  return new Promise((done) => createInterface({ input: process.stdin }).once('line', (line) => done(line.trim())))
}

function post(form) {
  return call('POST', metadata.token_endpoint, { form })
}

/** Gives the answer's JSON; a refusal is thrown as the bank worded it. */
function call(method, url, { token, json, form } = {}) {
  const body = json ? JSON.stringify(json) : form ? String(new URLSearchParams(form)) : undefined
  const headers = { accept: 'application/json', 'x-fapi-interaction-id': randomUUID() }
  if (token) headers.authorization = 'Bearer ' + token
  if (form) headers.authorization = 'Basic ' + Buffer.from(CLIENT_ID + ':' + secret).toString('base64')
  if (body) headers['content-type'] = json ? 'application/json' : 'application/x-www-form-urlencoded'
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ca }, async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      if (response.statusCode < 300) resolve(JSON.parse(text))
      else reject(new Error(method + ' ' + url + ': ' + response.statusCode + ' ' + text))
    })
    sent.on('error', reject).end(body)
  })
}

function random() {
  return randomBytes(32).toString('base64url')
}
`
