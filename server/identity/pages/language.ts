import type { Context } from 'koa'
import type { Market } from '#markets'
import type { Form } from '../form.ts'
import type { Language } from './words.ts'

/** The language the customer picked, else the one the app asked for (`ui_locales`), else the browser's, else the market's. */
export function languageOf(
  ctx: Pick<Context, 'query' | 'acceptsLanguages'>,
  { language: own }: Pick<Market, 'language'>,
  form?: Form | undefined,
  uiLocales?: unknown,
): Language {
  const asked = [String(form?.lang ?? ctx.query.lang ?? ''), ...String(uiLocales ?? '').split(' ')]
  for (const tag of asked) {
    if (/^en(-|$)/i.test(tag)) return 'en'
    if (/^pt(-|$)/i.test(tag)) return 'pt-BR'
  }
  // Of what a browser takes equally, the market's own comes first.
  const offered = own === 'en' ? ['en', 'pt-BR', 'pt'] : ['pt-BR', 'pt', 'en']
  const taken = ctx.acceptsLanguages(...offered)
  if (taken === false) return own
  return taken === 'en' ? 'en' : 'pt-BR'
}
