import { expect, test } from 'vitest'
import { openLog, Problem, problem } from '#kernel'

test('a problem carries its type, its facts and the rule that refused', () => {
  const refused = problem('consent-not-found', { consentId: 'c' }, 'consent-known')
  expect(refused).toBeInstanceOf(Problem)
  expect(refused).toMatchObject({ type: 'consent-not-found', facts: { consentId: 'c' }, rule: 'consent-known' })
  expect(problem('x')).toMatchObject({ facts: {}, rule: undefined })
})

test('the log writes one line an entry, with its moment, level and facts', () => {
  const lines: string[] = []
  const log = openLog({ now: () => Date.UTC(2026, 10, 22, 12), write: (line) => lines.push(line) })
  log.info('started', { port: 1 })
  log.warn('slow')
  log.error('failed', 'no disk')
  expect(lines).toEqual([
    '2026-11-22T12:00:00.000Z info started {"port":1}\n',
    '2026-11-22T12:00:00.000Z warn slow\n',
    '2026-11-22T12:00:00.000Z error failed no disk\n',
  ])
})
