import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Market, markets, RULE_PARTS, type Rule } from '../server/markets/index.ts'

const PARTS: Record<Rule['part'], string> = {
  gateway: 'Every call',
  data: 'Consents and data',
  client: 'Client authentication',
  request: 'Authorization request',
  customer: 'Login and consent',
  token: 'Tokens',
  registration: 'Registration',
  directory: 'Directory',
}

/** The rules of every market as `docs/rules.md` has them. */
export function rulesDocument(): string {
  const head = `# The rules that refuse

Written from the tables that enforce them by \`node build/rules-doc.ts\`. A refusal names its rule in the console and on the command line (\`bancada explain RULE\`, \`bancada explain EXCHANGE\`), with what was sent and the request put right.
`
  return `${[head, ...markets.map(sectionOf)].join('\n')}`
}

function sectionOf({ name, rules }: Market): string {
  const parts = RULE_PARTS.map((part) => {
    const rows = Object.entries(rules).filter(([, rule]) => rule.part === part)
    const lines = rows.map(([id, { title, clause, fix }]) => `| \`${id}\` | ${title.en} | ${clause} | ${fix.en} |`)
    return `### ${PARTS[part]}\n\n| rule | demands | clause | to put it right |\n|---|---|---|---|\n${lines.join('\n')}\n`
  })
  return [`## ${name}\n`, ...parts].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path.join(import.meta.dirname, '..', 'docs', 'rules.md'), rulesDocument())
}
