/** The developer's view: the flow's steps, messages, decoded tokens. */
export const DEVELOPER = `
.track { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)); counter-reset: track; }
.track li { counter-increment: track; } .track a, .track span.off { display: grid; gap: .1rem; height: 100%; align-content: start; padding: .6rem .75rem; border-radius: .7rem; border: 1px solid var(--line); background: var(--card); text-decoration: none; color: var(--ink); font-weight: 600; font-size: .9rem; }
.track a::before, .track span.off::before { content: counter(track); color: var(--soft); font-size: .8rem; } .track a:hover { border-color: var(--brand); } .track span.off { border-style: dashed; color: var(--soft); font-weight: 500; } .track .refused { border-color: var(--bad); }
.track small { font-weight: 400; } .message { border: 1px solid var(--line); border-radius: .8rem; background: var(--card); }
.message > summary { display: grid; grid-template-columns: auto minmax(0, 1fr) auto auto; gap: .2rem .75rem; align-items: baseline; padding: .7rem 1rem; font-weight: 400; list-style: none; } .message > summary::-webkit-details-marker { display: none; }
.message > summary:hover { background: var(--sunk); border-radius: .8rem; } .message[open] > summary { border-bottom: 1px solid var(--line); border-radius: .8rem .8rem 0 0; } .message > div { padding: 1rem; display: grid; gap: 1rem; } .message > div > * { min-width: 0; }
.verb { font: 700 .8rem var(--mono); padding: .1rem .45rem; border-radius: .35rem; background: var(--sunk); color: var(--ink); } .status { font: 700 .85rem var(--mono); } .status.ok { color: var(--good); } .status.no { color: var(--bad); } .status.front { color: var(--warn); }
.message h4 { margin: 0; font-size: .95rem; } pre { margin: 0; padding: .8rem 1rem; border-radius: .7rem; background: var(--sunk); border: 1px solid var(--line); max-height: 26rem; overflow: auto; white-space: pre-wrap; }
.claims td, .claims th { padding: .45rem .6rem; font-size: .875rem; } .claims td:first-child code { font-weight: 700; } .claims td > small { display: block; } .claims td:nth-child(2) { min-width: 10rem; max-width: 20rem; } .claims td:nth-child(3) { min-width: 15rem; } .claims { background: var(--card); }
.token { border: 1px solid var(--line); border-radius: .7rem; overflow: hidden; } .token > h4 { padding: .6rem .8rem; background: var(--tint); display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.curl { display: grid; gap: .5rem; } .curl button { justify-self: start; } .stage { display: grid; gap: .6rem; scroll-margin-top: 1rem; } .stage > p { max-width: 60rem; }
@media (max-width: 34rem) { .claims td:nth-child(2), .claims td:nth-child(3) { min-width: 0; max-width: none; } .message > summary { grid-template-columns: auto minmax(0, 1fr) auto; } .message > summary > :last-child { grid-column: 2 / -1; } }
`
