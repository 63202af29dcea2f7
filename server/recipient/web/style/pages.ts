/** What single pages have of their own: the welcome, the steps, the budget. */
export const PAGES = `
.hero { display: grid; gap: clamp(1.5rem, 4vw, 3.5rem); align-items: center; }
@media (min-width: 62rem) { .hero { grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); } }
.hero h1 { font-size: clamp(2rem, 1.3rem + 3vw, 3.25rem); letter-spacing: -.03em; }
.lead { font-size: 1.15rem; color: var(--soft); }
.promises { list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem; }
.promises li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .75rem; } .promises .icon { color: var(--brand); margin-top: .15rem; width: 1.4rem; height: 1.4rem; }
.banks { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; }
.bank { width: 100%; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .9rem; align-items: center; text-align: left; background: var(--card); color: var(--ink);
  border: 1px solid var(--field); border-radius: .8rem; padding: .8rem 1rem; font-weight: 400; }
button.bank:hover { border-color: var(--brand); background: var(--tint); filter: none; } .bank b, .bank small { display: block; overflow-wrap: anywhere; } .bank .icon { color: var(--brand); }
.monogram { width: 2.6rem; height: 2.6rem; border-radius: .75rem; display: grid; place-content: center; font-weight: 700; background: var(--ink); color: var(--paper); flex: none; }
.bank.away { border-style: dashed; border-color: var(--line); } .bank.away .monogram { background: var(--sunk); color: var(--soft); }
.search { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem; }
.steps { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; margin: 0; padding: 0; font-size: .9rem; color: var(--soft); counter-reset: step; }
.steps li { display: flex; align-items: center; gap: .5rem; counter-increment: step; }
.steps li::before { content: counter(step); width: 1.6rem; height: 1.6rem; border-radius: 50%; border: 2px solid var(--field); display: grid; place-content: center; font-weight: 700; font-size: .8rem; }
.steps li[aria-current] { color: var(--ink); font-weight: 650; } .steps li[aria-current]::before { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
.steps li.done::before { content: '✓'; border-color: var(--brand); color: var(--brand); }
.flow { display: grid; gap: 1.5rem; max-width: 62rem; margin-inline: auto; } .flow .columns { gap: 1.5rem; }
.ahead { margin: 0; padding-left: 1.25rem; display: grid; gap: .4rem; } .ahead li::marker { font-weight: 700; color: var(--brand); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: space-between; } .actions > :last-child { margin-left: auto; }
.waiting { text-align: center; justify-items: center; padding-block: 3rem; } .waiting p { margin-inline: auto; }
.pulse { width: 5rem; } .pulse .coin-a { animation: near 1.6s ease-in-out infinite alternate; } @keyframes near { from { transform: translateX(-3px); } }
@media (prefers-reduced-motion: reduce) { .pulse .coin-a { animation: none; } }
.success > .icon { width: 3rem; height: 3rem; color: var(--good); }
.total { background: light-dark(#11604f, #16453b); color: #fff; border: 0; position: relative; overflow: hidden; }
.total .soft, .total small { color: light-dark(#cfe9e0, #c3ddd5); } .total .sum { font-size: clamp(2rem, 1.4rem + 3vw, 3.1rem); font-weight: 700; letter-spacing: -.03em; line-height: 1.1; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.total .quiet { color: #fff; border-color: #ffffff80; } .total :focus-visible { outline-color: #f2c14e; }
.figures { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); }
.figure { gap: .2rem; } .figure b { font-size: 1.5rem; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.bars { list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem; } .bars li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .2rem .75rem; }
.bars a { color: var(--ink); text-decoration: none; font-weight: 600; } .bars a:hover { text-decoration: underline; } .bars svg { grid-column: 1 / -1; width: 100%; height: .6rem; border-radius: .3rem; background: var(--sunk); }
.bar { fill: var(--brand); } .chart { width: 100%; height: auto; max-height: 13rem; } .chart text { fill: var(--soft); font-size: 11px; } .bar-in { fill: var(--brand); } .bar-out { fill: var(--coral); } .axis { stroke: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; color: var(--soft); } .legend span { display: inline-flex; gap: .4rem; align-items: center; } .legend svg { width: .8rem; height: .8rem; }
.list { list-style: none; margin: 0; padding: 0; } .list > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem 1rem; padding: .75rem clamp(1rem, 2.5vw, 1.5rem); border-top: 1px solid var(--line); }
.list > li:first-child { border-top: 0; } .list b { overflow-wrap: anywhere; font-weight: 600; } .list small { overflow-wrap: anywhere; } .list .amount { font-weight: 600; }
.day { display: flex; justify-content: space-between; gap: 1rem; padding: .55rem clamp(1rem, 2.5vw, 1.5rem); background: var(--sunk); font-size: .9rem; font-weight: 650; }
.day > :last-child { color: var(--soft); font-weight: 500; } td.head { background: var(--sunk); } .filters { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12.5rem), 1fr)); align-items: end; }
.filters .wider { grid-column: span 2; } @media (max-width: 34rem) { .filters .wider { grid-column: auto; } }
.card.flush:has(> .days:first-child) { padding-top: 0; overflow: hidden; } .history { list-style: none; margin: 0; padding: 0 0 0 1.25rem; border-left: 2px solid var(--line); display: grid; gap: .8rem; } .history li { position: relative; } .history li::before { content: ''; position: absolute; left: -1.68rem; top: .4rem; width: .75rem; height: .75rem; border-radius: 50%; background: var(--brand); border: 2px solid var(--card); }
.history small { display: block; } .sharing { grid-template-columns: minmax(0, 1fr) auto; align-items: center; } .empty { text-align: center; justify-items: center; padding-block: 2.5rem; }
@media (max-width: 34rem) { .actions { flex-direction: column-reverse; } .actions > :last-child { margin: 0; } .sharing { grid-template-columns: minmax(0, 1fr); } }
`
