import type { ReactNode } from 'react'
import type { ApiError } from '../client/api.ts'
import { useManner, useSession } from '../client/session.tsx'
import { useResource } from '../client/use-resource.ts'
import { Command } from './command.tsx'
import { Icon, type IconName } from './icon.tsx'

/** What stands where there is nothing to show: what that means, and the next thing to do. */
export function EmptyState({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} size={20} />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** What the bank tells of its markets' demonstration customers. */
type Known = { markets: { id: string; customers: { login: string }[] }[] }

/** How a first journey comes to be: by one command, or by hand in the sample app. */
export function WaysToStart({ market }: { market?: string | undefined }) {
  const { words } = useManner()
  const { api, facts } = useSession()
  const { data } = useResource<Known>(api, '/api/info')
  const known = data?.markets.find(({ id }) => market === undefined || id === market)
  const customer = known?.customers[0]?.login ?? 'ana'
  return (
    <>
      <h3>{words.say('journeys.none.command')}</h3>
      <Command
        text={`npm run -s bancada -- token --market ${known?.id ?? facts?.markets[0]?.id ?? 'obb'} --app demo --customer ${customer}`}
      />
      {facts && (
        <>
          <h3>{words.say('journeys.none.sample')}</h3>
          <a className="button" href={facts.sampleApp} target="_blank" rel="noreferrer">
            {words.say('journeys.none.openSample')} <Icon name="external" size={14} />
          </a>
        </>
      )}
    </>
  )
}

/** What stands in an empty list that only a journey fills. */
export function NoTrafficYet() {
  const { words } = useManner()
  return (
    <>
      <p className="muted">{words.say('journeys.none.body')}</p>
      <WaysToStart />
    </>
  )
}

/** Stands under the map while nothing has gone along it. */
export function FirstJourney({ market }: { market: string | undefined }) {
  const { words } = useManner()
  return (
    <div className="first-journey">
      <h2>{words.say('home.empty.title')}</h2>
      <p className="muted">{words.say('home.empty.body')}</p>
      <WaysToStart market={market} />
    </div>
  )
}

/** A read that failed, why, and a way to try it again. */
export function FailedState({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { words } = useManner()
  const offline = error.type === 'offline'
  return (
    <div className="state" role="alert">
      <span className="state-icon" data-tone="failed">
        <Icon name="alert" size={20} />
      </span>
      <h2>{offline || error.title === '' ? words.say('failed.title') : error.title}</h2>
      <p>{offline ? words.say('failed.offline') : error.detail}</p>
      <p className="muted">{offline ? words.say('failed.offlineFix') : error.fix}</p>
      <button type="button" className="button" onClick={onRetry}>
        {words.say('action.retry')}
      </button>
    </div>
  )
}

/** Grey bars in the place of rows to come; said once to screen readers. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <div key={row} className="skeleton-row" aria-hidden="true">
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
