import type { House } from '../../pages/house.ts'
import { codeForm, type LoginForm, passwordForm } from '../../pages/login-forms.ts'
import { say, words } from '../../pages/words.ts'
import { providerLayout } from './layout.ts'
import { providerWords } from './words.ts'

export type ProviderLoginPage = LoginForm & {
  /** The market's path at the provider. */
  base: string
  house: House
  /** The market that the customer goes on to. */
  marketName: string
}

/** The provider's login: user name and password. */
export function providerLoginPage(page: ProviderLoginPage): string {
  const { language, marketName: market } = page
  return providerLayout({
    ...shared(page),
    title: say(providerWords.title, language),
    lead: say(providerWords.lead, language, { market }),
    body: passwordForm(page),
  })
}

/** Its second step: the one-time code. */
export function providerCodePage(page: ProviderLoginPage): string {
  const { language } = page
  return providerLayout({
    ...shared(page),
    title: say(providerWords.codeTitle, language),
    lead: say(words.codeLead, language),
    body: codeForm(page),
  })
}

function shared({ language, base, house, path }: ProviderLoginPage) {
  return { language, base, house, languageLink: `${path}?lang=${language === 'en' ? 'pt-BR' : 'en'}` }
}
