import type { SharedData, Words } from '#markets'
import type { House } from '../pages/house.ts'
import { type Html, html } from '../pages/html.ts'
import { layout } from '../pages/layout.ts'
import { type Language, say } from '../pages/words.ts'
import type { ShareableAccount } from '../people.ts'
import type { RecipientShown } from '../recipient-shown.ts'
import { sharingWords as words } from './words.ts'

/** One consent as its giver sees it. Times are bank ms. */
export type Sharing = {
  id: string
  app: RecipientShown
  shared: readonly SharedData[]
  accounts: readonly ShareableAccount[]
  since: number
  /** Null for one without end. */
  until: number | null
  lastUse: number | null
  held: boolean
  /** It ends within the month. */
  endsSoon: boolean
}

export type SharingPage = {
  language: Language
  name: string
  sharings: readonly Sharing[]
  /** Those that are over, newest first. */
  ended: readonly { app: string; on: number }[]
  timeZone: string
  path: string
  formToken: string
  house: House
  /** Something was ended just now. */
  done: boolean
}

/** Everything that somebody shares, and how to end it: plain forms, a disclosure before each. */
export function sharingPage(page: SharingPage): string {
  const { language, sharings, path, name } = page
  const t = (text: Words, values: Record<string, string> = {}) => say(text, language, values)
  return layout({
    ...{ language, house: page.house },
    title: t(words.title),
    languageLink: `${path}?lang=${language === 'en' ? 'pt-BR' : 'en'}`,
    body: html`<div id="sharings">
<h1>${t(words.title)}</h1>
${page.done && html`<p class="done" role="status" id="done">${t(words.done)}</p>`}
<p class="lead">${t(sharings.length > 0 ? words.lead : words.nothing, { name })}</p>
${sharings.map((one) => card(page, one))}
${sharings.length > 1 && endingOf(page, { act: 'end-all', title: words.endAll, text: t(words.endAllText), id: 'end-all' })}
${
  page.ended.length > 0 &&
  html`<h2>${t(words.ended)}</h2>
<ul class="shared" id="ended">${page.ended.map(({ app, on }) => html`<li>${app}<span>${t(words.endedOn, { day: dayOf(on, page) })}</span></li>`)}</ul>`
}
<form method="post" action="${path}/leave"><input type="hidden" name="form_token" value="${page.formToken}"><input type="hidden" name="lang" value="${language}">
<div class="actions"><button class="quiet" type="submit" id="leave">${t(words.leave)}</button></div></form>
</div>`,
  })
}

function card(page: SharingPage, one: Sharing): Html {
  const { language } = page
  const t = (text: Words, values: Record<string, string> = {}) => say(text, language, values)
  const { name, organisation, platforms } = one.app
  return html`<section class="card sharing" data-consent="${one.id}">
<h2 class="app">${name}</h2>
<p class="hint">${[...(organisation && organisation !== name ? [organisation] : []), ...(platforms.length > 0 ? [t(words.through, { names: platforms.join(' · ') })] : [])].join(' · ')}</p>
${one.held && html`<p class="notice held">${t(words.held)}</p>`}
${one.endsSoon && one.until !== null && html`<p class="notice soon">${t(words.ending, { app: name, day: dayOf(one.until, page) })}</p>`}
<dl>
<dt>${t(words.data)}</dt><dd>${one.shared.map((data) => t(data.title)).join(' · ')}</dd>
${one.accounts.length > 0 && html`<dt>${t(words.accounts)}</dt><dd>${one.accounts.map(({ label, number }) => html`<span>${t(label)} ${number}</span>`)}</dd>`}
<dt>${t(words.since)}</dt><dd>${dayOf(one.since, page)}</dd>
<dt>${t(words.until)}</dt><dd>${one.until === null ? t(words.indefinite) : dayOf(one.until, page)}</dd>
<dt>${t(words.lastUse)}</dt><dd>${one.lastUse === null ? t(words.neverUsed) : momentOf(one.lastUse, page)}</dd>
</dl>
${endingOf(page, { act: 'end', title: words.end, text: t(words.endText, { app: name }), consent: one.id })}
</section>`
}

type Ending = { act: string; title: Words; text: string; consent?: string; id?: string }

/** What ends a sharing, behind one more step: it can't be undone. */
function endingOf({ language, path, formToken }: SharingPage, { act, title, text, consent, id }: Ending): Html {
  return html`<details class="ending"${id && html` id="${id}"`}><summary>${say(title, language)}</summary>
<form method="post" action="${path}/${act}">
<input type="hidden" name="form_token" value="${formToken}"><input type="hidden" name="lang" value="${language}">
${consent && html`<input type="hidden" name="consent" value="${consent}">`}
<p class="hint">${text}</p>
<div class="actions"><button class="primary" type="submit">${say(words.endNow, language)}</button></div>
</form></details>`
}

function dayOf(at: number, { language, timeZone }: SharingPage): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(at)
}

function momentOf(at: number, { language, timeZone }: SharingPage): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
}
