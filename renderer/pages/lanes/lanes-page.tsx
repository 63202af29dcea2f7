import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Page } from '../../parts/page.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import type { MarketInfo, OpenLane } from './lane.ts'
import './lanes.css'
import { CertifiedCard, GuidedCard, OpenCard } from './lane-cards.tsx'

/** The ways into each market: what each is for, where it is, and how to begin. */
export function LanesPage() {
  const { words } = useManner()
  const { api } = useSession()
  const info = useResource<{ markets: MarketInfo[]; addresses: { public: string } }>(api, '/api/info')
  const open = useResource<{ lanes: OpenLane[] }>(api, '/api/open-lanes')
  const failed = info.error ?? open.error
  return (
    <Page title={words.say('lanes.title')}>
      <p className="muted section-note">{words.say('lanes.body')}</p>
      {info.data && open.data ? (
        info.data.markets.map((market) => (
          <Market key={market.id} market={market} open={open.data?.lanes.find((lane) => lane.market === market.id)} />
        ))
      ) : failed ? (
        <FailedState error={failed} onRetry={() => void [info.reload(), open.reload()]} />
      ) : (
        <Skeleton rows={4} label={words.say('rail.waiting')} />
      )}
    </Page>
  )
}

function Market({ market, open }: { market: MarketInfo; open: OpenLane | undefined }) {
  return (
    <section aria-label={market.name}>
      <h2 className="section-title">{market.name}</h2>
      <div className="lanes">
        <CertifiedCard market={market} />
        {market.lanes.map((lane) =>
          lane.issuer === null ? (
            <OpenCard key={lane.id} market={market} lane={lane} open={open} />
          ) : (
            <GuidedCard key={lane.id} market={market} lane={lane} />
          ),
        )}
      </div>
    </section>
  )
}
