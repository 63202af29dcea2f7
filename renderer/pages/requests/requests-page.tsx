import { useEffect, useRef, useState } from 'react'
import type { JourneyNews, LoggedExchange, LogPage } from '#journey'
import { type Address, useGo, withQuery } from '../../client/address.ts'
import { typesText } from '../../client/keys.ts'
import { useLiveMessages, useManner } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { ExchangePanel } from '../../parts/exchange-panel.tsx'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { Live } from '../../parts/live.tsx'
import { List, Page } from '../../parts/page.tsx'
import { NoTrafficYet } from '../../parts/states.tsx'
import { RequestFilters } from './request-filters.tsx'
import { EXPORT_COLUMNS, FILTERS, logPath } from './request-log.ts'
import { RequestTable } from './request-table.tsx'

const rowsOf = (page: LogPage): LoggedExchange[] => page.exchanges
/** The log is read again at most this often while things happen. */
const AGAIN_MS = 1500

/** The request log: every HTTP exchange, newest first, and the open one beside it. */
export function RequestsPage({ address }: { address: Address }) {
  const { words } = useManner()
  const go = useGo()
  const apps = useApps()
  const path = logPath(address.query)
  const pages = usePages<LogPage, LoggedExchange>(path, rowsOf)
  const news = useNews(path, pages.rows?.length ?? 0, pages.reload)
  const openId = address.query.get('exchange')
  const filtered = FILTERS.some((name) => address.query.has(name))
  const show = (id: string | null) => withQuery('/requests', address.query, { exchange: id, tab: null })
  const at = pages.rows?.findIndex(({ id }) => id === openId) ?? -1
  const to = (row: LoggedExchange | undefined) => row && (() => go(show(row.id), { replace: true }))
  useClosing(address, openId !== null)

  return (
    <div className="split" data-open={openId !== null}>
      <Page
        title={words.say('requests.title')}
        aside={<Live />}
        actions={
          <ExportButtons<LogPage, LoggedExchange>
            path={`${path}&limit=500`}
            rowsOf={rowsOf}
            columns={EXPORT_COLUMNS}
            name="bancada-requests"
          />
        }
        filters={<RequestFilters address={address} apps={apps} />}
      >
        {news > 0 && (
          <button type="button" className="news" onClick={pages.reload}>
            {words.count('requests.news', news)}
          </button>
        )}
        <List
          pages={pages}
          loading={words.say('requests.loading')}
          empty={{ icon: 'list', title: words.say('requests.none'), body: <NoTrafficYet /> }}
          clear={filtered ? () => go('/requests') : undefined}
          searchOn={words.say('requests.searchOn')}
        >
          {(rows) => <RequestTable rows={rows} openId={openId} show={show} apps={apps} />}
        </List>
      </Page>
      {openId !== null && (
        <ExchangePanel
          key={openId}
          exchangeId={openId}
          known={pages.rows?.[at]}
          tab={address.query.get('tab')}
          onTab={(tab) => go(withQuery('/requests', address.query, { tab }), { replace: true })}
          onClose={() => go(show(null))}
          back={{ href: show(null), label: words.say('requests.title') }}
          neighbours={{ previous: to(pages.rows?.[at - 1]), next: at < 0 ? undefined : to(pages.rows?.[at + 1]) }}
          linksJourney
        />
      )}
    </div>
  )
}

/** Reads the first page again while things happen; a reader of older pages is only told how much is new. */
function useNews(path: string, shown: number, reload: () => void): number {
  const [news, setNews] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new belongs to one list
  useEffect(() => setNews(0), [path, shown])
  useEffect(() => () => clearTimeout(timer.current), [])
  useLiveMessages((message) => {
    if (message.type !== 'journeys') return
    const { exchanges } = message as unknown as JourneyNews
    const fresh = exchanges.filter(({ kind }) => kind === 'http').length
    if (fresh === 0) return
    if (shown > 50) {
      setNews((before) => before + fresh)
      return
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      reload()
    }, AGAIN_MS)
  })
  return news
}

/** Esc closes the open exchange. */
function useClosing(address: Address, open: boolean): void {
  const go = useGo()
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || typesText(event.target)) return
      if (document.querySelector('[role="dialog"]')) return
      go(withQuery('/requests', address.query, { exchange: null, tab: null }))
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [address, open, go])
}
