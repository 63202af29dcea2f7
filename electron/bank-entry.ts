import { pathToFileURL } from 'node:url'

// What a package's bank process runs first: the desktop runtime asks by message, the command line listens to signals,
// and the process does not end by itself when there is nothing left to do.
const at = process.argv.findIndex((arg) => /[\\/]cli\.[jt]s$/.test(arg))
const cli = process.argv[at] ?? ''
process.argv = [process.execPath, cli, ...process.argv.slice(at + 1)]
process.parentPort?.on('message', ({ data }) => {
  if (data === 'stop') process.emit('SIGTERM', 'SIGTERM')
})
await import(pathToFileURL(cli).href)
process.stdout.write('', () => process.stderr.write('', () => process.exit()))
