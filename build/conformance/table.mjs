// docs/conformance.md, made from the lines and from the tests that say which of them they hold.
import { CHECKS } from './checks.mjs'
import { FDX } from './fdx.mjs'
import { readMarks } from './marks.mjs'
import { PROFILE } from './profile.mjs'

export const FILE = 'docs/conformance.md'

const WAITING = { payments: 'Waits for payments, which are not offered yet.' }

/**
 * The table as text, and what is wrong: lines that nothing holds, marks that name no line.
 * @param {string} root a checkout
 * @returns {{ text: string, faults: string[] }}
 */
export function conformance(root) {
  const { marked, faults } = readMarks(root)
  return tableOf([...CHECKS, ...PROFILE, ...FDX], marked, faults)
}

/**
 * @param {{ title: string, lines: import('./lines.mjs').Line[] }[]} sections
 * @param {import('./marks.mjs').Marked[]} marked
 * @param {string[]} [before]
 */
export function tableOf(sections, marked, before = []) {
  const lines = sections.flatMap((section) => section.lines)
  const known = new Map(lines.map((line) => [line.id, line]))
  const tests = new Map(lines.map(({ id }) => [id, marked.filter(({ ids }) => ids.includes(id))]))
  const faults = [
    ...before,
    ...marked.flatMap(({ file, title, ids }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${file}: "${title}" covers ${id}, which is no line`),
    ),
    ...lines.flatMap(({ id, as = [] }) =>
      as.filter((other) => !known.has(other)).map((other) => `line ${id} is as ${other}, which is no line`),
    ),
    ...lines
      .filter((line) => !isHeld(line))
      .map(({ id, text }) => `no test covers line ${id} and no reason is given: ${text}`),
  ]
  return { text: written(sections, tests), faults }

  /** By a test of its own, a written reason, or the lines that are the same behaviour. */
  function isHeld({ id, as, reason, until }) {
    if (reason !== undefined || until !== undefined || (tests.get(id) ?? []).length > 0) return true
    return as?.every((other) => known.has(other) && isHeld({ ...known.get(other), as: undefined })) === true
  }
}

function written(sections, tests) {
  const count = sections.flatMap(({ lines }) => lines).length
  return `${[
    '# Conformance',
    '',
    'What the public conformance plans and the profiles of Open Finance Brasil and FDX ask of an authorization server, a line each, with the tests of ours that hold it or the reason why it can not apply. It is a list of our own tests and claims no certification.',
    '',
    `Made from the tests by \`node build/checks/conformance.mjs --write\`; \`npm run check\` fails when it is stale or when one of its ${count} lines has neither. A test says what it holds in a comment above it: \`// covers: 32, 9.3/2\`.`,
    ...sections.flatMap((section) => [
      '',
      `## ${section.title}`,
      '',
      '| line | what | held by |',
      '|---|---|---|',
      ...section.lines.map((line) => `| ${line.id} | ${cell(line.text)} | ${heldBy(line, tests.get(line.id))} |`),
    ]),
  ].join('\n')}\n`
}

function heldBy({ as, reason, until }, tests = []) {
  const said = tests.map(({ file, title }) => `[${cell(title)}](../${file})`)
  if (as !== undefined) said.push(`as ${as.length > 1 ? 'lines' : 'line'} ${as.join(', ')}`)
  if (reason !== undefined) said.push(reason)
  else if (until !== undefined && said.length === 0) said.push(WAITING[until])
  return said.join('<br>')
}

/** Text that a cell of the table and a link can hold. */
function cell(text) {
  return text.replaceAll(/%[sodj]/g, '…').replaceAll(/[|[\]]/g, '\\$&')
}
