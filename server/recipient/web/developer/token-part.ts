import type { ShownMessage } from '../../messages.ts'
import { moment } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Language } from '../language.ts'
import type { Guide, TokenPart } from './guide.ts'
import { developerWords } from './words.ts'

const MOMENTS = new Set(['iat', 'nbf', 'exp', 'auth_time', 'updated_at'])

/** A token opened up: each member of its headers and each claim, what it is, which rule asks for it, what would be wrong. */
export function tokenPart(language: Language, guide: Guide, token: ShownMessage['tokens'][number]): Html {
  const words = developerWords(language)
  const { name, side, sealed, header, payload } = token
  const rows = (part: TokenPart, members: Record<string, unknown>) =>
    Object.entries(members).map(([member, value]) => {
      const note = guide.noteOf(name, part, member)
      return html`<tr><td><code>${member}</code><br><small>${words.parts[part]}</small></td>
<td><code>${written(value)}</code>${MOMENTS.has(member) && typeof value === 'number' && html`<small>${moment({ language, zone: guide.zone }, value * 1000)}</small>`}</td>
<td>${note ? html`${note.what}${note.rule && html`<small>${words.rule}: ${note.rule}</small>`}${note.wrong && html`<small>${words.wrong}: ${note.wrong}</small>`}` : html`<small>${words.unexplained}</small>`}</td></tr>`
    })
  return html`<section class="token"><h4><code>${name}</code><span class="tag">${side === 'request' ? words.sent : words.received}</span>${sealed && html`<span class="tag need">${words.encrypted}</span>`}<small>${guide.tokenNote(name)}</small></h4>
<div class="scroll" tabindex="0" role="group" aria-label="${name}"><table class="claims stacking"><thead><tr><th>${words.member}</th><th>${words.value}</th><th>${words.meaning}</th></tr></thead>
<tbody>${sealed && rows('sealed', sealed)}${rows('header', header)}${rows('claims', payload)}</tbody></table></div></section>`
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
