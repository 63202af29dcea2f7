import { expect, test } from 'vitest'
import { summary } from '../../build/ci-summary.mjs'

const CHECK = 'passed  types  1.0 s\n4 passed, 0 failed\n'

test('the tests and the checks that passed are added up', () => {
  const run = { tests: report('passed', 'passed'), testsCode: 0, check: CHECK, checkCode: 0 }
  expect(summary(run)).toEqual({ passed: 6, failed: 0, notes: [] })
})

test('a skipped test is a failure, and is named', () => {
  const run = { tests: report('passed', 'skipped'), testsCode: 0, check: CHECK, checkCode: 0 }
  expect(summary(run)).toEqual({ passed: 5, failed: 1, notes: ['skipped: test 2'] })
})

test('a run without a test has failed, whatever its exit code', () => {
  expect(summary({ tests: report(), testsCode: 0, check: CHECK, checkCode: 0 })).toMatchObject({ failed: 1 })
  expect(summary({ tests: undefined, testsCode: 0, check: CHECK, checkCode: 0 })).toMatchObject({ failed: 1 })
})

test('a test file that breaks before its first test is a failure', () => {
  const tests = {
    testResults: [...report('passed').testResults, { name: 'a.test.ts', status: 'failed', assertionResults: [] }],
  }
  const run = { tests, testsCode: 1, check: CHECK, checkCode: 0 }
  expect(summary(run)).toEqual({ passed: 5, failed: 1, notes: ['failed to run: a.test.ts'] })
})

test('an exit code that nothing explains is a failure', () => {
  expect(summary({ tests: report('passed'), testsCode: 1, check: CHECK, checkCode: 0 })).toMatchObject({ failed: 1 })
  expect(summary({ tests: report('passed'), testsCode: 0, check: CHECK, checkCode: 1 })).toMatchObject({ failed: 1 })
  expect(summary({ tests: report('passed'), testsCode: 0, check: 'types…', checkCode: 0 })).toMatchObject({ failed: 1 })
})

test('what failed is counted once', () => {
  const check = '3 passed, 2 failed'
  expect(summary({ tests: report('failed'), testsCode: 1, check, checkCode: 1 })).toMatchObject({
    passed: 3,
    failed: 3,
  })
})

function report(...statuses: string[]) {
  const assertionResults = statuses.map((status, index) => ({ status, fullName: `test ${index + 1}` }))
  const status = statuses.includes('failed') ? 'failed' : 'passed'
  return { testResults: [{ name: 'file.test.ts', status, assertionResults }] }
}
