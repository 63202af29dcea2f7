import type { Output } from './output.ts'

export type Option = {
  type: 'string' | 'boolean'
  /** What stands for its value in the help: DIR, N. */
  value?: string
  summary: string
  required?: true
  /** May be given several times. */
  multiple?: true
}

/** What stands behind a command's words without an option's name; always wanted where a command has one. */
export type Argument = { value: string; summary: string }

/** A call's options, checked against the command's own. */
export type Arguments = {
  /** The value of an option, undefined where it was left out. */
  text(name: string): string | undefined
  flag(name: string): boolean
  /** The values of a repeatable option, in the order given. */
  list(name: string): string[]
  /** What stands behind the command's words; empty where the command wants nothing there. */
  argument: string
}

/** A command as it was called. */
export type Call = Arguments & {
  /** The program's own folder. */
  root: string
  env: NodeJS.ProcessEnv
  version: string
  dataDir: string
  out: Output
}

/** A command, as data: the table of commands makes the help text as well. */
export type Command = {
  /** The words that call it. */
  name: string
  summary: string
  argument?: Argument
  options: Record<string, Option>
  /** What its help says below the options. */
  notes?: readonly string[]
  /** Resolves with the exit code, 0 where it says nothing. Throws problems, which wordings.ts words. */
  run(call: Call): Promise<number | undefined>
}

/** How a caller names a change, for the commands that make one. */
export const KEY_OPTION: Option = {
  type: 'string',
  value: 'KEY',
  summary: 'the same key again changes nothing more',
}

/** Options that every command takes. */
export const COMMON_OPTIONS: Record<string, Option> = {
  data: { type: 'string', value: 'DIR', summary: 'the folder of the bank (else BANCADA_DATA, else .bancada/ here)' },
  json: { type: 'boolean', summary: 'one JSON value for machines; errors as JSON on standard error' },
  help: { type: 'boolean', summary: 'this text' },
}

/** The values of an option that may hold several, separated by commas or given again; undefined where left out. */
export function several(call: Arguments, name: string): string[] | undefined {
  const values = call.list(name).flatMap((value) => value.split(','))
  const given = values.map((value) => value.trim()).filter((value) => value !== '')
  return call.list(name).length === 0 ? undefined : given
}
