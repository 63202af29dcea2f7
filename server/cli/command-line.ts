import { dataFolder } from '../config.ts'
import { packageVersion } from '../start/index.ts'
import type { Call } from './command.ts'
import { COMMANDS } from './commands.ts'
import { helpText } from './help.ts'
import { openOutput, type Streams } from './output.ts'
import { asksForJson, parseCommandLine } from './parse.ts'
import { toldOf } from './wordings.ts'

export type Surroundings = Streams & { root: string; env: NodeJS.ProcessEnv }

/** Runs what was typed; resolves with the exit code. Whatever goes wrong is told in words on standard error. */
export async function runCommandLine(argv: readonly string[], around: Surroundings): Promise<number> {
  const { root, env } = around
  const out = openOutput(asksForJson(argv), around)
  try {
    const parsed = parseCommandLine(argv, COMMANDS)
    const version = packageVersion(root)
    if (parsed.kind === 'help') {
      around.stdout(helpText(COMMANDS, parsed.command))
      return 0
    }
    if (parsed.kind === 'version') {
      out.result({ version }, version)
      return 0
    }
    const { command, args } = parsed
    const call: Call = { ...args, root, env, version, out, dataDir: dataFolder(root, args.text('data'), env) }
    return (await command.run(call)) ?? 0
  } catch (error) {
    const told = toldOf(error)
    out.refuse(told)
    if (told.trace !== undefined && !out.json) around.stderr(`${told.trace}\n`)
    return told.exit
  }
}
