// Holds the table of who may import whom (.dependency-cruiser.cjs), and fails when it read less than there is.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import swc from '@swc/core'
import { cruise } from 'dependency-cruiser'
import { filesUnder } from '../stale.mjs'

const FOLDERS = ['server', 'renderer', 'electron', 'mock-data']
const SOURCE = /\.(ts|tsx|cts|mts)$/

/**
 * Reads every source under a root and compares its imports with the table.
 * @param {string} root a checkout
 * @returns {Promise<{ read: number, faults: string[] }>} how many modules were read, and each import that breaks a rule
 */
export async function importFaults(root) {
  const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
  const files = FOLDERS.flatMap((folder) => filesUnder(join(root, folder)))
    .filter((file) => SOURCE.test(file))
    .map((file) => relative(root, file).split(sep).join('/'))
  const { enhancedResolveOptions, ...others } = options
  const { output } = await readingJsx(() =>
    cruise(
      files,
      { ...others, baseDir: root, validate: true, ruleSet: { forbidden }, enhancedResolveOptions },
      enhancedResolveOptions,
    ),
  )
  const read = output.modules.filter(({ source }) => files.includes(source)).length
  const faults = output.summary.violations
    .filter(({ rule, from, to }) => !(rule.name.startsWith('types-only-') && importsTypesOnly(root, from, to, output)))
    .map(({ rule, from, to }) => `${from} imports ${to}: ${commentOf(forbidden, rule.name)} (${rule.name})`)
  faults.push(...hiddenImports(root, files, output))
  if (read < files.length) faults.push(`only ${read} of ${files.length} source files were read`)
  return { read, faults: [...new Set(faults)] }
}

/** dependency-cruiser never tells swc that a file has JSX in it, and then fails on the first element. */
async function readingJsx(act) {
  const { parseFileSync } = swc
  swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })
  try {
    return await act()
  } finally {
    swc.parseFileSync = parseFileSync
  }
}

function commentOf(forbidden, name) {
  return forbidden.find((rule) => rule.name === name)?.comment ?? ''
}

/** Whether every import of one file from another is an `import type`, by the file's own syntax. */
function importsTypesOnly(root, from, to, { modules }) {
  const module = modules.find(({ source }) => source === from)
  const names = module.dependencies.filter(({ resolved }) => resolved === to).map((dependency) => dependency.module)
  const code = readFileSync(join(root, from), 'utf8')
  const { body } = swc.parseSync(code, { syntax: 'typescript', tsx: from.endsWith('x'), target: 'es2024' })
  const statements = body.filter(({ source }) => source && names.includes(source.value))
  return statements.length > 0 && statements.every(({ typeOnly }) => typeOnly)
}

/** The parser overlooks the type `import('…')`, and a types-only rule a call of it: neither may lead to our own files. */
function hiddenImports(root, files, { modules }) {
  return files.flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8')
    const seen = modules.find(({ source }) => source === file)?.dependencies ?? []
    return [...code.matchAll(/\bimport\(\s*['"]([#.][^'"]*)['"]/g)]
      .filter(([, name]) => name.startsWith('#') || !seen.some(({ module }) => module === name))
      .map(([, name]) => `${file} imports ${name} inside an expression or a type: write an import statement`)
  })
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
  const { faults } = await importFaults(root)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
