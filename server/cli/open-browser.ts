import { spawn } from 'node:child_process'

/** What opens an address in the desktop's browser, by platform. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
}

/**
 * Opens an address in the desktop's browser, in a process of its own; `failed` is told once when that can't be done.
 * Resolves when the attempt was made.
 */
export function openInBrowser(url: string, failed: (why: string) => void, platform = process.platform): Promise<void> {
  const [program, ...args] = OPENERS[platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const opener = spawn(program, [...args, url], {
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
      windowsVerbatimArguments: platform === 'win32',
    })
    opener.once('spawn', resolve)
    opener.once('error', (error: NodeJS.ErrnoException) => {
      failed(error.code === 'ENOENT' ? `there is no ${program} here` : error.message)
      resolve()
    })
    opener.once('exit', (code) => {
      if (code) failed(`${program} ended with ${code}`)
    })
    opener.unref()
  })
}
