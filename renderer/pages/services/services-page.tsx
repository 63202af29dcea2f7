import { useManner, useSession } from '../../client/session.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Page } from '../../parts/page.tsx'
import { Skeleton } from '../../parts/states.tsx'
import { ServerKeys } from './server-keys.tsx'
import { SharingPages } from './sharing-pages.tsx'

const LIGHTS = { up: 'ok', starting: 'waiting', down: 'failed', unknown: 'refused' } as const

/** What runs on this machine, where, and who it is for. */
export function ServicesPage() {
  const { words } = useManner()
  const { facts, connected } = useSession()
  return (
    <Page title={words.say('services.title')}>
      <p className="muted section-note">{words.say('services.body')}</p>
      {facts ? (
        <ul className="cards">
          {facts.services.map(({ name, port, url, state: told }) => {
            const state = connected ? told : 'unknown'
            return (
              <li key={name} className="card" data-look={LIGHTS[state]}>
                <h2>
                  <Icon name="server" /> {words.sayOr(`service.${name}`, name)}
                  <span className="service-port">{port}</span>
                </h2>
                <p className="muted">{words.sayOr(`services.for.${name}`, '')}</p>
                <p className="card-state">
                  <span className="lamp" aria-hidden="true" /> {words.say(`service.state.${state}`)}
                </p>
                <p className="card-address">
                  <a className="mono" href={url} target="_blank" rel="noreferrer">
                    {url}
                  </a>
                  <CopyButton text={url} label={`${words.say('action.copy')}: ${url}`} bare />
                </p>
              </li>
            )
          })}
        </ul>
      ) : (
        <Skeleton rows={4} label={words.say('rail.waiting')} />
      )}
      <SharingPages />
      {facts?.markets
        .filter(({ lane }) => lane?.issuesTokens !== false)
        .map((market) => (
          <ServerKeys key={market.id} market={market} />
        ))}
    </Page>
  )
}
