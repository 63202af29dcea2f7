import type { House } from '../../pages/house.ts'
import { html } from '../../pages/html.ts'
import { type Language, say } from '../../pages/words.ts'
import { providerLayout } from './layout.ts'
import { providerWords } from './words.ts'

type ErrorPage = { base: string; house: House; language: Language; code: string; description: string }

/** The page for a login that can't go back to where it came from: it never redirects to where a caller says. */
export function providerErrorPage({ base, house, language, code, description }: ErrorPage): string {
  return providerLayout({
    ...{ base, house, language, id: 'error' },
    title: say(providerWords.errorTitle, language),
    lead: say(providerWords.errorText, language),
    body: html`<p><code id="error-code">${code}</code><br><span class="hint" lang="en">${description}</span></p>`,
  })
}

/** For whoever opens the provider's bare address. */
export function greetingPage({ base, house, language }: Pick<ErrorPage, 'base' | 'house' | 'language'>): string {
  return providerLayout({
    ...{ base, house, language, body: html`` },
    title: say(providerWords.name, language, { bank: house.bank }),
    lead: say(providerWords.greeting, language),
  })
}
