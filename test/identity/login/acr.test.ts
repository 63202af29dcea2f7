import { describe, expect, test } from 'vitest'
import { levelDue } from '../../../server/identity/login/acr.ts'

const LEVELS = { passwordAcr: 'loa2', secondFactorAcr: 'loa3' }
const asking = (acr: unknown) => ({ id_token: { acr } })

describe('the level a login has to reach (OpenID Connect Core 5.5.1.1)', () => {
  test.each<[string, unknown, boolean, { secondFactor: boolean; acr: string } | undefined]>([
    ['nothing', undefined, false, { secondFactor: false, acr: 'loa2' }],
    ['nothing', undefined, true, { secondFactor: true, acr: 'loa3' }],
    [
      'an essential acr without values (FAPI-BR 9.3)',
      asking({ essential: true }),
      false,
      { secondFactor: false, acr: 'loa2' },
    ],
    ['an essential loa3', asking({ essential: true, value: 'loa3' }), false, { secondFactor: true, acr: 'loa3' }],
    ['an essential loa2', asking({ essential: true, value: 'loa2' }), false, { secondFactor: false, acr: 'loa2' }],
    ['an essential loa2', asking({ essential: true, value: 'loa2' }), true, { secondFactor: true, acr: 'loa2' }],
    ['one of two', asking({ essential: true, values: ['loa3', 'loa2'] }), false, { secondFactor: false, acr: 'loa2' }],
    ['one that is unknown', asking({ essential: true, value: 'gold' }), true, undefined],
    [
      'a known and an unknown one',
      asking({ essential: true, values: ['gold', 'loa3'] }),
      false,
      { secondFactor: true, acr: 'loa3' },
    ],
    ['a wish for loa3', asking({ value: 'loa3' }), false, { secondFactor: false, acr: 'loa2' }],
    ['no values at all', asking({ essential: true, values: [] }), false, { secondFactor: false, acr: 'loa2' }],
    ['a number', asking({ essential: true, value: 3 }), false, undefined],
  ])('for %s, %o with the bank’s own code %s, is %o', (_what, claims, bankAsks, due) => {
    expect(levelDue(LEVELS, claims, bankAsks)).toEqual(due)
    expect(levelDue(LEVELS, claims && JSON.stringify(claims), bankAsks)).toEqual(due)
  })

  test.each(['{', 'null', '[]', '"x"', '{"id_token":null}', '{"id_token":{"acr":null}}'])(
    'for claims that say nothing of it, %s, is the bank’s own',
    (claims) => {
      expect(levelDue(LEVELS, claims, false)).toEqual({ secondFactor: false, acr: 'loa2' })
    },
  )

  test('in a market with one level is that level, with a code or without', () => {
    const one = { passwordAcr: 'lantern', secondFactorAcr: 'lantern' }
    expect(levelDue(one, asking({ essential: true, value: 'lantern' }), true)).toEqual({
      secondFactor: true,
      acr: 'lantern',
    })
  })
})
