/** Colours in both themes, type, and what every page has: head, main, foot. */
export const BASE = `
:root { color-scheme: light dark;
  --paper: light-dark(#f6f3ec, #11181a); --card: light-dark(#ffffff, #1a2427); --sunk: light-dark(#efeae0, #141d1f);
  --ink: light-dark(#1c2826, #e9f0ed); --soft: light-dark(#55625f, #a5b5b0); --line: light-dark(#ddd6c8, #314046);
  --field: light-dark(#7d8986, #6f827c); --brand: light-dark(#11604f, #7bd3b8); --on-brand: light-dark(#ffffff, #08221b);
  --tint: light-dark(#e3f0eb, #19352f); --coral: light-dark(#dd5f41, #f08a6e); --coral-ink: light-dark(#a8381c, #ffab94);
  --sun: light-dark(#f2c14e, #e9bd5a); --good: light-dark(#1a6b45, #83d8ab); --bad: light-dark(#a3202f, #ffa3a8);
  --bad-tint: light-dark(#fcebe9, #3a1e20); --warn: light-dark(#7a5200, #f0c66b); --warn-tint: light-dark(#fdf3d7, #352a12);
  --shade: light-dark(0 1px 2px #2a241410, 0 1px 2px #0008); --round: 1rem;
  --mono: ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Liberation Mono', monospace; }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 'Avenir Next', Avenir, 'Segoe UI', 'Open Sans', Ubuntu, Cantarell, system-ui, sans-serif; }
.wide { width: 100%; max-width: 78rem; margin: 0 auto; padding-inline: clamp(1rem, 3vw, 2rem); }
.narrow { max-width: 46rem; margin-inline: auto; }
main { flex: 1; padding-block: clamp(1.25rem, 3vw, 2.5rem) 4rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 2; background: var(--card); padding: .5rem 1rem; border-radius: .5rem; }
.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem; min-height: 4rem; padding-block: .5rem; }
.brand { display: inline-flex; align-items: center; gap: .6rem; font-size: 1.2rem; font-weight: 700; letter-spacing: -.02em;
  color: var(--ink); text-decoration: none; white-space: nowrap; }
.logo { width: 2.25rem; height: auto; flex: none; }
.coin-a { fill: var(--brand); } .coin-b { fill: var(--coral); } .coin-c { fill: var(--sun); }
.menu { display: flex; flex-wrap: wrap; gap: .125rem; margin-right: auto; }
.menu a, .tools a { color: var(--soft); text-decoration: none; padding: .5rem .7rem; border-radius: .6rem; font-weight: 600;
  font-size: .925rem; white-space: nowrap; }
.menu a:hover, .tools a:hover { background: var(--sunk); color: var(--ink); }
.menu a[aria-current] { background: var(--tint); color: var(--brand); }
.worlds { display: flex; flex-wrap: wrap; gap: .125rem; padding: .2rem; border-radius: .75rem; background: var(--sunk); }
.parted .worlds { margin-right: auto; } .parted .menu { order: 3; width: 100%; margin-left: -.7rem; } .parted .menu:empty { display: none; }
.worlds a { color: var(--soft); text-decoration: none; padding: .3rem .7rem; border-radius: .6rem; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.worlds a:hover { color: var(--ink); } .worlds a[aria-current] { background: var(--card); color: var(--ink); box-shadow: var(--shade); }
.tools { display: flex; flex-wrap: wrap; gap: .125rem; align-items: center; }
.tools a { display: inline-flex; gap: .4rem; align-items: center; }
.tools a.on { background: var(--ink); color: var(--paper); }
.icon { width: 1.25em; height: 1.25em; flex: none; vertical-align: -.25em; }
.foot { border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
.foot .wide { display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between; align-items: center; padding-block: 1rem; }
.foot p { margin: 0; max-width: 46rem; }
.themes { display: flex; gap: .25rem; }
.themes a { color: var(--soft); text-decoration: none; padding: .35rem .7rem; border-radius: .5rem; }
.themes a[aria-current] { background: var(--sunk); color: var(--ink); font-weight: 600; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -.015em; margin: 0; overflow-wrap: anywhere; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 1.2rem + 1.6vw, 2.25rem); }
h2 { font-size: 1.2rem; } h3 { font-size: 1rem; }
p { margin: 0; max-width: 44rem; text-wrap: pretty; }
a { color: var(--brand); text-underline-offset: .2em; }
small { font-size: .875rem; } .soft, small { color: var(--soft); }
code, pre { font: .85rem/1.5 var(--mono); overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--coral); outline-offset: 2px; }
.amount { font-variant-numeric: tabular-nums; white-space: nowrap; text-align: right; }
.credit { color: var(--good); } .negative { color: var(--bad); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 48rem) { .parted .worlds { order: 2; margin-right: 0; } .parted .menu { margin-left: -.5rem; } .menu { order: 3; width: 100%; display: grid; grid-template-columns: auto auto; justify-content: start; } .top .brand { margin-right: auto; }
  .menu a { padding: .4rem .5rem; font-size: .85rem; } .tools a { padding: .5rem; } }
@media (max-width: 34rem) { .tools .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } }
`
