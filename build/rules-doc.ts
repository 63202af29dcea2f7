import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { consoleRules, type Market, markets, RULE_PARTS, type Rule } from '../server/markets/index.ts'

const PARTS: Record<Rule['part'], string> = {
  gateway: 'Every call',
  data: 'Consents and data',
  client: 'Client authentication',
  request: 'Authorization request',
  customer: 'Login and consent',
  token: 'Tokens',
  registration: 'Registration',
  directory: 'Directory',
  console: 'Console and marketplace',
}

/** The rules of every market as `docs/rules.md` has them. */
export function rulesDocument(): string {
  const head = `# The rules that refuse

Written from the tables that enforce them by \`node build/rules-doc.ts\`. A refusal names its rule in the console and on the command line (\`bancada explain RULE\`, \`bancada explain EXCHANGE\`), with what was sent and the request put right.
`
  const ofConsole = `## ${PARTS.console}\n\n${tableOf(Object.entries(consoleRules))}`
  return [head, ...markets.map(sectionOf), ofConsole].join('\n')
}

function sectionOf({ name, rules }: Market): string {
  const parts = RULE_PARTS.flatMap((part) => {
    const rows = Object.entries(rules).filter(([, rule]) => rule.part === part)
    return rows.length === 0 ? [] : [`### ${PARTS[part]}\n\n${tableOf(rows)}`]
  })
  return [`## ${name}\n`, ...parts].join('\n')
}

function tableOf(rules: readonly (readonly [string, Rule])[]): string {
  const lines = rules.map(([id, { title, clause, fix }]) => `| \`${id}\` | ${title.en} | ${clause} | ${fix.en} |`)
  return `| rule | demands | clause | to put it right |\n|---|---|---|---|\n${lines.join('\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path.join(import.meta.dirname, '..', 'docs', 'rules.md'), rulesDocument())
}
