import type { PortraitEntity } from '#markets'
import type { StandardsView } from '../../../server/start/standards.ts'
import { bodyText } from '../../client/message.ts'
import { useManner } from '../../client/session.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { JsonText } from '../../parts/json-text.tsx'

/** The whole answers of each standard's operations, beside each other. */
export function AnswersPart({ view: { markets } }: { view: StandardsView }) {
  const { words } = useManner()
  return (
    <section aria-labelledby="standards-answers">
      <h2 className="section-title" id="standards-answers">
        {words.say('standards.answers')}
      </h2>
      <div className="standards-columns">
        {markets.map(({ id, name, entities }) => (
          <section key={id} className="card" aria-label={name}>
            <h3>{name}</h3>
            {entities.map((entity) => (
              <Answer key={entity.id} entity={entity} />
            ))}
          </section>
        ))}
      </div>
    </section>
  )
}

function Answer({ entity: { operation, data, absent } }: { entity: PortraitEntity }) {
  const { words } = useManner()
  if (data === null) return <p className="muted">{absent?.[words.language]}</p>
  return (
    <details className="raw-json">
      <summary className="mono">{operation}</summary>
      <div className="message">
        <div className="message-tools">
          <CopyButton text={bodyText(data)} label={operation} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by keyboard */}
        <pre className="raw" tabIndex={0}>
          <JsonText value={data} />
        </pre>
      </div>
    </details>
  )
}
