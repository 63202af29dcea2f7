import path from 'node:path'
import { runCommandLine } from './cli/command-line.ts'

// A reader that went away (`bancada info | head -1`) is nobody's fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  root: path.resolve(import.meta.dirname, '..'),
  env: process.env,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
})

// What a command left behind (an idle connection) doesn't keep the shell waiting.
setTimeout(() => process.exit(), 1_000).unref()
