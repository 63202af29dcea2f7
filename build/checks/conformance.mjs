// Every line of the conformance lists has a test or a written reason, and docs/conformance.md says which.
// `--write` makes the file.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { conformance, FILE } from '../conformance/table.mjs'

/** @param {string} root a checkout */
export function staleness(root) {
  const { text, faults } = conformance(root)
  return readFileSync(join(root, FILE), 'utf8') === text
    ? faults
    : [...faults, `${FILE} is not what the tests say: node build/checks/conformance.mjs --write`]
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
  if (process.argv.includes('--write')) writeFileSync(join(root, FILE), conformance(root).text)
  const faults = staleness(root)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
