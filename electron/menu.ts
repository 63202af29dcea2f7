import type * as Electron from 'electron'
import type { Words } from './words.ts'

/** What a person can ask the shell for, in the menus of the window and of the tray. */
export interface Commands {
  open(): void
  openInBrowser(): void
  showDataFolder(): void
  showAuthority(): void
  quit(): void
  /** Whether there is a bank to show things of. */
  running: boolean
}

type Item = Electron.MenuItemConstructorOptions

/** The window's menu. On a Mac the first menu is the program's own, by its roles. */
export function windowMenu(words: Words, commands: Commands, platform: NodeJS.Platform): Item[] {
  const mac = platform === 'darwin'
  const { running, openInBrowser, showDataFolder, showAuthority, quit } = commands
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: words.file,
      submenu: [
        { label: words.openInBrowser, enabled: running, click: openInBrowser },
        { label: words.dataFolder, enabled: running, click: showDataFolder },
        { label: words.authority, enabled: running, click: showAuthority },
        { type: 'separator' },
        { label: words.close, role: 'close' },
        ...(mac ? [] : [{ label: words.quit, accelerator: 'Ctrl+Q', click: quit }]),
      ],
    },
    // Without it a Mac has no copy and paste in pages.
    {
      label: words.edit,
      submenu: [
        { label: words.undo, role: 'undo' },
        { label: words.redo, role: 'redo' },
        { type: 'separator' },
        { label: words.cut, role: 'cut' },
        { label: words.copy, role: 'copy' },
        { label: words.paste, role: 'paste' },
        { label: words.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: words.view,
      submenu: [
        { label: words.reload, role: 'reload' },
        { label: words.developerTools, role: 'toggleDevTools' },
        { type: 'separator' },
        { label: words.actualSize, role: 'resetZoom' },
        { label: words.zoomIn, role: 'zoomIn' },
        { label: words.zoomOut, role: 'zoomOut' },
        { type: 'separator' },
        { label: words.fullScreen, role: 'togglefullscreen' },
      ],
    },
    { label: words.window, submenu: [{ label: words.minimize, role: 'minimize' }] },
  ]
}

/** The tray's menu: what is left of the app when its window is closed. */
export function trayMenu(words: Words, { open, openInBrowser, running, quit }: Commands): Item[] {
  return [
    { label: words.open, click: open },
    { label: words.openInBrowser, enabled: running, click: openInBrowser },
    { type: 'separator' },
    { label: words.quit, click: quit },
  ]
}
