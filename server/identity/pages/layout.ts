import type { House } from './house.ts'
import { type Html, html } from './html.ts'
import { type Language, say, words } from './words.ts'

export type Page = {
  language: Language
  title: string
  body: Html
  languageLink?: string
  house: House
}

/** The bank's page: plain HTML that works without scripts, narrow or wide, in either colour scheme. */
export function layout({ language, title, body, languageLink, house: { bank, notice } }: Page): string {
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${bank}</title>
<link rel="stylesheet" href="/identity/bank.css">
</head>
<body>
<header><span class="brand"><span class="mark" aria-hidden="true"></span>${bank}</span>
${languageLink ? html`<a href="${languageLink}" lang="${language === 'en' ? 'pt-BR' : 'en'}">${say(words.language, language)}</a>` : ''}</header>
<main>${notice && html`<p class="notice" id="lane-notice">${say(notice, language)}</p>`}
${body}</main>
<footer>${say(words.simulated, language)}</footer>
</body>
</html>`
  return page.html
}

/** The pages' one style sheet. */
export const BANK_CSS = `
:root{--ink:#16211c;--soft:#55635c;--line:#d5ddd8;--paper:#f4f7f5;--card:#fff;--brand:#0b6b4f;--brand-ink:#fff;--warn:#9a2a1a;--warn-bg:#fdf0ed;--note:#6b4a00;--note-bg:#fff6df;--focus:#1b5fd0}
@media (prefers-color-scheme:dark){:root{--ink:#e8efeb;--soft:#a5b3ac;--line:#34403a;--paper:#111714;--card:#1a221e;--brand:#3fc79a;--brand-ink:#06251a;--warn:#ffb4a5;--warn-bg:#3a1a14;--note:#f3cd86;--note-bg:#2a2212;--focus:#8ab8ff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:1rem 1.25rem}
header a{color:var(--soft)}
.brand{display:flex;align-items:center;gap:.6rem;font-weight:650;letter-spacing:-.01em}
.mark{width:1.5rem;height:1.5rem;border-radius:.4rem;background:linear-gradient(var(--brand) 0 30%,transparent 0 42%,var(--brand) 0)}
main{flex:1;width:100%;max-width:34rem;margin:0 auto;padding:0 1rem 2rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.5rem;box-shadow:0 1px 2px #0000000d}
h1{font-size:1.45rem;line-height:1.25;margin:0 0 .5rem;letter-spacing:-.015em}
h2{font-size:.8rem;font-weight:600;color:var(--soft);margin:1.4rem 0 .35rem}
p{margin:.25rem 0 1rem}
.lead,.hint{color:var(--soft)}
.hint{font-size:.9rem}.code+.hint{margin-top:.5rem}
label.field{display:block;font-weight:550;margin:1rem 0 .3rem}
input[type=text],input[type=password]{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.6rem;padding:.65rem .8rem}
ul{list-style:none;margin:0;padding:0}
.shared li{padding:.45rem 0;border-bottom:1px solid var(--line)}
.shared li:last-child{border-bottom:0}
.shared span{display:block;color:var(--soft);font-size:.92rem}
.account{display:flex;gap:.7rem;align-items:center;border:1px solid var(--line);border-radius:.7rem;padding:.7rem .8rem;margin:.4rem 0;cursor:pointer}
.account input{width:1.15rem;height:1.15rem;accent-color:var(--brand);flex:none}
.owner{margin:.9rem 0 .2rem;font-weight:600}
.account small{display:block;color:var(--soft);font-variant-numeric:tabular-nums}
dl{margin:.5rem 0 1rem}
dt{font-size:.8rem;font-weight:600;color:var(--soft);margin-top:.6rem}
dd{margin:0}dd span{display:block}
.sharing{margin:0 0 1rem}
h2.app{font-size:1.1rem;color:var(--ink);margin:0}
.ending{border-top:1px solid var(--line);padding-top:.8rem}
.ending summary{cursor:pointer;font-weight:600;min-height:1.5rem}
.ending#end-all{border:0;margin:0 0 1rem}
.done{border:1px solid var(--brand);border-radius:.6rem;padding:.7rem .9rem}
.code{font-variant-numeric:tabular-nums;letter-spacing:.3em}
fieldset{border:0;margin:0;padding:0}
legend{font-size:.8rem;font-weight:600;color:var(--soft);padding:0;margin:1.4rem 0 .35rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
button{font:inherit;font-weight:600;border-radius:.7rem;padding:.7rem 1.2rem;border:1px solid transparent;cursor:pointer;flex:1 1 10rem}
a.button{display:flex;align-items:center;justify-content:center;text-decoration:none;font-weight:600;border-radius:.7rem;padding:.7rem 1.2rem;border:1px solid transparent;flex:1 1 10rem}
a.primary,button.primary{background:var(--brand);color:var(--brand-ink)}
button.quiet{background:transparent;color:var(--ink);border-color:var(--line)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.alert{background:var(--warn-bg);color:var(--warn);border-radius:.6rem;padding:.7rem .9rem;margin:0 0 1rem}
.notice{border:1px dashed currentColor;color:var(--note);background:var(--note-bg);border-radius:.6rem;padding:.6rem .9rem;margin:0 0 1rem;font-size:.92rem;font-weight:550}
code{font-size:.9rem;overflow-wrap:anywhere}
footer{padding:1rem;text-align:center;color:var(--soft);font-size:.85rem}
`
