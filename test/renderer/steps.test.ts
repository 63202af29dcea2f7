import { describe, expect, it } from 'vitest'
import type { Step } from '#journey'
import { arrowMarks, groupSteps, outcomeOf, wentWrong } from '../../renderer/client/steps.ts'

const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  parent: null,
  journeyId: 'j',
  arrow: 9,
  from: 'app',
  to: 'gateway',
  operation: id,
  kind: 'http',
  at: 0,
  durationMs: 1,
  status: 200,
  problem: null,
  origin: 'live',
  depth: 0,
  ...more,
})
const refused = { type: 'permission-missing', rule: 'permission' }

describe('steps', () => {
  it('are grouped under those at the margin, in the order given', () => {
    const steps = [
      step('a'),
      step('a1', { depth: 1 }),
      step('a11', { depth: 2 }),
      step('b'),
      step('c'),
      step('c1', { depth: 1 }),
    ]
    const groups = groupSteps(steps).map(({ head, inside }) => [head.id, ...inside.map(({ id }) => id)])
    expect(groups).toEqual([['a', 'a1', 'a11'], ['b'], ['c', 'c1']])
  })

  it('none of which is lost where a page begins with a child', () => {
    expect(groupSteps([step('x', { depth: 1 }), step('y')]).map(({ head }) => head.id)).toEqual(['x', 'y'])
    expect(groupSteps([])).toEqual([])
  })

  it('end in order, in a redirect, refused or failed; a refusal that travels in a redirect is a refusal', () => {
    expect(outcomeOf({ status: null, problem: null })).toBe('ok')
    expect(outcomeOf({ status: 201, problem: null })).toBe('ok')
    expect(outcomeOf({ status: 303, problem: null })).toBe('redirect')
    expect(outcomeOf({ status: 303, problem: refused })).toBe('refused')
    expect(outcomeOf({ status: 403, problem: null })).toBe('refused')
    expect(outcomeOf({ status: 500, problem: null })).toBe('failed')
    expect(outcomeOf({ status: null, problem: { type: 'internal-error', rule: null } })).toBe('failed')
    expect(wentWrong({ status: 303, problem: null })).toBe(false)
  })
})

describe('the eleven arrows', () => {
  const states = (...args: Parameters<typeof arrowMarks>) => arrowMarks(...args).map(({ state }) => state)

  it('are marked as reached, still missing, or of the other kind of journey', () => {
    const consent = states({ kind: 'consent', arrows: [5, 6, 11] })
    expect(consent).toEqual([
      ...Array(4).fill('elsewhere'),
      'reached',
      'reached',
      ...Array(4).fill('missing'),
      'reached',
    ])
    expect(states({ kind: 'registration', arrows: [1, 2, 11] })).toEqual([
      'reached',
      'reached',
      'missing',
      'missing',
      ...Array(6).fill('elsewhere'),
      'reached',
    ])
  })

  it('are refused where their last step went wrong, whatever happened in its course', () => {
    const at9 = (steps: Step[]) => arrowMarks({ kind: 'consent', arrows: [9] }, steps)[8]?.state
    const bad = step('bad', { status: 403, problem: refused })
    expect(at9([step('good'), bad, step('introspect', { depth: 1 })])).toBe('refused')
    expect(at9([bad, step('good')])).toBe('reached')
  })
})
