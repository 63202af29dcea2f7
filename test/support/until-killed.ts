import { spawn } from 'node:child_process'

/**
 * Runs a script as a process of its own until it said so many lines, and kills it (SIGKILL). Returns the lines that it
 * said whole: what it was writing when it was killed was not said. Rejects where it ended by itself, with what it
 * complained of.
 */
export function runUntilKilled(script: string, args: readonly string[], lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, ...args])
  let said = ''
  let failed = ''
  child.stderr.on('data', (text) => {
    failed += String(text)
  })
  child.stdout.on('data', (text) => {
    said += String(text)
    if (said.split('\n').length > lines) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.once('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1))
      else reject(new Error(failed))
    })
  })
}
