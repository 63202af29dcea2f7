import { join } from 'node:path'
import type * as Electron from 'electron'
import { type Commands, trayMenu } from './menu.ts'
import type { Desktop } from './shell.ts'
import type { Words } from './words.ts'

/**
 * The icon that stays when the window is closed.
 * @returns how to bring its menu up to date; undefined where this desktop has no place for it
 */
export function openTray(
  { Tray, Menu }: Pick<Desktop, 'Tray' | 'Menu'>,
  { root, words, commands, platform }: { root: string; words: Words; commands: Commands; platform: NodeJS.Platform },
): { update(commands: Commands): void } | undefined {
  // A Mac draws the icon itself, in the colour of its menu bar.
  const file = platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'
  let tray: Electron.Tray
  try {
    tray = new Tray(join(root, 'electron', 'icons', file))
  } catch {
    return undefined
  }
  const update = (now: Commands) => tray.setContextMenu(Menu.buildFromTemplate(trayMenu(words, now)))
  tray.setToolTip(`Bancada: ${words.simulated}`)
  tray.on('click', commands.open)
  update(commands)
  return { update }
}
