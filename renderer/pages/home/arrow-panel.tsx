import { useEffect, useRef } from 'react'
import type { ArrowTraffic, JourneyNews, LogPage } from '#journey'
import { type Address, useGo, withQuery } from '../../client/address.ts'
import { moveAmongItems } from '../../client/keys.ts'
import { useLiveMessages, useManner, useSession } from '../../client/session.tsx'
import { useMarkets } from '../../client/use-markets.ts'
import { useResource } from '../../client/use-resource.ts'
import { ArrowBadge, Parties } from '../../parts/exchange-marks.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { GeneratedPart, OriginMark } from '../../parts/origin.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import { StepPill } from '../../parts/status-pill.tsx'
import { operationSaid } from '../../words/operations.ts'

type Props = { arrow: number; market: string | undefined; traffic: ArrowTraffic | undefined; address: Address }

/** One arrow: what it is, the clause behind it, and the last exchanges that went along. */
export function ArrowPanel({ arrow, market, traffic, address }: Props) {
  const { words, formats } = useManner()
  const { api, bankNow } = useSession()
  const go = useGo()
  const markets = useMarkets()
  const { data, error, reload } = useResource<LogPage>(
    api,
    `/api/requests?kind=any&arrow=${arrow}&limit=40${market === undefined ? '' : `&market=${market}`}`,
  )
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useLiveMessages((message) => {
    if (message.type !== 'journeys') return
    if ((message as unknown as JourneyNews).exchanges.some((exchange) => exchange.arrow === arrow)) reload()
  })
  const clause = markets.arrowClause(arrow, market)

  return (
    <section className="pane pane-step" aria-labelledby="arrow-title">
      <header className="pane-head">
        <ArrowBadge arrow={arrow} />
        <h2 id="arrow-title" className="step-title" tabIndex={-1} ref={heading}>
          {words.say(`arrow.${arrow}`)}
        </h2>
        <span className="head-actions">
          <button
            type="button"
            className="icon-button"
            aria-label={words.say('action.close')}
            title={`${words.say('action.close')} (Esc)`}
            onClick={() => go(withQuery('/', address.query, { arrow: null }))}
          >
            <Icon name="close" />
          </button>
        </span>
      </header>
      <div className="pane-body">
        <div className="step-summary">
          <p className="step-summary-operation">{markets.arrowTitle(arrow, market)}</p>
          {traffic && (
            <p className="muted">
              {words.say('home.lastDayOf', { count: traffic.count, refused: traffic.refused })}{' '}
              <GeneratedPart generated={traffic.generated} />
            </p>
          )}
        </div>
        {clause && (
          <div className="clause">
            <h3>
              <Icon name="book" size={14} /> {words.say('step.clause')}
            </h3>
            <p>{clause}</p>
          </div>
        )}
        <h3 className="section-title">{words.say('home.lastExchanges')}</h3>
        {error && !data && <FailedState error={error} onRetry={reload} />}
        {!error && !data && <Skeleton rows={5} label={words.say('requests.loading')} />}
        {data?.exchanges.length === 0 && (
          <EmptyState icon="route" title={words.say('home.noneOnArrow')}>
            <p className="muted">{words.say('home.noneOnArrowBody')}</p>
          </EmptyState>
        )}
        {data && data.exchanges.length > 0 && (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the links in it
          <div
            onKeyDown={(event) => {
              if (moveAmongItems(event.currentTarget, event.key)) event.preventDefault()
            }}
          >
            <ul className="lines">
              {data.exchanges.map((exchange) => (
                <li key={exchange.id}>
                  <Link
                    className="line"
                    href={withQuery('/', address.query, { exchange: exchange.id, tab: null })}
                    data-item
                  >
                    <span className="line-main">
                      <span className="step-operation">{operationSaid(exchange.operation, words.language)}</span>
                      <Parties step={exchange} />
                    </span>
                    <OriginMark origin={exchange.origin} />
                    <StepPill step={exchange} />
                    <time className="row-time" dateTime={new Date(exchange.at).toISOString()}>
                      {formats.moment(exchange.at, bankNow())}
                    </time>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )}
        <p className="list-foot">
          <Link className="button" href={`/requests?arrow=${arrow}&kind=any`}>
            {words.say('home.allOfArrow')}
          </Link>
        </p>
      </div>
    </section>
  )
}
