import type { Page } from '../../routing.ts'
import { type Html, html } from '../../web/html.ts'
import { ICONS } from '../../web/marks.ts'
import { flowWords } from '../../words/flow.ts'
import { type StepFrame, stepFrame } from './frame.ts'

/** A group of data that is asked for together, in words. */
export type AskedGroup = { id: string; required: boolean; name: string; note: string; items: readonly string[] }

/**
 * What is read: categories with their groups folded, what is needed and why, and what may be left out (experience
 * guide, 04600 and 05200 to 05700).
 */
export function whatPage({
  frame,
  groups,
  chosen,
  before,
  after,
}: {
  frame: Omit<StepFrame, 'step' | 'button'>
  groups: readonly AskedGroup[]
  /** The groups chosen before; null for nobody's choice yet. */
  chosen: readonly string[] | null
  /** What is said over the groups and under them. */
  before: string
  after: string
}): Page {
  const words = flowWords(frame.language)
  const question = html`<div class="note">${ICONS.eye}<span><b>${words.purposeTitle}.</b> ${words.purpose}</span></div>
<fieldset><legend>${words.category}</legend><p class="soft">${before}</p>
${groups.map((group) => groupPart(frame, group, group.required || chosen === null || chosen.includes(group.id)))}</fieldset>
<p class="soft">${after}</p>`
  const step = { ...frame, step: 'what', button: { id: 'next', label: words.next } } as const
  return { title: words.whatTitle, body: stepFrame(step, words.whatTitle, question) }
}

function groupPart(
  { language }: Pick<StepFrame, 'language'>,
  { id, required, name, note, items }: AskedGroup,
  checked: boolean,
): Html {
  const words = flowWords(language)
  // A disabled box is not sent: what is needed travels beside it.
  return html`${required && html`<input type="hidden" name="group" value="${id}">`}
<div class="option"><input type="checkbox" name="group" value="${id}" id="group-${id}"${checked && html` checked`}${required && html` disabled`} aria-describedby="group-${id}-note">
<label for="group-${id}"><b>${name}</b> <span class="tag ${required && 'need'}">${required ? words.needed : words.optional}</span></label>
<small id="group-${id}-note">${note}</small>
<details><summary>${words.seeDetails}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details></div>`
}
