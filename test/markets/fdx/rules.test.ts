import { expect, it } from 'vitest'
import { coreRules } from '../../../server/markets/fdx/rules/core.ts'
import type { RightContext, Rule, RulePlace } from '../../../server/markets/index.ts'

/** What a rule says would be right at the address that was called. */
function rightAddress(rule: string, sent: string, facts: Record<string, unknown> = {}) {
  const places = (coreRules[rule] as Rule).places as readonly RulePlace[]
  const right = places.find(({ at }) => at === 'address')?.right
  const context = { sent, facts } as unknown as RightContext
  return typeof right === 'function' ? right(context) : right
}

it('an account that is not shared is replaced where it stands in the address (FDX 6.4, error 701)', () => {
  expect(rightAddress('account-shared', '/fdx/v6/core/accounts/x/transactions?limit=5')).toMatchObject({
    en: '/fdx/v6/core/accounts/<an accountId from GET /accounts>/transactions',
  })
  expect(rightAddress('account-shared', '/fdx/v6/accounts/x')).toMatchObject({
    en: '/fdx/v6/accounts/<an accountId from GET /accounts>',
  })
  expect(rightAddress('account-shared', '/fdx/v6/accounts?accountIds=x')).toBeUndefined()
})

it('a statement is replaced where one was named, and not where there is none (FDX 6.4, errors 1104 and 1108)', () => {
  const sent = '/fdx/v6/accounts/a/statements/s'
  expect(rightAddress('statement-known', sent, { statementId: 's' })).toMatchObject({
    en: '/fdx/v6/accounts/a/statements/<a statementId of this account>',
  })
  expect(rightAddress('statement-known', '/fdx/v6/accounts/a/statements')).toBeUndefined()
})
