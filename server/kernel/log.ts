/** The program's own log: one line an entry. Callers never pass tokens, keys or personal data. */
export type Log = {
  info(message: string, facts?: Record<string, unknown>): void
  warn(message: string, facts?: Record<string, unknown>): void
  error(message: string, error?: unknown): void
}

/** A log that writes lines to `write` (standard error by default); standard output belongs to command results. */
export function openLog({
  now,
  write = (line) => process.stderr.write(line),
}: {
  now: () => number
  write?: (line: string) => void
}): Log {
  const line = (level: string, message: string, rest: string) =>
    write(`${new Date(now()).toISOString()} ${level} ${message}${rest}\n`)
  return {
    info: (message, facts) => line('info', message, facts ? ` ${JSON.stringify(facts)}` : ''),
    warn: (message, facts) => line('warn', message, facts ? ` ${JSON.stringify(facts)}` : ''),
    error: (message, error) =>
      line('error', message, error instanceof Error ? ` ${error.stack ?? error.message}` : error ? ` ${error}` : ''),
  }
}
