import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../server/recipient/budget/categories.ts'
import { categoryOf } from '../../../server/recipient/fdx/budget/categories.ts'
import { fdxGuide } from '../../../server/recipient/fdx/guide/index.ts'
import type { ShownMessage } from '../../../server/recipient/messages.ts'

const message = (part: Partial<ShownMessage>, requestBody = ''): ShownMessage => ({
  ...{ at: 0, channel: 'back', method: 'GET', url: 'https://bank.example/', status: 200, durationMs: 1 },
  ...{ interactionId: null, response: { headers: [], body: '' }, tokens: [] },
  request: { headers: [], body: requestBody },
  ...part,
})
const api = 'https://bank.example/fdx/v6'
const withToken = { request: { headers: [['authorization', 'Bearer a…']] as [string, string][], body: '' } }

test.each([
  ['registry', message({ url: 'https://bank.example/fdx/registry' })],
  ['par', message({ method: 'POST', url: 'https://bank.example/fdx/auth/v1/par' }, 'request = abc…')],
  ['redirect', message({ channel: 'front' }, 'client_id = a')],
  ['return', message({ channel: 'front', response: { headers: [], body: 'response = a…' } })],
  ['exchange', message({ method: 'POST', url: `${api}/token` }, 'grant_type = authorization_code')],
  ['token', message({ method: 'POST', url: `${api}/token` }, 'grant_type = client_credentials')],
  ['renewal', message({ method: 'POST', url: `${api}/token` }, 'grant_type = refresh_token')],
  ['grant', message({ url: `${api}/consents/65f1c0aa12b34c56d78e9f01`, ...withToken })],
  ['data', message({ url: `${api}/accounts/1/transactions?pageKey=a`, ...withToken })],
  ['document', message({ url: `${api}/accounts/1/statements/2`, ...withToken })],
  ['end', message({ method: 'PUT', url: `${api}/consents/1/revocation`, ...withToken })],
  ['record', message({ url: `${api}/consents/1/revocation`, ...withToken })],
] as const)('a message of the stage “%s” is told by its address and its body', (stage, told) => {
  expect(fdxGuide('en').stageOf(told)).toBe(stage)
})

test.each(['en', 'pt-BR'] as const)(
  'every claim of the request and of its answer is explained, in %s (JARM, RFC 9396)',
  (language) => {
    const { noteOf, stages } = fdxGuide(language)
    const claims = {
      request:
        'iss aud exp nbf iat client_id response_type response_mode redirect_uri scope state code_challenge code_challenge_method authorization_details',
      response: 'iss aud exp code state error',
    }
    for (const [token, names] of Object.entries(claims))
      for (const claim of names.split(' '))
        expect(noteOf(token, 'claims', claim)?.what, `${token}.${claim}`).toBeTruthy()
    expect(stages.every(({ title, why }) => title !== '' && why !== '')).toBe(true)
  },
)

test.each([
  [{ type: 'DIRECTDEPOSIT', description: 'Northwind Payroll', credit: true }, 'income'],
  [{ type: 'POSDEBIT', code: 5411, description: 'Corner' }, 'groceries'],
  [{ type: 'POSDEBIT', code: 5812, description: 'Corner' }, 'eating'],
  [{ type: 'POSDEBIT', description: 'Alder Pharmacy' }, 'health'],
  [{ type: 'BILLPAYMENT', description: 'Lakeport Electric' }, 'home'],
  [{ type: 'PAYMENT', accountCategory: 'LOC_ACCOUNT', description: 'Thank you', credit: true }, 'own'],
  [{ type: 'INTEREST', description: 'Interest' }, 'fees'],
  [{ type: 'INTEREST', description: 'Interest', credit: true }, 'income'],
  [{ type: 'ATMWITHDRAWAL', description: 'Cash' }, 'cash'],
  [{ type: 'TRANSFER', description: 'To Sam' }, 'transfers'],
  [{ type: '', description: 'Xpto' }, 'other'],
] as const)('a transaction like %j is filed under %s', (asked, category) => {
  const usual = { accountCategory: 'DEPOSIT_ACCOUNT', code: null, credit: false }
  expect(categoryOf({ ...usual, ...asked })).toBe(category)
  expect(CATEGORIES).toContain(category)
})
