import type { House } from './house.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { codeForm, type LoginForm, passwordForm } from './login-forms.ts'
import { say, words } from './words.ts'

export type LoginPage = LoginForm & { app: string; house: House }

/** The bank's login: user name, password, and a way out that tells the app. */
export function loginPage(page: LoginPage): string {
  return inCard(page, words.loginTitle, words.loginLead, passwordForm(page))
}

/** Its second step: the one-time code that went to the customer's phone. */
export function codePage(page: LoginPage): string {
  return inCard(page, words.codeTitle, words.codeLead, codeForm(page))
}

function inCard(
  { language, app, path, house }: LoginPage,
  title: typeof words.loginTitle,
  lead: typeof words.loginTitle,
  form: ReturnType<typeof passwordForm>,
): string {
  return layout({
    ...{ language, house },
    title: say(title, language),
    languageLink: `${path}?lang=${language === 'en' ? 'pt-BR' : 'en'}`,
    body: html`<div class="card">
<h1>${say(title, language)}</h1>
<p class="lead">${say(lead, language, { app })}</p>
${form}
</div>`,
  })
}
