import type { SharedData, Words } from '#markets'
import type { ShareableAccount } from '../people.ts'
import type { House } from './house.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Language, say, words } from './words.ts'

export type ConsentPage = {
  language: Language
  app: string
  organisation: string
  /** Through whom the app gets the data. */
  platforms?: readonly string[]
  /** What this sharing may take the place of; `since` is bank ms. */
  replaceable?: { id: string; since: number } | undefined
  holder: { name: string; document: string; documentName: string }
  shared: readonly SharedData[]
  accounts: readonly ShareableAccount[]
  /** Whether the account holder picks accounts for what is asked. */
  choosesAccounts: boolean
  selected: ReadonlySet<string>
  /** Bank ms; null for a consent without end. */
  expiresAt: number | null
  timeZone: string
  notes: readonly Words[]
  path: string
  formToken: string
  house: House
  fault?: 'choose-one'
}

/** What is shared, with whom, for what, until when; one confirmation, and a cancel that is no louder. */
export function consentPage(page: ConsentPage): string {
  const { language, app, path } = page
  const t = (text: Words) => say(text, language, { app })
  return layout({
    ...{ language, house: page.house },
    title: t(words.consentTitle),
    languageLink: `${path}?lang=${language === 'en' ? 'pt-BR' : 'en'}`,
    body: html`<div class="card">
<h1>${t(words.consentTitle)}</h1>
${page.fault && html`<p class="alert" role="alert" id="consent-error">${t(words.chooseOne)}</p>`}
<form method="post" action="${path}/confirm" id="consent-form">
<input type="hidden" name="form_token" value="${page.formToken}"><input type="hidden" name="lang" value="${language}">
<h2>${t(words.with)}</h2>
<p id="recipient">${app}${page.organisation && page.organisation !== app ? html` · ${page.organisation}` : ''}</p>
${(page.platforms ?? []).length > 0 && html`<p class="hint" id="platforms">${t(words.through)} ${page.platforms?.join(' · ')}</p>`}
<h2>${t(words.sharedBy)}</h2>
<p id="holder">${page.holder.name} · ${page.holder.documentName} ${masked(page.holder.document)}</p>
<h2>${t(words.data)}</h2>
<ul class="shared" id="shared">${page.shared.map((data) => html`<li>${t(data.title)}<span>${data.items.map(t).join(' · ')}</span></li>`)}</ul>
${page.notes.map((note) => html`<p class="hint">${t(note)}</p>`)}
${page.choosesAccounts && accountChoice(page)}
${page.replaceable && replacement(page, page.replaceable)}
<h2>${t(words.purpose)}</h2>
<p id="purpose">${t(words.purposeText)}</p>
<h2>${t(words.until)}</h2>
<p id="until">${page.expiresAt === null ? t(words.indefinite) : dayOf(page.expiresAt, page)}</p>
<p class="hint">${t(words.next)}</p>
<div class="actions">
<button class="primary" type="submit" id="approve">${t(words.approve)}</button>
<button class="quiet" type="submit" id="cancel" formaction="${path}/cancel" formnovalidate>${t(words.cancel)}</button>
</div>
</form>
</div>`,
  })
}

function accountChoice({ language, accounts, selected }: ConsentPage) {
  const owners = new Set(accounts.map(({ owner }) => owner))
  if (accounts.length === 0) return html`<p id="no-accounts">${say(words.noAccounts, language)}</p>`
  return html`<fieldset class="accounts" id="accounts"><legend>${say(words.accounts, language)}</legend>
${accounts.map(
  (
    account,
    at,
  ) => html`${owners.size > 1 && account.owner !== accounts[at - 1]?.owner && html`<p class="owner">${account.owner}</p>`}<label class="account"><input type="checkbox" name="accounts" value="${account.id}"${selected.has(account.id) ? html` checked` : ''}>
<span>${say(account.label, language)}<small>${account.number}</small></span></label>`,
)}</fieldset>`
}

/** A new sharing in the place of an older one of the same app, unless the customer wants both. */
function replacement(page: ConsentPage, { id, since }: NonNullable<ConsentPage['replaceable']>) {
  const text = say(words.replaces, page.language, { app: page.app, since: dayOf(since, page) })
  return html`<label class="account"><input type="checkbox" name="replaces" value="${id}" id="replaces"><span>${text}</span></label>`
}

/** A document with its middle hidden: enough for its owner, too little for a passer-by. */
function masked(document: string): string {
  return `${document.slice(0, 3)}${'•'.repeat(Math.max(0, document.length - 5))}${document.slice(-2)}`
}

function dayOf(at: number, { language, timeZone }: ConsentPage): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
}
