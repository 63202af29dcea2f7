import type { Brand } from '../brand.ts'
import type { Page } from '../routing.ts'
import { type Child, type Html, html } from '../web/html.ts'
import type { Language } from '../web/language.ts'
import { ICONS } from '../web/marks.ts'
import { type FlowWords, flowWords } from '../words/flow.ts'

export type Picker = {
  base: string
  language: Language
  formToken: string
  /** Null where the list of banks can't be read now. */
  brands: readonly Brand[] | null
  /** What was searched for. */
  search: string
  /** Where a search goes. */
  here: string
}

/** A market on the front page. */
export type Front = {
  base: string
  title: string
  note: string
  brands: readonly Brand[] | null
  /** How many connections are in use. */
  active: number
}

/** More banks than these are looked for on the market's own page. */
const FRONT_BANKS = 5

/** The first page of all: what the app does, and the banks of every market that it is registered in. */
export function frontPage(language: Language, formToken: string, fronts: readonly Front[]): Page {
  const words = flowWords(language)
  return hero(language, html`<div class="stack">${fronts.map((front) => frontPart(words, formToken, front))}</div>`)
}

function frontPart(words: FlowWords, formToken: string, { base, title, note, brands, active }: Front): Html {
  const shown = (brands ?? []).toSorted((one, other) => Number(other.ours) - Number(one.ours)).slice(0, FRONT_BANKS)
  return html`<section class="card" data-market="${base.slice(1)}"><div><h2>${title}</h2><p class="soft">${note}</p></div>
${active > 0 && html`<p class="row"><a class="button" href="${base}">${words.toOverview}</a><span class="tag">${words.connected} ${active}</span></p>`}
${brands === null && unread(words)}${banksForm(words, base, formToken, shown)}
${(brands ?? []).length > FRONT_BANKS && html`<p><a href="${base}/banks">${words.allBanks}</a></p>`}</section>`
}

/** The first page of a market for somebody without a connection there: what the app does, and the banks. */
export function welcomePage(picker: Picker): Page {
  const words = flowWords(picker.language)
  return hero(picker.language, pickerPart(words, words.pickTitle, picker))
}

function hero(language: Language, banks: Child): Page {
  const words = flowWords(language)
  const { see, safe, end } = words.promises
  const body = html`<div class="hero"><div class="stack loose"><div class="stack"><h1>${words.welcomeTitle}</h1><p class="lead">${words.welcome}</p></div>
<ul class="promises">${promise(ICONS.eye, see)}${promise(ICONS.shield, safe)}${promise(ICONS.hand, end)}</ul></div>
${banks}</div>`
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
  const { brands, search, here, formToken, base } = picker
  const wanted = search.trim().toLowerCase()
  const matches = (brands ?? []).filter(({ name, organisation }) =>
    `${name} ${organisation}`.toLowerCase().includes(wanted),
  )
  return html`<section class="card" id="banks">${title && html`<h2>${title}</h2>`}<p class="soft">${words.pickNote}</p>
<form method="get" action="${here}" class="search" role="search"><input type="search" name="q" id="bank-search" value="${search}" aria-label="${words.pickSearch}" placeholder="${words.pickSearch}"><button class="quiet">${words.search}</button></form>
${brands === null && unread(words)}
${brands !== null && matches.length === 0 && html`<p>${words.noBanks}</p>`}
${banksForm(words, base, formToken, matches)}</section>`
}

const unread = (words: FlowWords): Html =>
  html`<p class="note warn">${ICONS.alert}<span>${words.banksUnread}</span></p>`

function banksForm(words: FlowWords, base: string, formToken: string, brands: readonly Brand[]): Html {
  return html`<form method="post" action="${base}/consent/bank"><input type="hidden" name="form_token" value="${formToken}">
<ul class="banks">${brands.map((brand) => html`<li>${bankPart(words, brand)}</li>`)}</ul></form>`
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
