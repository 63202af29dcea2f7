import type { Words } from '#markets'
import { html } from '../../pages/html.ts'
import { type Language, say } from '../../pages/words.ts'
import { providerLayout } from './layout.ts'
import { providerWords } from './words.ts'

type ErrorPage = {
  base: string
  bank: string
  language: Language
  code: string
  description: string
  notice?: Words | undefined
}

/** The page for a login that can't go back to where it came from: it never redirects to where a caller says. */
export function providerErrorPage({ base, bank, language, code, description, notice }: ErrorPage): string {
  return providerLayout({
    ...{ base, bank, language, notice, id: 'error' },
    title: say(providerWords.errorTitle, language),
    lead: say(providerWords.errorText, language),
    body: html`<p><code id="error-code">${code}</code><br><span class="hint" lang="en">${description}</span></p>`,
  })
}

/** For whoever opens the provider's bare address. */
export function greetingPage({ base, bank, language }: Pick<ErrorPage, 'base' | 'bank' | 'language'>): string {
  return providerLayout({
    ...{ base, bank, language, body: html`` },
    title: say(providerWords.name, language, { bank }),
    lead: say(providerWords.greeting, language),
  })
}
