import * as electron from 'electron'
import { openShell } from './shell.ts'

const { app } = electron
// Only a checkout's launcher names another program to run: a package is what was packed.
const { BANCADA_ROOT, BANCADA_NODE } = app.isPackaged ? {} : process.env

// The desktop app's entry: everything it does is in openShell, which tests drive without Electron. It is not awaited:
// Electron is ready only after this module has been run.
void openShell(electron, {
  root: BANCADA_ROOT ?? app.getAppPath(),
  node: BANCADA_NODE,
  args: process.argv.slice(app.isPackaged ? 1 : 2).filter((arg) => !ofRuntime(arg)),
})

/** What is said to the runtime itself on its command line, and not to the bank. */
function ofRuntime(arg: string): boolean {
  return app.isPackaged && /^--?(no-sandbox|disable-|enable-|ozone-|force-|lang=|psn_)/.test(arg)
}
