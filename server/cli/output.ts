import type { Told } from './wordings.ts'

export type Streams = { stdout: (text: string) => void; stderr: (text: string) => void }

export type Output = ReturnType<typeof openOutput>

/** Where a command writes: results to standard output, everything else to standard error. */
export function openOutput(json: boolean, { stdout, stderr }: Streams) {
  return {
    json,
    /** The command's result: the value with --json, else the text. */
    result(value: unknown, text: string): void {
      stdout(json ? `${JSON.stringify(value)}\n` : ended(text))
    },
    /** A part of the result as it comes, for people only. */
    line(text: string): void {
      if (!json) stdout(ended(text))
    },
    /** Progress, for people only. */
    say(line: string): void {
      if (!json) stderr(ended(line))
    },
    /** Why the command came to nothing. */
    refuse({ type, title, detail, fix, offer }: Told): void {
      if (json) stderr(`${JSON.stringify({ error: { type, title, detail, fix, offer } })}\n`)
      else stderr(`bancada: ${title}. ${detail}\n${fix === '' ? '' : `${fix}\n`}`)
    },
  }
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

/** Rows of two columns, the second aligned. */
export function table(rows: readonly (readonly [string, string])[], indent = ''): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${indent}${name.padEnd(width)}  ${value}`.trimEnd()).join('\n')
}
