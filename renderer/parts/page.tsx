import type { ReactNode } from 'react'
import { useManner } from '../client/session.tsx'
import type { Pages } from '../client/use-pages.ts'
import { Icon, type IconName } from './icon.tsx'
import { Link } from './link.tsx'
import { EmptyState, FailedState, Skeleton } from './states.tsx'

type PageProps = {
  title: ReactNode
  /** Beside the title: how many, or a pill. */
  aside?: ReactNode
  actions?: ReactNode
  back?: { href: string; label: string } | undefined
  filters?: ReactNode
  children: ReactNode
}

/** A page's own frame: its head, its filters, and what scrolls. */
export function Page({ title, aside, actions, back, filters, children }: PageProps) {
  return (
    <section className="pane page" aria-labelledby="page-title">
      <header className="pane-head page-head">
        {back && (
          <Link className="back back-always" href={back.href}>
            <Icon name="chevronLeft" size={14} />
            {back.label}
          </Link>
        )}
        <h1 id="page-title">{title}</h1>
        {aside}
        {actions && <span className="head-actions page-actions">{actions}</span>}
      </header>
      {filters}
      <div className="pane-body">{children}</div>
    </section>
  )
}

type ListProps<T> = {
  pages: Pages<T>
  loading: string
  /** Shown where there is nothing: what that means, and the next thing to do. */
  empty: { icon: IconName; title: string; body: ReactNode }
  /** Given where filters are set: takes them away. */
  clear?: (() => void) | undefined
  /** Says that a search has not reached the end yet. */
  searchOn?: string | undefined
  children: (rows: T[]) => ReactNode
}

/** A list read page by page, in every state it can be in. */
export function List<T>({ pages: { rows, error, reload, more, reading }, ...props }: ListProps<T>) {
  const { words } = useManner()
  const { loading, empty, clear, searchOn, children } = props
  if (error && !rows) return <FailedState error={error} onRetry={reload} />
  if (!rows) return <Skeleton rows={8} label={loading} />
  const nothing = rows.length === 0
  return (
    <>
      {!nothing && children(rows)}
      {nothing && !more && (
        <EmptyState icon={clear ? 'search' : empty.icon} title={clear ? words.say('list.noMatch') : empty.title}>
          {clear ? (
            <button type="button" className="button" onClick={clear}>
              {words.say('action.clear')}
            </button>
          ) : (
            empty.body
          )}
        </EmptyState>
      )}
      {more && (
        <p className="list-foot">
          {nothing && searchOn && <span className="muted">{searchOn} </span>}
          <button type="button" className="button" onClick={more} disabled={reading}>
            {words.say(reading ? 'list.reading' : 'action.more')}
          </button>
        </p>
      )}
    </>
  )
}
