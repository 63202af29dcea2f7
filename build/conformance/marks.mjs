// Which tests say which lines they hold: a comment `covers: 32, 9.3/2` right above a test or a describe.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseSync } from 'vite'

const MARK = /^\s*covers:\s*(.+)$/
const CALLS = new Set(['it', 'test', 'describe'])

/** @typedef {{ file: string, title: string, ids: string[] }} Marked */

/**
 * Every marked test below a folder, and every mark that stands above no test.
 * @param {string} root a checkout
 * @param {string} [folder]
 * @returns {{ marked: Marked[], faults: string[] }}
 */
export function readMarks(root, folder = 'test') {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => join(root, folder, file))
    .sort()
  const found = files.map((file) => marksIn(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')))
  return { marked: found.flatMap(({ marked }) => marked), faults: found.flatMap(({ faults }) => faults) }
}

/**
 * The marked tests of one source.
 * @param {string} file its name, for what is told
 * @param {string} source
 * @returns {{ marked: Marked[], faults: string[] }}
 */
export function marksIn(file, source) {
  if (!source.includes('covers:')) return { marked: [], faults: [] }
  const { program, comments, errors } = parseSync(file, source)
  if (errors.length > 0) return { marked: [], faults: [`${file}: ${errors[0].message}`] }
  const tests = titled(program)
  const marked = []
  const faults = []
  for (const { value, end } of comments) {
    const ids = MARK.exec(value)?.[1]?.split(/,\s*/)
    if (!ids) continue
    const test = tests.find(({ start }) => start > end && source.slice(end, start).trim() === '')
    if (test) marked.push({ file, title: test.title, ids: ids.map((id) => id.trim()) })
    else faults.push(`${file}: "covers: ${ids.join(', ')}" stands above no test`)
  }
  return { marked, faults }
}

/** The calls of a program that are tests, with where they start and what they are called. */
function titled(node, found = []) {
  if (Array.isArray(node)) for (const one of node) titled(one, found)
  else if (node !== null && typeof node === 'object') {
    if (node.type === 'CallExpression' && CALLS.has(rootName(node.callee))) {
      const title = textOf(node.arguments[0])
      if (title !== undefined) found.push({ start: node.start, title })
    }
    for (const key of Object.keys(node)) if (key !== 'parent') titled(node[key], found)
  }
  return found
}

/** The name at the root of `it`, `it.each([…])`, `describe.each`. */
function rootName(callee) {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression') return rootName(callee.object)
  return callee.type === 'CallExpression' ? rootName(callee.callee) : undefined
}

function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  return node?.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join('…') : undefined
}
