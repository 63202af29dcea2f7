import { createHash } from 'node:crypto'
import type { Refusal } from './server-process.ts'
import { wordsFor } from './words.ts'

/** How the bank is, as far as the shell has to show it itself. */
export type Status =
  | { kind: 'starting' }
  | { kind: 'running' }
  | { kind: 'stopped'; ready: boolean; code: number | null; message: string; refusal?: Refusal; log: string[] }

/** The shell's own scheme: its page, and the actions that its page's links stand for. */
export const SCHEME = 'bancada'
export const STATUS_URL = `${SCHEME}://shell/`

const ACTIONS = ['restart', 'use-port', 'quit'] as const
export type Action = (typeof ACTIONS)[number]

/** The action that a link of the status page stands for; undefined for every other address. */
export function actionOf(url: string): Action | undefined {
  return ACTIONS.find((action) => url === `${STATUS_URL}${action}`)
}

// The log stands with its end in view: its last lines are what matters.
const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#17181f, #e9eaf0); --muted: light-dark(#565967, #a5a9b8);
  --surface: light-dark(#ffffff, #13151a); --line: light-dark(#c9cad3, #3b404d);
  --accent: light-dark(#3b4cca, #98a4ff); --ink: light-dark(#ffffff, #10122a); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 32px; color: var(--text);
  background: light-dark(#f6f6f8, #0d0e12); font: 15px/1.5 "Segoe UI", -apple-system, "Cantarell", "Noto Sans", system-ui, sans-serif; }
main { width: min(760px, 100%); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 20px 0 8px; text-wrap: balance; }
p { margin: 0 0 8px; color: var(--muted); max-width: 62ch; }
p.detail { color: var(--text); }
svg { display: block; width: 48px; height: 48px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 24px 0; }
.actions a { padding: 8px 16px; border-radius: 7px; border: 1px solid var(--line); background: var(--surface); color: inherit;
  font-weight: 600; text-decoration: none; }
.actions a.first { background: var(--accent); border-color: var(--accent); color: var(--ink); }
a:focus-visible, .log:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h2 { font-size: 0.8125rem; margin: 0 0 8px; }
.log { display: flex; flex-direction: column-reverse; max-height: 45vh; overflow: auto; padding: 12px 16px;
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
pre { margin: 0; font: 12px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 24px; font-size: 0.75rem; color: var(--muted); }
.bar { height: 3px; margin: 24px 0; border-radius: 2px; overflow: hidden; background: var(--line); }
.bar i { display: block; width: 30%; height: 100%; background: var(--accent); animation: run 1.4s ease-in-out infinite; }
@keyframes run { from { translate: -100% 0 } to { translate: 340% 0 } }
@media (prefers-reduced-motion: reduce) { .bar i { width: 100%; animation: none; opacity: 0.5; } }
`

const SIGN = `<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#3b4cca"/><path d="M6 12h20M9 12v11M23 12v11M9 18h14" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>`

/** The page has a style and nothing else: no script, no picture, no connection, and no page around it. */
export const STATUS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The page that stands in for the console while there is none: the bank starts, or has stopped and why. */
export function statusPage(status: Status, locale: string): string {
  const { language, words } = wordsFor(locale)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Bancada</title><style>${STYLE}</style></head>
<body><main>${SIGN}
${status.kind === 'stopped' ? stopped(status, locale) : starting(locale)}
<footer>${words.simulated}</footer></main></body></html>`
}

function starting(locale: string): string {
  const { words } = wordsFor(locale)
  return `<h1>${words.starting}</h1><p>${words.startingDetail}</p>
<div class="bar" role="progressbar" aria-label="${words.starting}"><i></i></div>`
}

function stopped({ ready, code, message, refusal, log }: Status & { kind: 'stopped' }, locale: string): string {
  const { words } = wordsFor(locale)
  const port = refusal?.port
  // A button says better than the command line's advice what to do.
  const advice = port === undefined ? refusal?.fix : words.usePortDetail
  const why = refusal ? [refusalText(refusal, locale)] : ready || log.length > 0 ? [] : [message]
  const links = [
    ...(port === undefined ? [] : [link('use-port', `${words.usePort} ${port}`)]),
    link('restart', words.restart),
    link('quit', words.quit),
  ]
  return `<h1>${ready ? words.crashed : words.refused}</h1>
${why.map((line) => `<p class="detail">${escaped(line)}</p>`).join('\n')}
<p>${ready ? words.crashedDetail : escaped(advice ?? '')}</p>
<nav class="actions">${links.join('').replace('<a ', '<a class="first" ')}</nav>
<h2 id="log">${words.log} · ${words.exitCode} ${code ?? '–'}</h2>
<div class="log" tabindex="0" role="region" aria-labelledby="log"><pre>${escaped(log.join('\n')) || words.noLog}</pre></div>`
}

/** What happens most is said in the language of the window; the rest in the command line's words. */
function refusalText({ title, detail, taken }: Refusal, locale: string): string {
  if (taken) return wordsFor(locale).words.portTaken(taken.port, taken.holder)
  return `${title}. ${detail}`
}

function link(action: Action, text: string): string {
  return `<a href="${STATUS_URL}${action}">${escaped(text)}</a>`
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
