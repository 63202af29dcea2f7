import type { Page } from '../../routing.ts'
import { type Html, html } from '../../web/html.ts'
import { flowWords } from '../../words/flow.ts'
import { type StepFrame, stepFrame } from './frame.ts'

/** A choice of how long a consent may last. */
export type TermChoice = { id: string; label: string }

/** The term with a default and other choices, the whole choice once more, and what comes next (guide, 05800 to 06600). */
export function howLongPage({
  frame,
  terms,
  chosen,
  note,
  carried,
  person,
  data,
}: {
  frame: Omit<StepFrame, 'step' | 'button'>
  terms: readonly TermChoice[]
  /** The term that is chosen where nobody chooses. */
  chosen: string
  note: string
  /** The choices of the earlier steps, sent with the last. */
  carried: readonly (readonly [name: string, value: string])[]
  /** Whose data it is; empty where only the bank will learn it. */
  person: string
  /** The names of what is shared. */
  data: readonly string[]
}): Page {
  const words = flowWords(frame.language)
  const question = html`<p class="soft">${words.termNote}</p>
${carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<fieldset><legend class="hidden">${words.termTitle}</legend><div class="segments">
${terms.map(({ id, label }) => termPart(id, label, id === chosen))}
</div><small>${note}</small></fieldset>`
  const aside = html`<aside class="stack"><section class="card"><h2>${words.summary}</h2><dl>
<dt>${words.bank}</dt><dd>${frame.bank}</dd>${person && html`<dt>${words.person}</dt><dd>${person}</dd>`}
<dt>${words.data}</dt><dd>${data.join(', ')}</dd></dl></section>
<section class="card"><h2>${words.ahead}</h2><ol class="ahead">${words.aheadSteps.map((step) => html`<li>${step}</li>`)}</ol></section></aside>`
  const step = { ...frame, step: 'howLong', button: { id: 'connect', label: words.connect } } as const
  return { title: words.termTitle, body: stepFrame(step, words.termTitle, question, aside) }
}

const termPart = (id: string, label: string, checked: boolean): Html =>
  html`<label class="option"><input type="radio" name="term" value="${id}" id="term-${id}"${checked && html` checked`}><b>${label}</b></label>`
