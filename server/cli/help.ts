import { COMMON_OPTIONS, type Command, type Option } from './command.ts'
import { table } from './output.ts'

const EXITS: readonly (readonly [string, string])[] = [
  ['0', 'done'],
  ['1', 'refused, or failed'],
  ['2', 'the command line was not understood'],
  ['3', 'start: a bank already runs in the folder'],
  ['4', 'start: a port is taken'],
  ['5', 'no bank runs in the folder'],
]

/** The help text of one command, or of all. */
export function helpText(commands: readonly Command[], command: Command | undefined): string {
  return command ? helpOf(command) : overview(commands)
}

function overview(commands: readonly Command[]): string {
  return `Bancada: a bank in a box, a whole open-finance ecosystem on this machine.

Usage: bancada COMMAND [options]

${table(
  commands.map(({ name, summary }) => [name, summary]),
  '  ',
)}

With every command:
${optionTable(COMMON_OPTIONS)}

\`bancada COMMAND --help\` tells of one command; \`bancada --version\` tells the version.

Exit codes:
${table(EXITS, '  ')}
`
}

function helpOf({ name, summary, argument, options, notes = [] }: Command): string {
  const required = Object.entries(options).filter(([, option]) => option.required)
  const behind = argument ? [argument.value] : []
  const usage = ['bancada', name, ...behind, ...required.map(([option, of]) => shown(option, of)), '[options]'].join(
    ' ',
  )
  return `${summary[0]?.toUpperCase()}${summary.slice(1)}.

Usage: ${usage}

${argument ? `${table([[argument.value, argument.summary]], '  ')}\n\n` : ''}${optionTable({ ...options, ...COMMON_OPTIONS })}
${notes.length > 0 ? `\n${notes.join('\n')}\n` : ''}`
}

function optionTable(options: Record<string, Option>): string {
  return table(
    Object.entries(options).map(([name, option]) => [
      shown(name, option),
      `${option.summary}${option.multiple ? '; may be given again' : ''}`,
    ]),
    '  ',
  )
}

function shown(name: string, { value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}
