// The closing line of a CI run. It reads what `npm test` and `npm run check` left in dist/ci, and their exit codes.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Adds up the two halves of a CI run.
 * @param {{ tests?: object, testsCode: number, check?: string, checkCode: number }} run vitest's JSON report, and what
 *   the checks printed
 * @returns {{ passed: number, failed: number, notes: string[] }} a skipped test counts as failed, and so does a half that
 *   did not pass without saying what failed
 */
export function summary({ tests, testsCode, check, checkCode }) {
  const cases = (tests?.testResults ?? []).flatMap((file) => file.assertionResults)
  const notes = cases
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => `skipped: ${fullName}`)
  let passed = cases.filter(({ status }) => status === 'passed').length
  let failed = cases.length - passed
  // A file that fails before its first test has no failed test to count.
  const broken = (tests?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  for (const file of broken) notes.push(`failed to run: ${file.name}`)
  failed += broken.length
  if (cases.length === 0) notes.push('no test ran')
  if (failed === 0 && (testsCode !== 0 || cases.length === 0)) failed++

  const line = check
    ?.trim()
    .split('\n')
    .at(-1)
    ?.match(/^(\d+) passed, (\d+) failed$/)
  if (!line) notes.push('the checks did not run to their end')
  const checksFailed = line ? Number(line[2]) : 0
  passed += line ? Number(line[1]) : 0
  failed += checksFailed === 0 && (checkCode !== 0 || !line) ? 1 : checksFailed
  return { passed, failed, notes }
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', 'ci')
  const [testsCode, checkCode] = process.argv.slice(2).map(Number)
  const report = read(join(folder, 'tests.json'))
  const { passed, failed, notes } = summary({
    tests: report && JSON.parse(report),
    testsCode,
    check: read(join(folder, 'check.txt')),
    checkCode,
  })
  for (const note of notes) console.log(note)
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
