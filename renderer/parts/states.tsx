import type { ReactNode } from 'react'
import type { ApiError } from '../client/api.ts'
import { useManner } from '../client/session.tsx'
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
