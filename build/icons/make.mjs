// Makes every icon from the two drawings beside it, with the browser of the page tests: `node build/icons/make.mjs`.
// The pictures are committed; this is run again only when a drawing changes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../../test/support/browser.ts'
import { icns, ico } from './containers.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const SHELL = join(HERE, '..', '..', 'electron', 'icons')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const browser = await openBrowser()
if (!browser) throw new Error('no browser to draw with')
try {
  const page = await (await browser.newContext({ deviceScaleFactor: 1 })).newPage()
  const pictures = new Map()
  for (const size of SIZES) pictures.set(size, await drawn(page, 'icon.svg', size))
  mkdirSync(join(HERE, 'png'), { recursive: true })
  mkdirSync(SHELL, { recursive: true })
  for (const [size, png] of pictures) writeFileSync(join(HERE, 'png', `${size}x${size}.png`), png)
  writeFileSync(join(HERE, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256].map((size) => [size, pictures.get(size)])))
  writeFileSync(join(HERE, 'icon.icns'), icns(pictures))
  writeFileSync(join(SHELL, 'window.png'), pictures.get(256))
  writeFileSync(join(SHELL, 'tray.png'), pictures.get(24))
  writeFileSync(join(SHELL, 'tray@2x.png'), pictures.get(48))
  writeFileSync(join(SHELL, 'trayTemplate.png'), await drawn(page, 'tray-template.svg', 18))
  writeFileSync(join(SHELL, 'trayTemplate@2x.png'), await drawn(page, 'tray-template.svg', 36))
} finally {
  await browser.close()
}

async function drawn(page, file, size) {
  const svg = readFileSync(join(HERE, file), 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `)
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
  return page.screenshot({ omitBackground: true })
}
