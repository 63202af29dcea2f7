import { createHash } from 'node:crypto'
import type { Page } from '../routing.ts'
import { html, markupOf, trusted } from './html.ts'
import { type Language, wordsOf } from './language.ts'
import { RETURN_SCRIPT } from './script.ts'
import { STYLE } from './style.ts'

type Drawn = { page: Page; language: Language; here: string; markets: readonly string[] }

/** Whole pages and the policy they are sent with. */
export function openLayout() {
  const policy = [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(RETURN_SCRIPT)}'`,
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
    /** `here` is the path that the language link stays on; `markets` are those that have pages. */
    document({ page, language, here, markets }: Drawn): string {
      const words = wordsOf(language)
      const other: Language = language === 'en' ? 'pt-BR' : 'en'
      return markupOf(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${page.onward && html`<meta http-equiv="refresh" content="0;url=${page.onward}">`}
<title>${page.title} · Contas Juntas</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><div class="wide"><a class="brand" href="/">Contas Juntas</a>
<nav aria-label="${words.navigation}">${markets.map((id) => html`<a href="/${id}">${words.connectNav}</a><a href="/${id}/connections">${words.connectionsNav}</a>`)}
<a href="${withLanguage(here, other)}" hreflang="${other}" lang="${other}" id="language">${other === 'en' ? 'English' : 'Português'}</a></nav>
</div></header>
<main class="wide">${page.body}</main>
<footer><div class="wide"><p>${words.footer}</p></div></footer>
${page.readsReturn && html`<script>${trusted(RETURN_SCRIPT)}</script>`}
</body>
</html>
`)
    },
  }
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

function withLanguage(here: string, language: Language): string {
  const [path = '/', query = ''] = here.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('lang', language)
  return `${path}?${parameters}`
}
