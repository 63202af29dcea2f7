import { expect, test } from 'vitest'
import type { ShownMessage } from '../../../../server/recipient/messages.ts'
import { claimsEn } from '../../../../server/recipient/obb/guide/claims-en.ts'
import { claimsPtBR } from '../../../../server/recipient/obb/guide/claims-pt-br.ts'
import { obbGuide } from '../../../../server/recipient/obb/guide/index.ts'

const message = (part: Partial<ShownMessage>, requestBody = ''): ShownMessage => ({
  ...{ at: 0, channel: 'back', method: 'GET', url: 'https://bank.example/', status: 200, durationMs: 1 },
  ...{
    interactionId: null,
    request: { headers: [], body: requestBody },
    response: { headers: [], body: '' },
    tokens: [],
  },
  ...part,
})
const api = 'https://mtls.example/x/open-banking'

test.each([
  ['directory', message({ url: 'https://directory.example/participants' })],
  ['token', message({ method: 'POST', url: 'https://b.example/token' }, 'grant_type = client_credentials')],
  ['consent', message({ method: 'POST', url: `${api}/consents/v3/consents` })],
  ['par', message({ method: 'POST', url: 'https://b.example/par' }, 'request = abc…')],
  ['redirect', message({ channel: 'front' }, 'client_id = a')],
  ['return', message({ channel: 'front', response: { headers: [], body: 'code = a…' } })],
  [
    'exchange',
    message({ method: 'POST', url: 'https://b.example/token' }, 'grant_type = authorization_code\ncode = a…'),
  ],
  ['check', message({ url: `${api}/consents/v3/consents/urn:a:b` })],
  ['data', message({ url: `${api}/accounts/v2/accounts/1/transactions?page=2` })],
  ['renewal', message({ method: 'POST', url: 'https://b.example/token' }, 'grant_type = refresh_token')],
  ['extension', message({ method: 'POST', url: `${api}/consents/v3/consents/urn:a:b/extends` })],
  ['end', message({ method: 'DELETE', url: `${api}/consents/v3/consents/urn:a:b` })],
] as const)('a message of the stage “%s” is told by its address and its body', (stage, told) => {
  expect(obbGuide('en').stageOf(told)).toBe(stage)
})

test('both languages explain the same stages and the same members', () => {
  expect(obbGuide('pt-BR').stages.map(({ id }) => id)).toEqual(obbGuide('en').stages.map(({ id }) => id))
  expect(Object.keys(claimsPtBR)).toEqual(Object.keys(claimsEn))
})

test.each([
  ['client_assertion', 'iss sub aud jti iat exp'],
  [
    'request',
    'iss aud exp nbf client_id response_type response_mode redirect_uri scope state nonce code_challenge code_challenge_method claims',
  ],
  ['id_token', 'iss sub aud exp iat nonce acr c_hash s_hash'],
])('every claim that the profile asks of the %s is explained with its rule (FAPI-BR)', (token, claims) => {
  const { noteOf } = obbGuide('en')
  for (const claim of claims.split(' ')) expect(noteOf(token, 'claims', claim)?.rule, claim).toBeTruthy()
  for (const member of ['alg', 'kid']) expect(noteOf(token, 'header', member)?.wrong, member).toBeTruthy()
})
