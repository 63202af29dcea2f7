/** The app's whole style; sent in the page and allowed by its hash. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fffaf2; --card: #ffffff; --ink: #2a211b; --soft: #6a5b50;
  --line: #e6d9c8; --brand: #b3431f; --on-brand: #ffffff; --good: #1d6b4f; --bad: #a11d33; --bad-paper: #fdeef0; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1613; --card: #26201b; --ink: #f4ebe1; --soft: #bcaa9b;
  --line: #43382f; --brand: #ff9a6b; --on-brand: #2a1206; --good: #7fd6b0; --bad: #ff9cab; --bad-paper: #3a1d22; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 Georgia, 'Times New Roman', serif; }
.wide { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
header { border-bottom: 3px double var(--line); }
header .wide { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding-block: .75rem; }
.brand { font-size: 1.4rem; font-weight: 700; color: var(--brand); text-decoration: none; margin-right: auto; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
main.wide { padding-block: 1.5rem 3rem; }
details.card { margin-top: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
p { max-width: 44rem; }
a { color: var(--brand); text-underline-offset: .15em; }
.soft, small { color: var(--soft); }
fieldset, .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem;
  margin: 0 0 1rem; min-width: 0; }
legend { font-weight: 700; padding: 0 .35rem; }
label { display: block; margin: .35rem 0; }
label small { display: block; margin-left: 1.6rem; }
select, input[type=text], input[type=date] { font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--soft); border-radius: .35rem; padding: .5rem; max-width: 100%; min-height: 2.75rem; }
select, input[type=text] { width: 26rem; }
input[type=checkbox], input[type=radio] { width: 1.1rem; height: 1.1rem; accent-color: var(--brand); }
button, .button { font: inherit; font-weight: 700; color: var(--on-brand); background: var(--brand); border: 2px solid
  var(--brand); border-radius: 2rem; padding: .5rem 1.4rem; min-height: 2.75rem; cursor: pointer;
  text-decoration: none; display: inline-block; }
button.quiet, .button.quiet { color: var(--brand); background: transparent; }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0; }
.row form { margin: 0; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.credit { color: var(--good); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.pill { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem;
  font-size: .9rem; white-space: nowrap; }
.pill.good { color: var(--good); }
.pill.bad, .problem h1, .refusal { color: var(--bad); }
.problem { background: var(--bad-paper); border: 1px solid var(--bad); border-radius: .5rem; padding: 1rem;
  margin: 0 0 1rem; overflow-wrap: anywhere; }
code, pre { font: .85rem/1.45 ui-monospace, Menlo, Consolas, monospace; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: .35rem; padding: .6rem; margin: .4rem 0;
  max-height: 22rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .3rem 0; overflow-wrap: anywhere; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; }
  button, .button, .row form { width: 100%; text-align: center; } }
`
