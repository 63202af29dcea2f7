import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { type FlowWords, flowWords } from '../../words/flow.ts'

export type Step = keyof FlowWords['steps']

export type StepFrame = {
  base: string
  language: Language
  formToken: string
  bank: string
  /** The steps that the market has, and the one shown. */
  steps: readonly Step[]
  step: Step
  /** The form's address, and the page before this one. */
  action: string
  back: string
  button: { id: string; label: string }
  /** What the form could not be used for, in words. */
  wrong: string | null
}

/** One step on the way to a connection: where one is, the question, the way on, and back. */
export function stepFrame(frame: StepFrame, title: string, question: Html, aside: Html | null = null): Html {
  const words = flowWords(frame.language)
  const { wrong, button, base, back } = frame
  return html`<div class="flow">${stepsPart(words, frame)}
<div class="stack"><p class="soft">${words.connecting} <b>${frame.bank}</b></p><h1>${title}</h1></div>
<div class="${aside ? 'columns two' : 'stack'}">
<form method="post" action="${frame.action}" class="card"><input type="hidden" name="form_token" value="${frame.formToken}">
${wrong && html`<p class="note warn" id="wrong" role="alert">${wrong}</p>`}
${question}
<div class="actions"><a class="button quiet" id="step-back" href="${back}">${back === base ? words.cancel : words.back}</a><button id="${button.id}">${button.label}</button></div></form>
${aside}</div></div>`
}

function stepsPart(words: FlowWords, { steps, step: current }: StepFrame): Html {
  const at = steps.indexOf(current)
  const items = steps.map((step, index) => {
    if (index === at) return html`<li aria-current="step">${words.steps[step]}</li>`
    return html`<li class="${index < at && 'done'}">${words.steps[step]}</li>`
  })
  return html`<ol class="steps" aria-label="${words.stepsLabel}">${items}</ol>`
}
