import type { ShownMessage } from '../messages.ts'
import { moment } from './format.ts'
import { type Html, html } from './html.ts'
import { type Language, wordsOf } from './language.ts'

/** The latest messages of a connection, newest first; nothing when there are none. */
export function messagesPart(language: Language, messages: readonly ShownMessage[]): Html | null {
  const words = wordsOf(language)
  const last = messages.find((message) => message.interactionId !== null)
  if (messages.length === 0) return null
  return html`<details id="messages" class="card"><summary><b>${words.messages}</b> (${messages.length})</summary>
<p class="soft">${words.messagesNote}</p>
${last && html`<p>${words.lastExchange} <code id="interaction-id">${last.interactionId}</code></p>`}
${messages.map((message) => messagePart(language, message))}
</details>`
}

function messagePart(language: Language, message: ShownMessage): Html {
  const words = wordsOf(language)
  const claims = message.claims.map(
    ({ name, payload }) =>
      html`<h3>${words.decoded} <code>${name}</code></h3>${block(JSON.stringify(payload, null, 2))}`,
  )
  const outcome = message.channel === 'front' ? words.throughBrowser : (message.status ?? words.noAnswer)
  return html`<details><summary><code>${message.method} ${message.url} → ${outcome}</code></summary>
<p class="soft">${moment(language, message.at)}${message.interactionId && html` · <code>${message.interactionId}</code>`}</p>
${message.request && html`<h3>${words.sent}</h3>${block(message.request)}`}
${message.response && html`<h3>${words.received}</h3>${block(message.response)}`}
${claims}</details>`
}

const block = (text: string): Html => html`<pre>${text}</pre>`
