// The schema files hold facts of the official documents and none of their words: no description, summary, example or title.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const WORDS = new Set(['description', 'summary', 'example', 'examples', 'title', 'externalDocs', 'contact', 'license'])

/** Members whose keys are names that the standard gives to fields and schemas, and no keywords. */
const NAMES = new Set(['properties', 'schemas', 'components', 'operations', 'responses'])

/**
 * The members of a schema file that hold words, each as a JSON Pointer.
 * @param {unknown} value
 * @returns {string[]}
 */
export function wordsIn(value, pointer = '', keysAreNames = false) {
  if (Array.isArray(value)) return value.flatMap((item, index) => wordsIn(item, `${pointer}/${index}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = `${pointer}/${key}`
    if (!keysAreNames && (WORDS.has(key) || key.startsWith('x-'))) return [at]
    return wordsIn(inner, at, !keysAreNames && NAMES.has(key))
  })
}

/** @param {string} root a checkout */
export function impureSchemas(root) {
  const apis = join(root, 'server', 'markets', 'obb', 'apis')
  const files = readdirSync(apis).map((api) => join(apis, api, 'schema.json'))
  if (files.length === 0) return [`no schema files in ${apis}`]
  return files.flatMap((file) => {
    const name = relative(root, file).split(sep).join('/')
    return wordsIn(JSON.parse(readFileSync(file, 'utf8'))).map((pointer) => `${name}: ${pointer}`)
  })
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const faults = impureSchemas(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
