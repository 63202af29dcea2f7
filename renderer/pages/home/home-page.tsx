import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { ArrowTraffic } from '#journey'
import { type Address, useGo, withQuery } from '../../client/address.ts'
import { typesText } from '../../client/keys.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useMarkets } from '../../client/use-markets.ts'
import { ExchangePanel } from '../../parts/exchange-panel.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Live } from '../../parts/live.tsx'
import { MarketSwitch } from '../../parts/market-switch.tsx'
import { FailedState, FirstJourney, Skeleton } from '../../parts/states.tsx'
import { ArrowFlow } from './arrow-flow.tsx'
import { ArrowPanel } from './arrow-panel.tsx'
import { ArrowTable } from './arrow-table.tsx'
import { mapArrows } from './map.ts'
import { useArrows } from './use-arrows.ts'

/** Home: the living arrow map; a click on an arrow shows its last exchanges, one further the message and its clause. */
export function HomePage({ address }: { address: Address }) {
  const { words } = useManner()
  const { facts } = useSession()
  const go = useGo()
  const certified = facts?.markets.filter(({ lane }) => !lane) ?? []
  const market = certified.find(({ id }) => id === address.query.get('market'))?.id ?? certified[0]?.id
  const { arrows, error, reload, pulses } = useArrows(market)
  const markets = useMarkets()
  const map = useMemo(() => mapArrows(markets.arrowWays(market)), [markets, market])
  const arrow = arrowIn(address)
  const exchangeId = address.query.get('exchange')
  const latest = useRef(address)
  latest.current = address

  const choose = useCallback(
    (next: number) => {
      const same = arrowIn(latest.current) === next && latest.current.query.get('exchange') === null
      go(withQuery('/', latest.current.query, { arrow: same ? null : String(next), exchange: null, tab: null }))
    },
    [go],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || typesText(event.target)) return
      if (document.querySelector('[role="dialog"]')) return
      const { query } = latest.current
      if (query.has('exchange')) go(withQuery('/', query, { exchange: null, tab: null }))
      else if (query.has('arrow')) go(withQuery('/', query, { arrow: null }))
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [go])

  const toArrow = withQuery('/', address.query, { exchange: null, tab: null })
  // What the bank tells analytics of its own start is no journey yet.
  const nothingYet = arrows?.every(({ arrow, count }) => arrow === 11 || count === 0)
  return (
    <div className="home" data-open={exchangeId !== null || arrow !== null}>
      <section className="pane home-main" aria-labelledby="home-title">
        <header className="pane-head">
          <h1 id="home-title">{words.say('home.title')}</h1>
          <span className="count home-hint">{words.say('home.hint')}</span>
          <MarketSwitch
            markets={certified}
            chosen={market}
            onChoose={(next) => go(withQuery('/', address.query, { market: next, exchange: null, tab: null }))}
          />
          <GeneratedShare arrows={arrows} />
          <Live />
        </header>
        <div className="pane-body">
          {error && !arrows ? (
            <FailedState error={error} onRetry={reload} />
          ) : (
            <>
              <ArrowFlow map={map} arrows={arrows} pulses={pulses} chosen={arrow} onChoose={choose} />
              {nothingYet && facts && <FirstJourney market={market} />}
              {arrows ? (
                <ArrowTable map={map} arrows={arrows} chosen={arrow} address={address} />
              ) : (
                <Skeleton rows={4} label={words.say('home.loading')} />
              )}
            </>
          )}
        </div>
      </section>
      {exchangeId !== null ? (
        <ExchangePanel
          key={exchangeId}
          exchangeId={exchangeId}
          tab={address.query.get('tab')}
          onTab={(tab) => go(withQuery('/', address.query, { tab }), { replace: true })}
          onClose={() => go(toArrow)}
          back={{ href: toArrow, label: words.say('action.backToArrow') }}
          linksJourney
        />
      ) : (
        arrow !== null && (
          <ArrowPanel
            key={`${market} ${arrow}`}
            arrow={arrow}
            market={market}
            traffic={arrows?.find((traffic) => traffic.arrow === arrow)}
            address={address}
          />
        )
      )}
    </div>
  )
}

/** How much of what the map counts was generated. */
function GeneratedShare({ arrows = [] }: { arrows?: readonly ArrowTraffic[] | undefined }) {
  const { words, formats } = useManner()
  const sum = (of: 'count' | 'generated') => arrows.reduce((total, arrow) => total + arrow[of], 0)
  if (sum('generated') === 0) return null
  return (
    <span className="origin-mark" title={words.say('origin.tip')}>
      <Icon name="sparkle" size={10} />
      {words.say('origin.share', { share: formats.share(sum('generated') / sum('count')) })}
    </span>
  )
}

function arrowIn({ query }: Address): number | null {
  const arrow = Number(query.get('arrow'))
  return Number.isInteger(arrow) && arrow >= 1 && arrow <= 11 ? arrow : null
}
