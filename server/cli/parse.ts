import { parseArgs } from 'node:util'
import { problem } from '#kernel'
import { type Arguments, COMMON_OPTIONS, type Command, type Option } from './command.ts'
import { nearest } from './nearest.ts'

/** What was typed: a command to run, or help for one or for all. */
export type Parsed =
  | { kind: 'run'; command: Command; args: Arguments }
  | { kind: 'help'; command: Command | undefined }
  | { kind: 'version' }

/** An option whose value is an address. */
const ADDRESS = 'URI'
/** Other lists are written with commas, so two addresses are too; a comma inside one address is fine. */
const JOINED = /,\s*https?:\/\//i

type OptionToken = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined }

/**
 * Reads a command line against the table of commands. Throws command-missing, command-unknown, option-unknown,
 * option-value-missing, option-value-unwanted, option-repeated, option-missing, addresses-joined, argument-missing,
 * argument-unexpected.
 */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): Parsed {
  const every = Object.assign({ version: VERSION }, COMMON_OPTIONS, ...commands.map((command) => command.options))
  const { tokens } = parseArgs({ args: [...argv], options: typesOf(every), strict: false, tokens: true })
  const given = tokens.filter((token) => token.kind === 'option')
  const words = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value)
  if (words.length === 0 && given.some(({ name }) => name === 'version')) return { kind: 'version' }

  const asked = words[0] === 'help' ? words.slice(1) : words
  const help = words[0] === 'help' || given.some(({ name, rawName }) => name === 'help' || rawName === '-h')
  if (help && asked.length === 0) return { kind: 'help', command: undefined }
  const unheardOf = given.find(({ name, rawName }) => !Object.hasOwn(every, name) && rawName !== '-h')
  const command = commandOf(asked, commands)
  if (!command) {
    if (unheardOf) throw unknownOption(unheardOf, every)
    throw unknownCommand(asked, commands)
  }
  if (help) return { kind: 'help', command }

  const options = { ...command.options, ...COMMON_OPTIONS }
  for (const token of given) checkOption(token, options, command)
  const behind = asked.slice(command.name.split(' ').length)
  const [argument, extra] = command.argument ? behind : [undefined, ...behind]
  if (extra !== undefined) throw problem('argument-unexpected', { argument: extra, command: command.name })
  if (command.argument && argument === undefined) {
    throw problem('argument-missing', { argument: command.argument.value, command: command.name })
  }
  const args = argumentsOf(given, argument)
  for (const [name, option] of Object.entries(options)) {
    const values = args.list(name)
    if (values.length > 1 && option.type === 'string' && !option.multiple) {
      throw problem('option-repeated', { option: `--${name}` })
    }
    if (option.required && values.length === 0) {
      throw problem('option-missing', { option: shown(name, option), command: command.name })
    }
  }
  return { kind: 'run', command, args }
}

const VERSION: Option = { type: 'boolean', summary: 'the version' }

/** Whether machine-readable output was asked for, told before anything is checked. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json')
}

function typesOf(options: Record<string, Option>) {
  return Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type, multiple: true }]))
}

/** The command with the most words that the line begins with. */
function commandOf(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const line = `${words.join(' ')} `
  return commands.filter(({ name }) => line.startsWith(`${name} `)).sort((a, b) => b.name.length - a.name.length)[0]
}

function checkOption(token: OptionToken, options: Record<string, Option>, command: Command): void {
  const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
  if (!option) throw unknownOption(token, options, command)
  if (option.type === 'boolean') {
    if (token.value !== undefined) throw problem('option-value-unwanted', { option: token.rawName })
    return
  }
  // Without `=`, what looks like the next option is one: its own value was forgotten.
  if (!token.value || (!token.inlineValue && token.value.startsWith('-'))) {
    throw problem('option-value-missing', { option: shown(token.name, option), next: token.value ?? null })
  }
  if (option.value === ADDRESS && JOINED.test(token.value)) {
    throw problem('addresses-joined', {
      option: `--${token.name}`,
      value: token.value,
      several: option.multiple === true,
    })
  }
}

function argumentsOf(tokens: readonly OptionToken[], argument = ''): Arguments {
  const list = (name: string) => tokens.filter((token) => token.name === name).map(({ value }) => value ?? '')
  return {
    text: (name) => list(name)[0],
    flag: (name) => tokens.some((token) => token.name === name),
    list,
    argument,
  }
}

function unknownOption({ rawName, name }: OptionToken, options: Record<string, Option>, command?: Command) {
  const meant = nearest(name, Object.keys(options))
  return problem('option-unknown', {
    option: rawName,
    command: command?.name ?? null,
    nearest: meant === undefined ? null : `--${meant}`,
    known: Object.keys(options).map((known) => `--${known}`),
  })
}

function unknownCommand(words: readonly string[], commands: readonly Command[]) {
  const names = commands.map(({ name }) => name)
  if (words.length === 0) return problem('command-missing', { known: names })
  const begun = names.filter((name) => name.startsWith(`${words[0]} `))
  const line = words.slice(0, 2).join(' ')
  const meant = nearest(line, names) ?? nearest(words[0] as string, names)
  return problem('command-unknown', {
    command: begun.length > 0 ? line : words[0],
    nearest: meant ?? (begun.length === 1 ? begun[0] : null),
    known: begun.length > 0 ? begun : names,
  })
}

function shown(name: string, { value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}
