import type { Context } from 'koa'
import type { Form } from '../form.ts'
import type { Language } from './words.ts'

/** The language the customer picked, else the one the app asked for (`ui_locales`), else the browser's. */
export function languageOf(
  ctx: Pick<Context, 'query' | 'acceptsLanguages'>,
  form?: Form | undefined,
  uiLocales?: unknown,
): Language {
  const asked = [String(form?.lang ?? ctx.query.lang ?? ''), ...String(uiLocales ?? '').split(' ')]
  for (const tag of asked) {
    if (/^en(-|$)/i.test(tag)) return 'en'
    if (/^pt(-|$)/i.test(tag)) return 'pt-BR'
  }
  return ctx.acceptsLanguages('pt-BR', 'pt', 'en') === 'en' ? 'en' : 'pt-BR'
}
