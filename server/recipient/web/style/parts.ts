/** Buttons, fields, cards, lists: what pages are made of. */
export const PARTS = `
.stack { display: grid; gap: 1rem; } .stack.loose { gap: 2rem; } .stack > *, .columns > * { min-width: 0; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; } .row.spread { justify-content: space-between; }
.row form { margin: 0; } form { margin: 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--round); box-shadow: var(--shade);
  padding: clamp(1rem, 2.5vw, 1.5rem); display: grid; gap: 1rem; min-width: 0; align-content: start; }
.card > * { min-width: 0; } .card.flush { padding-inline: 0; padding-bottom: .25rem; } .card.flush > p:last-child { padding-bottom: .75rem; } .card.flush > :not(.scroll):not(.list):not(.days) { margin-inline: clamp(1rem, 2.5vw, 1.5rem); }
.columns { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@media (min-width: 62rem) { .columns.two { grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); }
  .columns.half { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
button, .button { font: inherit; font-weight: 650; color: var(--on-brand); background: var(--brand); border: 2px solid var(--brand);
  border-radius: .75rem; padding: .6rem 1.25rem; min-height: 2.875rem; cursor: pointer; text-decoration: none; display: inline-flex;
  align-items: center; justify-content: center; gap: .5rem; text-align: center; }
button:hover, .button:hover { filter: brightness(1.08); }
.quiet { color: var(--brand); background: transparent; border-color: var(--line); }
.quiet:hover { border-color: var(--brand); }
.danger { color: var(--bad); background: transparent; border-color: var(--bad); }
.small { min-height: 2.25rem; padding: .3rem .8rem; font-size: .9rem; border-radius: .6rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: grid; gap: .75rem; }
legend { padding: 0; font-weight: 650; margin-bottom: .75rem; }
.field { display: grid; gap: .3rem; min-width: 0; align-content: start; } .field > span, .field > label { font-weight: 600; font-size: .9rem; }
input[type=text], input[type=search], input[type=date], select { font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--field); border-radius: .65rem; padding: .5rem .75rem; min-height: 2.875rem; width: 100%; min-width: 0; }
::placeholder { color: var(--soft); opacity: 1; } select { appearance: none; padding-right: 2.25rem; text-overflow: ellipsis; background-repeat: no-repeat;
  background-image: linear-gradient(45deg, transparent 50%, var(--soft) 50%), linear-gradient(135deg, var(--soft) 50%, transparent 50%);
  background-position: right 1.05rem center, right .75rem center; background-size: .32rem .32rem; }
.option { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem .8rem; align-items: start; align-content: start; cursor: pointer;
  background: var(--card); border: 1px solid var(--field); border-radius: .8rem; padding: .8rem 1rem; }
.option > input { appearance: none; width: 1.3rem; height: 1.3rem; margin: .12rem 0 0; border: 2px solid var(--field); background: var(--card);
  display: grid; place-content: center; cursor: pointer; grid-row: 1; flex: none; }
.option > input[type=radio] { border-radius: 50%; } .option > input[type=checkbox] { border-radius: .35rem; }
.option > input[type=radio]:checked { border: .4rem solid var(--brand); }
.option > input[type=checkbox]:checked { background: var(--brand); border-color: var(--brand); }
.option > input[type=checkbox]:checked::before { content: ''; width: .35rem; height: .65rem; margin-top: -.12rem; border: solid var(--on-brand);
  border-width: 0 .16rem .16rem 0; transform: rotate(45deg); }
.option > input:disabled { opacity: .75; }
.option:has(:checked) { border-color: var(--brand); background: var(--tint); box-shadow: inset 0 0 0 1px var(--brand); }
.option:has(:focus-visible) { outline: 3px solid var(--coral); outline-offset: 2px; } .option > input:focus-visible { outline: 0; }
.option > * { grid-column: 2; overflow-wrap: anywhere; } .option > input { grid-column: 1; } .option b { line-height: 1.5; }
.option summary { font-size: .875rem; color: var(--brand); } .option details ul { margin: .25rem 0 0; padding-left: 1.1rem; font-size: .875rem; color: var(--soft); }
.options { display: grid; gap: .6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
.segments { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12.4rem), 1fr)); }
.segments .option { align-items: center; align-content: center; } .segments .option > input { margin-top: 0; } .segments .option b { font-weight: 600; }
.revealed { display: none; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); padding: 1rem; border-radius: .8rem;
  background: var(--sunk); } :has(> .options #customer-other:checked) > .revealed { display: grid; }
@supports not selector(:has(a)) { .revealed { display: grid; } }
.pill { display: inline-flex; align-items: center; gap: .35rem; border-radius: 1rem; padding: .1rem .7rem; font-size: .85rem; font-weight: 600;
  white-space: nowrap; border: 1px solid currentColor; color: var(--soft); vertical-align: middle; letter-spacing: 0; }
.pill::before { content: ''; width: .5rem; height: .5rem; border-radius: 50%; background: currentColor; flex: none; }
.pill.good { color: var(--good); background: light-dark(#e7f4ec, #17301f); } .pill.bad { color: var(--bad); } .pill.bad::before { border-radius: 0; }
.pill.open { color: var(--warn); } .tag { display: inline-block; font-size: .78rem; font-weight: 600; padding: .05rem .5rem; border-radius: .4rem;
  background: var(--sunk); color: var(--soft); white-space: nowrap; }
.tag.need { background: var(--warn-tint); color: var(--warn); }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .5rem 1.25rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
details.card { display: block; } details.card[open] > summary { margin-bottom: 1rem; } details.card > * + * { margin-top: .75rem; } details > summary { cursor: pointer; overflow-wrap: anywhere; font-weight: 600; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .6rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-size: .85rem; color: var(--soft); font-weight: 600; } th.amount { text-align: right; } tr:last-child > td, tr:last-child > th { border-bottom: 0; }
.flush th:first-child, .flush td:first-child { padding-left: clamp(1rem, 2.5vw, 1.5rem); }
.flush th:last-child, .flush td:last-child { padding-right: clamp(1rem, 2.5vw, 1.5rem); }
.note { max-width: none; display: grid; grid-auto-columns: minmax(0, 1fr); grid-auto-flow: column; gap: .75rem; padding: .9rem 1rem; border-radius: .8rem; background: var(--tint); }
.note:has(> .icon) { grid-template-columns: auto minmax(0, 1fr); } .note > .icon { margin-top: .15rem; color: var(--brand); } .note.warn { background: var(--warn-tint); } .note.warn > .icon { color: var(--warn); }
.problem { border-color: var(--bad); background: var(--bad-tint); } .problem > .icon { width: 2rem; height: 2rem; color: var(--bad); } .refusal { color: var(--bad); font-size: .875rem; }
.problem code { background: transparent; }
@media (max-width: 34rem) { .stacking thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacking tr { display: grid; padding: .6rem 0; border-bottom: 1px solid var(--line); } .stacking tr:last-child { border: 0; } .stacking td { border: 0; padding-block: .15rem; }
  .stacking td.amount { display: flex; justify-content: space-between; gap: 1rem; padding-inline: clamp(1rem, 2.5vw, 1.5rem); } .stacking td.amount:empty { display: none; }
  .stacking td.amount::before { content: attr(data-label); color: var(--soft); } .stacking td.empty { display: none; } }
@media (max-width: 34rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .6rem; }
  .row > button, .row > .button, .row > form, .row > form > button { width: 100%; } .row .small { width: auto; } .row > form:has(.small) { width: auto; } }
`
