import type { Words } from '#markets'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Language, say, words } from './words.ts'

export type LoginPage = {
  language: Language
  app: string
  /** The interaction's own path; forms post below it. */
  path: string
  formToken: string
  notice?: Words | undefined
  fault?: 'failed' | 'locked'
  login?: string
}

/** The bank's login: user name, password, and a way out that tells the app. */
export function loginPage({ language, app, path, formToken, fault, login = '', notice }: LoginPage): string {
  const t = (text: (typeof words)[keyof typeof words]) => say(text, language, { app })
  const alert =
    fault &&
    html`<p class="alert" role="alert" id="login-error">${t(fault === 'locked' ? words.loginLocked : words.loginFailed)}</p>`
  return layout({
    ...{ language, notice },
    title: t(words.loginTitle),
    languageLink: `${path}?lang=${language === 'en' ? 'pt-BR' : 'en'}`,
    body: html`<div class="card">
<h1>${t(words.loginTitle)}</h1>
<p class="lead">${t(words.loginLead)}</p>
${alert}
<form method="post" action="${path}/login" id="login-form">
<input type="hidden" name="form_token" value="${formToken}"><input type="hidden" name="lang" value="${language}">
<label class="field" for="username">${t(words.username)}</label>
<input type="text" id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus maxlength="100" value="${login}">
<label class="field" for="password">${t(words.password)}</label>
<input type="password" id="password" name="password" autocomplete="current-password" required maxlength="200">
<div class="actions">
<button class="primary" type="submit" id="submit">${t(words.login)}</button>
<button class="quiet" type="submit" id="cancel" formaction="${path}/cancel" formnovalidate>${t(words.cancel)}</button>
</div>
</form>
</div>`,
  })
}
