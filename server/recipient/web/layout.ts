import { createHash } from 'node:crypto'
import { type Preferences, THEMES, withPreference } from '../preferences.ts'
import type { Page } from '../routing.ts'
import { type Html, html, markupOf, trusted } from './html.ts'
import { type Language, type Words, wordsOf } from './language.ts'
import { ICONS, LOGO } from './marks.ts'
import { COPY_SCRIPT, RETURN_SCRIPT } from './script.ts'
import { STYLE } from './style.ts'

/** A market as the menu shows it: its sections are pages at its own first level. */
export type MenuMarket = { id: string; name: string; sections: readonly MenuSection[] }
export type MenuSection = { path: string; word: keyof Words['menu'] }

type Drawn = {
  page: Page
  preferences: Preferences
  /** The path that the links of the preferences stay on. */
  here: string
  /** The id of the market that the page belongs to; of none on the first page. */
  market: string
  /** Those that have pages. */
  markets: readonly MenuMarket[]
}

/** Whole pages and the policy they are sent with. */
export function openLayout() {
  const policy = [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(RETURN_SCRIPT)}' '${hash(COPY_SCRIPT)}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

  return {
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': policy,
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    /** A page as a whole document. */
    document({ page, preferences, here, market, markets }: Drawn): string {
      const { language, theme } = preferences
      const words = wordsOf(language)
      return markupOf(html`<!doctype html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${page.onward && html`<meta http-equiv="refresh" content="0;url=${page.onward}">`}
<title>${page.title} · Contas Juntas</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="top ${markets.length > 1 && 'parted'}"><div class="wide"><a class="brand" href="/">${LOGO}Contas Juntas</a>
${markets.length > 1 && worlds(words, markets, market)}<nav class="menu" aria-label="${words.navigation}">${menu(words, markets, market, here)}</nav>
${tools(words, preferences, here)}</div></header>
<main class="wide" id="main">${page.body}</main>
<footer class="foot"><div class="wide"><p>${words.footer}</p>${themes(words, preferences, here)}</div></footer>
${page.script === 'return' && html`<script>${trusted(RETURN_SCRIPT)}</script>`}
${page.script === 'copy' && html`<script>${trusted(COPY_SCRIPT)}</script>`}
</body>
</html>
`)
    },
  }
}

/** The way from one market to another, where there is more than one. */
function worlds(words: Words, markets: readonly MenuMarket[], market: string): Html {
  const links = markets.map(({ id, name }) => {
    const current = id === market ? html` aria-current="true"` : null
    return html`<a href="/${id}" id="market-${id}"${current}>${name}</a>`
  })
  return html`<nav class="worlds" aria-label="${words.markets}">${links}</nav>`
}

/** The sections of the market that the page belongs to; of the only one everywhere. */
function menu(words: Words, markets: readonly MenuMarket[], market: string, here: string): Html[] {
  const path = here.split('?')[0]
  const [only, ...others] = markets
  const open = others.length === 0 ? only : markets.find(({ id }) => id === market)
  return (open?.sections ?? []).map(({ path: to, word }) => {
    const current = path === to ? html` aria-current="page"` : null
    return html`<a href="${to}"${current}>${words.menu[word]}</a>`
  })
}

function tools(words: Words, { language, developer }: Preferences, here: string): Html {
  const other: Language = language === 'en' ? 'pt-BR' : 'en'
  const to = withPreference(here, 'developer', developer ? 'off' : 'on')
  return html`<div class="tools"><a href="${to}" id="developer" class="${developer && 'on'}">${ICONS.code}<span class="label">${words.developers}</span><span class="hidden">: ${developer ? words.on : words.off}</span></a>
<a href="${withPreference(here, 'lang', other)}" hreflang="${other}" lang="${other}" id="language">${other === 'en' ? 'English' : 'Português'}</a></div>`
}

function themes(words: Words, { theme }: Preferences, here: string): Html {
  const links = THEMES.map((known) => {
    const current = known === theme ? html` aria-current="true"` : null
    return html`<a href="${withPreference(here, 'theme', known)}" id="theme-${known}"${current}>${words.themes[known]}</a>`
  })
  return html`<nav class="themes" aria-label="${words.theme}">${links}</nav>`
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
