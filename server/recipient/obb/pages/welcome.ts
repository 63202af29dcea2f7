import type { Page } from '../../routing.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { ICONS } from '../../web/marks.ts'
import type { Brand } from '../participants.ts'
import { type FlowWords, flowWords } from '../words/flow.ts'

type Picker = {
  language: Language
  formToken: string
  /** Null where the participants list can't be read now. */
  brands: readonly Brand[] | null
  /** What was searched for. */
  search: string
  /** Where a search goes. */
  here: string
}

/** The first page of somebody without a connection: what the app does, and the banks. */
export function welcomePage(picker: Picker): Page {
  const words = flowWords(picker.language)
  const { see, safe, end } = words.promises
  const body = html`<div class="hero"><div class="stack loose"><div class="stack"><h1>${words.welcomeTitle}</h1><p class="lead">${words.welcome}</p></div>
<ul class="promises">${promise(ICONS.eye, see)}${promise(ICONS.shield, safe)}${promise(ICONS.hand, end)}</ul></div>
${pickerPart(words, words.pickTitle, picker)}</div>`
  return { title: words.welcomeTitle, body }
}

/** The banks alone, for somebody who has a connection already. */
export function banksPage(picker: Picker): Page {
  const words = flowWords(picker.language)
  const body = html`<div class="stack narrow"><h1>${words.pickAnother}</h1>${pickerPart(words, null, picker)}</div>`
  return { title: words.pickAnother, body }
}

function promise(icon: Html, { title, note }: { title: string; note: string }): Html {
  return html`<li>${icon}<span><b>${title}</b><br><span class="soft">${note}</span></span></li>`
}

function pickerPart(words: FlowWords, title: string | null, picker: Picker): Html {
  const { brands, search, here, formToken } = picker
  const wanted = search.trim().toLowerCase()
  const matches = (brands ?? []).filter(({ name, organisation }) =>
    `${name} ${organisation}`.toLowerCase().includes(wanted),
  )
  return html`<section class="card" id="banks">${title && html`<h2>${title}</h2>`}<p class="soft">${words.pickNote}</p>
<form method="get" action="${here}" class="search" role="search"><input type="search" name="q" id="bank-search" value="${search}" aria-label="${words.pickSearch}" placeholder="${words.pickSearch}"><button class="quiet">${words.search}</button></form>
${brands === null && html`<p class="note warn">${ICONS.alert}<span>${words.banksUnread}</span></p>`}
${brands !== null && matches.length === 0 && html`<p>${words.noBanks}</p>`}
<form method="post" action="/obb/consent/bank"><input type="hidden" name="form_token" value="${formToken}">
<ul class="banks">${matches.map((brand) => html`<li>${bankPart(words, brand)}</li>`)}</ul></form></section>`
}

function bankPart(words: FlowWords, { key, name, organisation, ours }: Brand): Html {
  const note = ours ? (organisation === name ? '' : organisation) : words.notOurs
  const face = html`<span class="monogram" aria-hidden="true">${monogram(name)}</span><span><b>${name}</b>${note && html`<small>${note}</small>`}</span>`
  if (!ours) return html`<div class="bank away">${face}</div>`
  return html`<button class="bank" name="bank" value="${key}" data-bank="${name}">${face}${ICONS.arrow}</button>`
}

/** The first letters of a brand's first two words. */
export function monogram(name: string): string {
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? '')
  return letters.slice(0, 2).join('').toUpperCase()
}
