import type { House } from '../../pages/house.ts'
import { type Html, html } from '../../pages/html.ts'
import { type Language, say, words } from '../../pages/words.ts'
import { providerWords } from './words.ts'

export type ProviderPage = {
  language: Language
  house: House
  title: string
  lead?: string
  body: Html
  languageLink?: string
}

/** Where the pages' style sheet is, below a market's path. */
export const STYLE_PATH = '/login.css'

/** A page of the bank's identity provider: a house of its own beside Identity Management, plain HTML without scripts. */
export function providerLayout(page: ProviderPage & { base: string; id?: string }): string {
  const { language, house, title, lead, body, languageLink, base, id } = page
  const { bank, notice } = house
  const other = language === 'en' ? 'pt-BR' : 'en'
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${say(providerWords.name, language, { bank })}</title>
<link rel="stylesheet" href="${base}${STYLE_PATH}">
</head>
<body>
<header><span class="seal" aria-hidden="true"></span><p class="name">${say(providerWords.name, language, { bank })}</p>
<p class="claim">${say(providerWords.claim, language)}</p></header>
<div class="side">
<main${id ? html` id="${id}"` : ''}>
${notice && html`<p class="notice" id="lane-notice">${say(notice, language)}</p>`}
<h1>${title}</h1>
${lead && html`<p class="lead">${lead}</p>`}
${body}
</main>
<footer><span>${say(words.simulated, language)}</span>
${languageLink && html`<a href="${languageLink}" lang="${other}">${say(words.language, language)}</a>`}</footer>
</div>
</body>
</html>`.html
}

/** The style sheet: a night-blue house, in either colour scheme, narrow or wide. */
export const PROVIDER_CSS = `
:root{--ink:#171a33;--soft:#565b7d;--line:#8388a8;--paper:#fff;--field:#f5f6fc;--brand:#3730a3;--brand-ink:#fff;--warn:#97231b;--warn-bg:#fdeeec;--focus:#b45309}
@media (prefers-color-scheme:dark){:root{--ink:#eceefb;--soft:#adb2d4;--line:#6d739c;--paper:#14162a;--field:#1d2040;--brand:#a5b4fc;--brand-ink:#14162a;--warn:#ffb4a8;--warn-bg:#3b1a1c;--focus:#fbbf24}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:16px/1.5 Georgia,"Times New Roman",serif}
header{background:#1e1b4b;background:linear-gradient(160deg,#312e81,#1e1b4b 60%,#0f172a);color:#fff;padding:1.5rem 1.25rem 1.4rem}
.seal{display:inline-block;width:2.6rem;height:2.6rem;border-radius:50%;border:3px solid #fbbf24;background:radial-gradient(circle at 50% 38%,#fbbf24 0 24%,transparent 26%),linear-gradient(#fbbf24,#fbbf24) 50% 76%/.34rem 1rem no-repeat}
.name{margin:.7rem 0 0;font-size:1.25rem;font-weight:700}
.claim{margin:.1rem 0 0;color:#c7d2fe;font-style:italic}
.side{flex:1;display:flex;flex-direction:column;width:100%;max-width:32rem;margin:0 auto;padding:1.75rem 1.25rem 0}
main{flex:1}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem}
.lead{margin:0 0 1.4rem;color:var(--soft)}
.hint{color:var(--soft);font-size:.9rem;margin:.55rem 0 0}
label.field{display:block;margin:1.1rem 0 .3rem;font-weight:700}
input[type=text],input[type=password]{width:100%;font:inherit;color:inherit;background:var(--field);border:0;border-bottom:2px solid var(--line);border-radius:.3rem .3rem 0 0;padding:.75rem .8rem}
input.code{font-size:1.5rem;letter-spacing:.4em;text-align:center;font-variant-numeric:tabular-nums}
.actions{margin-top:1.6rem}
button{display:block;width:100%;margin:0 0 .7rem;font:inherit;font-weight:700;border-radius:2rem;padding:.75rem 1.2rem;border:2px solid transparent;cursor:pointer}
button.primary{background:var(--brand);color:var(--brand-ink)}
button.quiet{background:transparent;color:var(--ink);border-color:var(--line)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.notice{border:1px dashed var(--focus);color:var(--ink);background:var(--field);border-radius:.3rem;padding:.6rem .9rem;margin:0 0 1.2rem;font-size:.92rem}
.alert{background:var(--warn-bg);color:var(--warn);border-left:4px solid;padding:.7rem .9rem;margin:0 0 1rem}
code{font-size:.9rem;overflow-wrap:anywhere}
footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 1rem;padding:1.5rem 0 1rem;color:var(--soft);font-size:.85rem}
footer a{color:inherit}
@media (min-width:60rem){
body{flex-direction:row}
header{width:42%;padding:3.5rem;display:flex;flex-direction:column;justify-content:flex-end}
.name{font-size:2rem}.claim{font-size:1.15rem}
.seal{width:4.5rem;height:4.5rem;border-width:5px;background-size:auto,.55rem 1.7rem}
.side{justify-content:center;padding:3.5rem 1.25rem 0}
main{flex:none;margin:auto 0}
}
`
