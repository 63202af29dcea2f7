import { expect, test } from 'vitest'
import type { Consent, Consents } from '#consent'
import { markets } from '#markets'
import { consentIdsIn, customerScope, grantedScope } from '../../server/identity/scopes.ts'

const market = markets[0] as (typeof markets)[number]
const own = 'urn:bancada:1'

test('a scope names a consent by its whole id after one prefix (FAPI-BR 9.5)', () => {
  expect(consentIdsIn(market, `accounts consent:${own} openid`)).toEqual([own])
  expect(consentIdsIn(market, `consent:${own} consent:urn:bancada:2`)).toHaveLength(2)
  for (const scope of [undefined, '', 'openid', 'consents', `xconsent:${own}`])
    expect(consentIdsIn(market, scope)).toEqual([])
})

test("a customer's token can carry only consents of its own client (FAPI-BR 9.5)", () => {
  const consents = { find: (id: string) => ({ clientId: id === own ? 'me' : 'other' }) as Consent } as Consents
  const scope = customerScope(market, consents, 'me', `consent:${own} consent:urn:bancada:2`).split(' ')
  expect(scope).toContain(`consent:${own}`)
  expect(scope).not.toContain('consent:urn:bancada:2')
  expect(scope).not.toContain('consents')
})

test('a grant gives of the scopes asked for what the permissions need, in the order asked (FAPI-BR 9.4: reduced, not refused)', () => {
  const consent = {
    id: own,
    permissions: ['RESOURCES_READ', 'ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
  } as unknown as Consent
  const asked = `openid resources loans consent:${own} accounts consents consent:urn:bancada:2`
  expect(grantedScope(market, consent, asked)).toBe(`resources consent:${own} accounts`)
})
