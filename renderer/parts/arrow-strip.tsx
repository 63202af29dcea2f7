import { useManner } from '../client/session.tsx'
import type { ArrowMark } from '../client/steps.ts'
import type { Words } from '../words/words.ts'

/** The eleven arrows at a glance, small enough for a list. */
export function ArrowStrip({ marks }: { marks: ArrowMark[] }) {
  const { words } = useManner()
  return (
    <span className="strip" role="img" aria-label={stripLabel(marks, words)}>
      {marks.map(({ arrow, state }) => (
        <span key={arrow} className="strip-mark" data-state={state} title={markLabel({ arrow, state }, words)}>
          {state === 'elsewhere' ? '' : arrow}
        </span>
      ))}
    </span>
  )
}

/** The eleven arrows with their names; one that was reached takes the reader to its first step. */
export function ArrowMap({ marks, onArrow }: { marks: ArrowMark[]; onArrow: (arrow: number) => void }) {
  const { words } = useManner()
  return (
    <ol className="arrow-map">
      {marks.map((mark) => (
        <li key={mark.arrow} data-state={mark.state}>
          <button
            type="button"
            disabled={mark.state === 'missing' || mark.state === 'elsewhere'}
            title={markLabel(mark, words)}
            onClick={() => onArrow(mark.arrow)}
          >
            <span className="arrow-number">{mark.arrow}</span>
            <span className="arrow-name">{words.say(`arrow.${mark.arrow}`)}</span>
            <span className="unseen">{words.say(`strip.state.${mark.state}`)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function markLabel({ arrow, state }: ArrowMark, words: Words): string {
  const key = { reached: 'reached', refused: 'broken', missing: 'missing', elsewhere: 'elsewhere' }[state]
  return words.say(`strip.${key}`, { arrow, name: words.say(`arrow.${arrow}`) })
}

function stripLabel(marks: ArrowMark[], words: Words): string {
  const list = (state: ArrowMark['state'][]) =>
    marks
      .filter((mark) => state.includes(mark.state))
      .map(({ arrow }) => arrow)
      .join(', ')
  const reached = list(['reached', 'refused'])
  const refused = list(['refused'])
  if (reached === '') return words.say('strip.none')
  const said = words.say('strip.label', { reached })
  return refused === '' ? said : `${said}; ${words.say('strip.refused', { refused })}`
}
