import { describe, expect, test } from 'vitest'
import { staleness } from '../../build/checks/conformance.mjs'
import { CHECKS } from '../../build/conformance/checks.mjs'
import { FDX } from '../../build/conformance/fdx.mjs'
import { section } from '../../build/conformance/lines.mjs'
import { marksIn } from '../../build/conformance/marks.mjs'
import { PROFILE } from '../../build/conformance/profile.mjs'
import { tableOf } from '../../build/conformance/table.mjs'

const ROOT = new URL('../..', import.meta.url).pathname

describe('A mark', () => {
  test('belongs to the test or the group right below it, whatever its table of cases holds', () => {
    const source = `
      // covers: 1, 9.3/2
      it('holds', async () => {})
      describe('a group', () => {
        // covers: 2
        it.each<[string]>([['// covers: 7'], ["it('no test')"]])('is %s (RFC 1)', (_what) => {})
      })
      // covers: 3
      test.each([1])(\`made of \${parts}\`, () => {})
    `
    expect(marksIn('a.test.ts', source)).toEqual({
      marked: [
        { file: 'a.test.ts', title: 'holds', ids: ['1', '9.3/2'] },
        { file: 'a.test.ts', title: 'is %s (RFC 1)', ids: ['2'] },
        { file: 'a.test.ts', title: 'made of …', ids: ['3'] },
      ],
      faults: [],
    })
  })

  test('above nothing that is a test is a fault', () => {
    const { marked, faults } = marksIn('a.test.ts', '// covers: 1\nconst x = 1\nit("later", () => x)\n')
    expect([marked, faults]).toEqual([[], ['a.test.ts: "covers: 1" stands above no test']])
  })
})

describe('The table', () => {
  const lines = [
    section('Some', '', [
      [1, 'First'],
      [2, 'Second', { until: 'payments' }],
      [3, 'Third', { reason: 'It can not.' }],
      [4, 'Fourth', { as: [1, 3] }],
    ]),
  ]
  const mark = (...ids: string[]) => ({ file: 'test/a.test.ts', title: 'a [title] | with %s', ids })

  test('names the tests of a line, the lines it is the same as, or the reason', () => {
    const { text, faults } = tableOf(lines, [mark('1')])
    expect(faults).toEqual([])
    expect(text).toContain('| 1 | First | [a \\[title\\] \\| with …](../test/a.test.ts) |')
    expect(text).toContain('| 2 | Second | Waits for payments, which are not offered yet. |')
    expect(text).toContain('| 3 | Third | It can not. |')
    expect(text).toContain('| 4 | Fourth | as lines 1, 3 |')
  })

  test('a test takes the place of what a line waits for', () => {
    expect(tableOf(lines, [mark('1', '2')]).text).not.toContain('Waits')
  })

  test('a line that nothing holds, and a mark that names no line, are faults', () => {
    expect(tableOf(lines, [mark('9')]).faults).toEqual([
      'test/a.test.ts: "a [title] | with %s" covers 9, which is no line',
      'no test covers line 1 and no reason is given: First',
      'no test covers line 4 and no reason is given: Fourth',
    ])
  })
})

test('every line of the lists has a number of its own, and the committed table is what the tests say', () => {
  const ids = [...CHECKS, ...PROFILE, ...FDX].flatMap((part) => part.lines.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.slice(0, 123)).toEqual(Array.from({ length: 123 }, (_, at) => String(at + 1)))
  expect(staleness(ROOT)).toEqual([])
})
