import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const AXE = readFileSync(join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Axe = {
  run(
    within: string,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
}

/** What axe finds on a page at WCAG level AA, each with its first place; and whether the page is wider than its window. */
export async function faultsOf(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  return page.evaluate(
    async ([selector, values]) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(selector as string, {
        ...{ runOnly: { type: 'tag', values }, resultTypes: ['violations'] },
        // Selectors of all that is in order take as long as the looking; style sheets are the page's own.
        ...{ selectors: false, preload: false },
      })
      const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
      if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window')
      return faults
    },
    [within, TAGS] as const,
  )
}

/** The same in both themes, at the widths of a telephone, a laptop and a projector. */
export async function faultsInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of [360, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) found.push(`${over} px too wide at ${width}`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const fault of await faultsOf(page)) found.push(`${fault} (${colorScheme})`)
  }
  return found
}
