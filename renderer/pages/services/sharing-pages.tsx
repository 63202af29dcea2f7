import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { CopyButton } from '../../parts/copy-button.tsx'

type Info = { markets: { id: string; name: string; sharing: string }[] }

/** Where the account holders of each market see what they share, and end it: the bank's own page, with their login. */
export function SharingPages() {
  const { words } = useManner()
  const { api } = useSession()
  const { data } = useResource<Info>(api, '/api/info')
  if (!data) return null
  return (
    <section aria-label={words.say('services.sharing')}>
      <h2 className="section-title">{words.say('services.sharing')}</h2>
      <p className="muted section-note">{words.say('services.sharing.body')}</p>
      <dl className="facts">
        {data.markets.map(({ id, name, sharing }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd className="card-address">
              <a className="mono" href={sharing} target="_blank" rel="noreferrer">
                {sharing}
              </a>
              <CopyButton text={sharing} label={`${words.say('action.copy')}: ${sharing}`} bare />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
