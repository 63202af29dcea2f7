import type { LoneMember } from '#markets'
import type { StandardsView } from '../../../server/start/standards.ts'
import { useManner } from '../../client/session.tsx'

/** What each standard says that has no counterpart among the concepts. */
export function AloneParts({ view: { markets, alone } }: { view: StandardsView }) {
  const { words } = useManner()
  return (
    <section aria-labelledby="standards-alone">
      <h2 className="section-title" id="standards-alone">
        {words.say('standards.alone')}
      </h2>
      <div className="standards-columns">
        {markets.map(({ id, name }, index) => (
          <Alone key={id} name={name} members={alone[index] ?? []} />
        ))}
      </div>
    </section>
  )
}

function Alone({ name, members }: { name: string; members: readonly LoneMember[] }) {
  const { words } = useManner()
  return (
    <section className="card" aria-label={name}>
      <h3>{name}</h3>
      {members.length === 0 ? (
        <p className="muted">{words.say('standards.noneAlone')}</p>
      ) : (
        <dl className="standards-members">
          {members.map(({ at, value }) => (
            <div key={at}>
              <dt className="mono muted">{at.replaceAll('/', ' › ')}</dt>
              <dd className="mono">{JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
