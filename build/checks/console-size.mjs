// Weighs what the console's home page loads at first, and fails above its budget.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildConsole } from '../console-build.mjs'

/** Gzipped JavaScript of a cold home page, in bytes. */
export const BUDGET = 300_000
/** Charts are for the pages that draw them. */
const NEVER_AT_FIRST = /recharts|victory|d3-shape/

/**
 * The scripts that a page loads before anything is clicked: its entry and whatever that imports without asking.
 * @param {Record<string, { file: string, isEntry?: boolean, imports?: string[] }>} manifest vite's, by source
 * @param {string} entry the page's source
 * @returns {string[]} files of the build
 */
export function firstLoad(manifest, entry) {
  const files = new Set()
  const visit = (source) => {
    const chunk = manifest[source]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  visit(entry)
  return [...files].filter((file) => file.endsWith('.js'))
}

/** @returns {{ bytes: number, files: string[], unwanted: string[] }} the weight of a built console's home */
export function weighed(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
  const files = firstLoad(manifest, 'index.html')
  const texts = files.map((file) => readFileSync(join(dist, file)))
  return {
    files,
    bytes: texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0),
    unwanted: files.filter((file, index) => NEVER_AT_FIRST.test(file) || /recharts-/.test(String(texts[index]))),
  }
}

async function main(root) {
  await buildConsole(root)
  const dist = join(root, 'dist', 'renderer')
  if (!existsSync(join(dist, '.vite', 'manifest.json'))) throw new Error('the console was built without a manifest')
  const { bytes, files, unwanted } = weighed(dist)
  console.log(`home loads ${(bytes / 1000).toFixed(1)} kB of gzipped JavaScript in ${files.length} files`)
  if (bytes > BUDGET) console.log(`that is more than ${BUDGET / 1000} kB`)
  for (const file of unwanted) console.log(`${file} holds a charting library: load it with the page that draws charts`)
  if (bytes > BUDGET || files.length === 0 || unwanted.length > 0) process.exitCode = 1
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  await main(join(import.meta.dirname, '..', '..'))
}
