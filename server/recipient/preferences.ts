import type { Context } from 'koa'
import { cookieName, setCookie } from './session.ts'
import { type Language, languageOf } from './web/language.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** How a browser wants its pages. `developer` shows the way to the messages behind them. */
export type Preferences = { language: Language; theme: Theme; developer: boolean }

/** Reads the preferences: what the address asks for wins and is remembered in a cookie. */
export function preferencesOf(ctx: Context): Preferences {
  const query = new URLSearchParams(ctx.querystring)
  const cookie = (purpose: string) => ctx.cookies.get(cookieName(ctx, purpose))
  const asked = query.get('lang')
  const language = languageOf(asked, cookie('language'), ctx.get('accept-language'))
  if (asked !== null) setCookie(ctx, cookieName(ctx, 'language'), language)
  const chosen = (purpose: string, known: readonly string[]) => {
    const wanted = query.get(purpose)
    if (wanted === null || !known.includes(wanted)) return cookie(purpose)
    setCookie(ctx, cookieName(ctx, purpose), wanted)
    return wanted
  }
  const wanted = chosen('theme', THEMES)
  const theme = THEMES.find((known) => known === wanted) ?? 'system'
  return { language, theme, developer: chosen('developer', ['on', 'off']) === 'on' }
}

/** The same address with one preference asked for. */
export function withPreference(here: string, name: string, value: string): string {
  const [path = '/', query = ''] = here.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set(name, value)
  return `${path}?${parameters}`
}
