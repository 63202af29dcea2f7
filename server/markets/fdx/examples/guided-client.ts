import type { ExampleFacts } from '../../market.ts'
import { literal, oneLine, WISH, whoToTry } from './facts.ts'

/**
 * A whole application of FDX's guided lane for Node 20 or later, with nothing to install: a pushed request, the
 * customer's way to the bank and back, the code's exchange with PKCE, and the accounts. It reads the secret from the file
 * beside it; ids and addresses are written into it.
 */
export function guidedClient(facts: ExampleFacts): string {
  const { name, clientId, metadataUrl, apiBase, redirectUri } = facts
  return `// ${oneLine(name)}: a running client of the guided lane, for Node 20 or later; there is nothing to install.
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
// What the customer is asked for; at the bank, ${whoToTry(facts)}.
const SCOPE = ${literal(WISH.scope)}
const DETAILS = ${JSON.stringify(WISH.details)}
${BODY}`
}

/** The program proper. It holds no template places, so that it reads here as it does there. */
const BODY = `
const ca = readFileSync(new URL('ca.crt.pem', import.meta.url))
const secret = readFileSync(new URL('client-secret.txt', import.meta.url), 'utf8').trim()

// 1. Addresses are read from the bank's metadata.
const metadata = await call('GET', METADATA_URL)

// 2. The authorization request asks for the consent, and is pushed behind the browser's back.
const [state, verifier] = [random(), random()]
const pushed = await call('POST', metadata.pushed_authorization_request_endpoint, {
  form: {
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    authorization_details: JSON.stringify(DETAILS),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
  },
})

// 3. The customer logs in at the bank and confirms; the bank sends the browser to the redirect address.
const link = new URL(metadata.authorization_endpoint)
link.search = new URLSearchParams({ client_id: CLIENT_ID, request_uri: pushed.request_uri })
const back = new URL(REDIRECT_URI)
const returned = back.protocol === 'http:' ? comeBack() : pasted()
console.error('Open this address, log in and confirm' + (back.protocol === 'http:' ? ':' : ', then paste the address you end at:'))
console.log(link.href)
const answer = new URL(await returned, REDIRECT_URI).searchParams
if (answer.get('state') !== state) throw new Error('the answer does not belong to this request')
if (answer.has('error')) throw new Error(answer.get('error') + ': ' + answer.get('error_description'))

// 4. The code becomes a token; only whoever began the flow has the verifier. grant_id names the consent.
const tokens = await call('POST', metadata.token_endpoint, {
  form: {
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: REDIRECT_URI,
    code_verifier: verifier,
  },
})
console.error('Consent ' + tokens.grant_id)

// 5. The customer's accounts.
const { accounts } = await call('GET', API_BASE + '/accounts?resultType=details', { token: tokens.access_token })
console.log(JSON.stringify(accounts, null, 2))
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

/** Gives the answer's JSON; a refusal is thrown as the bank worded it. */
function call(method, url, { token, form } = {}) {
  const body = form ? String(new URLSearchParams(form)) : undefined
  const headers = { accept: 'application/json', 'x-fapi-interaction-id': randomUUID() }
  if (token) headers.authorization = 'Bearer ' + token
  if (form) headers.authorization = 'Basic ' + Buffer.from(CLIENT_ID + ':' + secret).toString('base64')
  if (body) headers['content-type'] = 'application/x-www-form-urlencoded'
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
