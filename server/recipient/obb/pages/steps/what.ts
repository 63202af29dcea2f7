import type { Page } from '../../../routing.ts'
import { type Html, html } from '../../../web/html.ts'
import type { Language } from '../../../web/language.ts'
import { ICONS } from '../../../web/marks.ts'
import type { Draft } from '../../drafts.ts'
import { GROUPS } from '../../groups.ts'
import { type FlowWords, flowWords } from '../../words/flow.ts'
import { stepFrame } from './frame.ts'

/**
 * What is read: categories with their groups folded, what is needed and why, and what may be left out (experience
 * guide, 04600 and 05200 to 05700).
 */
export function whatPage({
  language,
  formToken,
  draft,
  wrong,
}: {
  language: Language
  formToken: string
  draft: Draft
  wrong: string | null
}): Page {
  const words = flowWords(language)
  const question = html`<div class="note">${ICONS.eye}<span><b>${words.purposeTitle}.</b> ${words.purpose}</span></div>
<fieldset><legend>${words.category}</legend><p class="soft">${words.categoryNote}</p>
${GROUPS.map((group) => groupPart(words, group, draft.groups))}</fieldset>
<p class="soft">${words.growing}</p>`
  const frame = { language, formToken, bank: draft.bank, step: 'what', wrong } as const
  const ways = { action: '/obb/consent/what', back: '/obb/consent/who', button: { id: 'next', label: words.next } }
  return { title: words.whatTitle, body: stepFrame({ ...frame, ...ways }, words.whatTitle, question) }
}

function groupPart(words: FlowWords, { id, required }: (typeof GROUPS)[number], chosen: string[] | null): Html {
  const { name, note, items } = words.groups[id]
  const checked = required || chosen === null || chosen.includes(id)
  // A disabled box is not sent: what is needed travels beside it.
  return html`${required && html`<input type="hidden" name="group" value="${id}">`}
<div class="option"><input type="checkbox" name="group" value="${id}" id="group-${id}"${checked && html` checked`}${required && html` disabled`} aria-describedby="group-${id}-note">
<label for="group-${id}"><b>${name}</b> <span class="tag ${required && 'need'}">${required ? words.needed : words.optional}</span></label>
<small id="group-${id}-note">${note}</small>
<details><summary>${words.seeDetails}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details></div>`
}
