import type { ShownMessage, ShownSide } from '../../messages.ts'
import { moment } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Language } from '../language.ts'
import { curlOf } from './curl.ts'
import type { Guide } from './guide.ts'
import { tokenPart } from './token-part.ts'
import { developerWords } from './words.ts'

/** One message, folded: its line says what came of it, inside are both sides, the tokens, and the call as a command. */
export function messagePart(language: Language, guide: Guide, message: ShownMessage, number: number): Html {
  const words = developerWords(language)
  const { method, url, channel, durationMs, at, interactionId } = message
  const address = new URL(url)
  return html`<details class="message" id="message-${number}"><summary><span class="verb">${channel === 'front' ? words.browser : method}</span><code>${number}. ${address.pathname}${address.search}</code>${outcome(language, message)}<small>${durationMs === null ? '' : `${durationMs} ms`}</small></summary>
<div><dl><dt>${words.address}</dt><dd><code>${url}</code></dd><dt>${words.at}</dt><dd>${moment({ language, zone: guide.zone }, at)}</dd>
${interactionId && html`<dt>x-fapi-interaction-id</dt><dd><code>${interactionId}</code></dd>`}
<dt>${words.channel}</dt><dd>${channel === 'front' ? words.throughBrowser : words.mutualTls}</dd></dl>
${sidePart(words.sent, words, message.request)}${sidePart(words.received, words, message.response)}
${message.tokens.map((token) => tokenPart(language, guide, token))}
${channel === 'back' && html`<section class="curl"><h4>${words.curl}</h4><small>${words.curlNote}</small><button type="button" class="quiet small" data-copied="${words.copied}">${words.copy}</button><pre tabindex="0">${curlOf(message)}</pre></section>`}
</div></details>`
}

function outcome(language: Language, { channel, status }: ShownMessage): Html {
  const words = developerWords(language)
  if (channel === 'front') return html`<span class="status front">${words.front}</span>`
  if (status === null) return html`<span class="status no">${words.noAnswer}</span>`
  return html`<span class="status ${status < 400 ? 'ok' : 'no'}">${status}</span>`
}

function sidePart(title: string, words: ReturnType<typeof developerWords>, { headers, body }: ShownSide): Html | null {
  if (headers.length === 0 && body === '') return null
  const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  return html`<section class="stack"><h4>${title}</h4>${lines && html`<details><summary>${words.headers} (${headers.length})</summary><pre tabindex="0">${lines}</pre></details>`}${body && html`<pre tabindex="0">${body}</pre>`}</section>`
}

/** Messages without their stages, for a page that tells of a refusal; null where there are none. */
export function messagesFold(language: Language, guide: Guide, messages: readonly ShownMessage[]): Html | null {
  const words = developerWords(language)
  if (messages.length === 0) return null
  return html`<details class="card" id="messages"><summary>${words.title} (${messages.length})</summary><p class="soft">${words.note}</p>
${messages.map((message, index) => messagePart(language, guide, message, index + 1))}</details>`
}
