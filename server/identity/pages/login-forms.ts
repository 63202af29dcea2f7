import type { LoginFault } from '../login/logins.ts'
import { type Html, html } from './html.ts'
import { type Language, say, words } from './words.ts'

/** What the forms of a login need, at whichever of the bank's two doors they stand. */
export type LoginForm = {
  language: Language
  /** The interaction's own path; forms post below it. */
  path: string
  formToken: string
  fault?: LoginFault | undefined
  login?: string | undefined
}

type Text = (typeof words)[keyof typeof words]

/** Why somebody is not in yet, in the customer's words. */
const FAULTS: Readonly<Record<LoginFault, Text>> = {
  failed: words.loginFailed,
  locked: words.loginLocked,
  'codes-used-up': words.codesUsedUp,
  'code-wrong': words.codeWrong,
  'code-spent': words.codeSpent,
  'code-expired': words.codeExpired,
}

/** The status of a page that says so. */
export function faultStatus(fault: LoginFault | undefined): number {
  if (fault === undefined) return 200
  return fault === 'locked' || fault === 'codes-used-up' ? 429 : 401
}

/** User name and password, and a way out. */
export function passwordForm({ language, path, formToken, fault, login = '' }: LoginForm): Html {
  const t = (text: Text) => say(text, language)
  return html`${fault && html`<p class="alert" role="alert" id="login-error">${t(FAULTS[fault])}</p>`}
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
</form>`
}

/** The one-time code, another one in its place, and a way out. */
export function codeForm({ language, path, formToken, fault }: LoginForm): Html {
  const t = (text: Text) => say(text, language)
  return html`${fault && html`<p class="alert" role="alert" id="login-error">${t(FAULTS[fault])}</p>`}
<form method="post" action="${path}/code" id="code-form">
<input type="hidden" name="form_token" value="${formToken}"><input type="hidden" name="lang" value="${language}">
<label class="field" for="code">${t(words.code)}</label>
<input type="text" id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" required autofocus maxlength="12" aria-describedby="code-hint">
<p class="hint" id="code-hint">${t(words.codeHint)}</p>
<div class="actions">
<button class="primary" type="submit" id="submit">${t(words.codeSubmit)}</button>
<button class="quiet" type="submit" id="resend" formaction="${path}/resend" formnovalidate>${t(words.codeResend)}</button>
<button class="quiet" type="submit" id="cancel" formaction="${path}/cancel" formnovalidate>${t(words.cancel)}</button>
</div>
</form>`
}
