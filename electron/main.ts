import * as electron from 'electron'
import { openShell } from './shell.ts'

// The desktop app's entry: everything it does is in openShell, which tests drive without Electron. It is not awaited:
// Electron is ready only after this module has been run.
void openShell(electron, {
  root: process.env.BANCADA_ROOT ?? electron.app.getAppPath(),
  node: process.env.BANCADA_NODE,
  args: process.argv.slice(2),
})
