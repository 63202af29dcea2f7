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
  await page.evaluate(AXE)
  return page.evaluate(
    async ([selector, values]) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(selector as string, { runOnly: { type: 'tag', values } })
      const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
      if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window')
      return faults
    },
    [within, TAGS] as const,
  )
}
