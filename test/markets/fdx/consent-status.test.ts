import { describe, expect, it } from 'vitest'
import { fdx } from '../../../server/markets/fdx/index.ts'

describe('A consent’s state (FDX consent API, ConsentGrantStatus)', () => {
  it.each(['consent-not-active', 'consent-ended-already', 'consent-state-forbids'])(
    'is told by %s in the three words of a grant alone',
    (type) => {
      const told = (state?: string) => fdx.problems[type]?.detail({ state })
      for (const state of ['ACTIVE', 'EXPIRED', 'REVOKED']) expect(told(state)).toContain(state)
      expect(told('CONSUMED')).toBe(told('EXPIRED'))
      for (const state of ['INITIATED', 'REJECTED', undefined]) expect(told(state)).toContain('not ACTIVE')
    },
  )
})
