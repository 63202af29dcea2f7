// Stands in for jq where there is none: plain paths, and the few other programs that the documentation has.
import { readFileSync } from 'node:fs'

// biome-ignore lint/suspicious/noExplicitAny: whatever the document holds
type Json = any

const PROGRAMS: Readonly<Record<string, (json: Json) => unknown>> = {
  '.markets[].customers[] | select(.login == "ana").document': ({ markets }) =>
    markets.flatMap(({ customers }: Json) => customers).find(({ login }: Json) => login === 'ana').document,
  '.markets[0].metadata': ({ markets }) => markets[0].metadata,
  '.data | length > 0': ({ data }) => data.length > 0,
  'length > 0 and all(.[]; .available.amount != null)': (list) =>
    list.length > 0 && list.every(({ available }: Json) => available.amount != null),
}

const args = process.argv.slice(2)
const [option, program = '', file] = args
const run = PROGRAMS[program] ?? (/^(\.\w+)+$/.test(program) ? along(program) : undefined)
if (!run || args.length > 3 || !['-r', '-e'].includes(option ?? '')) {
  process.stderr.write(`jq (a stand-in): does not know: ${args.join(' ')}\n`)
  process.exit(3)
}
const found = run(JSON.parse(readFileSync(file ?? 0, 'utf8')))
process.stdout.write(`${option === '-r' && typeof found === 'string' ? found : JSON.stringify(found)}\n`)
// With -e, what is false or null is a failure.
if (option === '-e' && (found === false || found == null)) process.exitCode = 1

function along(keys: string) {
  return (json: Json) =>
    keys
      .slice(1)
      .split('.')
      .reduce((value: Json, key) => value?.[key], json)
}
