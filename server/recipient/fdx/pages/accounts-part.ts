import type { Connection } from '../../store.ts'
import { type Html, html } from '../../web/html.ts'
import type { Language } from '../../web/language.ts'
import { sharingWords } from '../../words/sharing.ts'
import { accountsOf } from '../budget/read.ts'
import { fdxScene } from '../scene.ts'

/** The accounts of a connection under their categories, with what each is worth. */
export function accountsPart(language: Language, connection: Connection): Html {
  const words = sharingWords(language)
  const accounts = accountsOf(fdxScene(language), connection)
  if (accounts.length === 0)
    return html`<section class="card"><h2>${words.accounts}</h2><p id="accounts">${words.noAccounts}</p></section>`
  const groups = [...Map.groupBy(accounts, ({ group }) => group)]
  return html`<section class="card flush" id="accounts"><h2>${words.accounts}</h2><div class="days">${groups.map(
    ([group, those]) =>
      html`<h3 class="day">${group}</h3><ul class="list">${those.map(
        ({ accountId, name, place, value, valueMinor }) =>
          html`<li data-account="${accountId}"><span><a href="/fdx/connections/${connection.id}/accounts/${encodeURIComponent(accountId)}"><b>${name}</b></a><br><small>${place}</small></span>
<span class="amount ${(valueMinor ?? 0) < 0 && 'negative'}">${value}</span></li>`,
      )}</ul>`,
  )}</div></section>`
}
