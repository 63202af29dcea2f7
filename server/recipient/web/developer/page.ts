import type { ShownMessage } from '../../messages.ts'
import type { Page } from '../../routing.ts'
import { type Html, html } from '../html.ts'
import type { Language } from '../language.ts'
import type { Guide, Stage } from './guide.ts'
import { messagePart } from './message-part.ts'
import { developerWords } from './words.ts'

/** The certificate that a connection's calls are made with. */
export type Certificate = { subject: string; issuer: string; thumbprint: string; validTo: string }

/** Every message of a connection in its order, under the stages of the flow that it belongs to. */
export function developerPage({
  language,
  guide,
  title,
  back,
  certificate,
  messages,
}: {
  language: Language
  guide: Guide
  title: string
  back: string
  certificate: Certificate
  messages: readonly ShownMessage[]
}): Page {
  const words = developerWords(language)
  const stages = messages.map(guide.stageOf)
  const body = html`<div class="stack loose"><div class="stack"><p><a href="${back}">${words.back}</a></p><h1>${words.title}</h1><p><b>${title}</b></p><p class="soft">${words.note}</p></div>
${messages.length === 0 && html`<section class="card empty"><p>${words.none}</p></section>`}
<nav aria-label="${words.flow}"><ol class="track">${guide.stages.map((stage) => trackItem(language, stage, messages, stages))}</ol></nav>
<details class="card"><summary>${words.certificate}</summary>${certificatePart(language, certificate)}</details>
<div class="stack" id="messages">${messages.map((message, index) => {
    const begins = stages[index] !== stages[index - 1]
    const stage = begins ? guide.stages.find(({ id }) => id === stages[index]) : undefined
    const anchor = stages.indexOf(stages[index] as string) === index ? html` id="stage-${stages[index]}"` : null
    return html`${stage && html`<div class="stage"${anchor}><h2>${stage.title}</h2><p class="soft">${stage.why}</p></div>`}${messagePart(language, guide, message, index + 1)}`
  })}</div></div>`
  return { title: `${words.title}: ${title}`, body, script: 'copy' }
}

function trackItem(
  language: Language,
  { id, title }: Stage,
  messages: readonly ShownMessage[],
  stages: string[],
): Html {
  const words = developerWords(language)
  const those = messages.filter((_, index) => stages[index] === id)
  if (those.length === 0) return html`<li><span class="off">${title}<small>${words.notReached}</small></span></li>`
  const refused = those.filter(({ channel, status }) => channel === 'back' && (status ?? 500) >= 400).length
  const count = `${those.length} ${those.length === 1 ? words.messages.one : words.messages.many}`
  return html`<li><a href="#stage-${id}" class="${refused > 0 && 'refused'}">${title}<small>${count}${refused > 0 && `, ${refused} ${words.refused}`}</small></a></li>`
}

function certificatePart(language: Language, { subject, issuer, thumbprint, validTo }: Certificate): Html {
  const words = developerWords(language)
  return html`<p class="soft">${words.certificateNote}</p><dl><dt>${words.subject}</dt><dd><code>${subject}</code></dd><dt>${words.issuer}</dt><dd><code>${issuer}</code></dd>
<dt>x5t#S256</dt><dd><code>${thumbprint}</code></dd><dt>${words.validTo}</dt><dd><code>${validTo}</code></dd></dl>`
}

/** The way from a page to the messages behind it. */
export function developerLink(language: Language, to: string): Html {
  const words = developerWords(language)
  return html`<p><a class="button quiet small" id="to-messages" href="${to}">${words.open}</a></p>`
}
