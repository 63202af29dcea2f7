import type { ServiceFact } from '#console'
import { useManner, useSession } from '../client/session.tsx'
import type { PageEntry } from '../pages/pages.ts'
import { Icon, type IconName } from './icon.tsx'
import { Link } from './link.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'

/** The left rail: the console's pages, and the bank's services with port and state. */
export function Rail({
  pages,
  current,
  onLeave,
}: {
  pages: readonly PageEntry[]
  current: string
  onLeave: () => void
}) {
  const { words } = useManner()
  const { facts } = useSession()
  return (
    <aside className="rail" id="rail">
      <p className="brand">
        <img src="/icon.svg" alt="" width="24" height="24" />
        {words.say('app.name')}
      </p>
      <nav aria-label={words.say('rail.pages')}>
        <ul>
          {pages.map((page) => (
            <li key={page.id}>
              <Link
                className="rail-link"
                href={page.path}
                onClick={onLeave}
                {...(page.id === current ? { 'aria-current': 'page' as const } : {})}
              >
                <Icon name={page.icon} />
                {words.say(page.title)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-labelledby="services-title">
        <h2 id="services-title" className="rail-title">
          {words.say('rail.services')}
        </h2>
        {facts ? (
          <ul>
            {facts.services.map((service) => (
              <Service key={service.name} service={service} />
            ))}
          </ul>
        ) : (
          <p className="muted small">{words.say('rail.waiting')}</p>
        )}
      </section>
      <section className="rail-doors" aria-labelledby="doors-title">
        <h2 id="doors-title" className="rail-title">
          {words.say('rail.doors')}
        </h2>
        <ul>
          <Door icon="store" href="/portal" name={words.say('rail.portal')} />
          {facts && <Door icon="app" href={facts.sampleApp} name={words.say('service.app')} />}
        </ul>
      </section>
      <div className="rail-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <p className="rail-foot">
        <span className="simulated">
          <Icon name="shield" size={14} /> {words.say('app.simulated')}
        </span>
        {facts && <span>{words.say('app.version', { version: facts.version })}</span>}
      </p>
    </aside>
  )
}

/** A way out of the console, into a window of its own. */
function Door({ icon, href, name }: { icon: IconName; href: string; name: string }) {
  return (
    <li>
      <a className="rail-link" href={href} target="_blank" rel="noreferrer">
        <Icon name={icon} />
        {name}
        <span className="rail-out">
          <Icon name="external" size={12} />
        </span>
      </a>
    </li>
  )
}

function Service({ service: { name, port, url, state: told } }: { service: ServiceFact }) {
  const { words } = useManner()
  const { connected } = useSession()
  // What was told last is not known any more once the bank has stopped answering.
  const state = connected ? told : 'unknown'
  const said = words.say(`service.state.${state}`)
  return (
    <li className="service" data-state={state}>
      <a className="service-link" href={url} target="_blank" rel="noreferrer" title={url}>
        <span className="lamp" aria-hidden="true" />
        <span className="service-name">{words.sayOr(`service.${name}`, name)}</span>
        <span className={state === 'up' ? 'unseen' : 'service-state'}>{said}</span>
        <span className="service-port">{port}</span>
      </a>
    </li>
  )
}
