import { type ReactNode, useId } from 'react'
import { useManner } from '../../client/session.tsx'
import { Command } from '../../parts/command.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { ChooseCustomer } from './choose-customer.tsx'
import type { Api, LaneInfo, MarketInfo, OpenLane } from './lane.ts'
import { NewGuidedApplication } from './new-guided-application.tsx'

/** What everything else is measured by: the market as its standard has it. */
export function CertifiedCard({ market }: { market: MarketInfo }) {
  const { words } = useManner()
  return (
    <Card lane="certified" badge={<Certified />}>
      <Addresses issuer={market.issuer} apis={market.apis} />
      <h4>{words.say('lanes.begin')}</h4>
      <Command
        text={`npm run -s bancada -- app create --market ${market.id} --name "My app" --redirect-uri https://127.0.0.1:8443/callback --out my-app`}
      />
    </Card>
  )
}

export function GuidedCard({ market, lane }: { market: MarketInfo; lane: LaneInfo }) {
  const { words } = useManner()
  return (
    <Card lane={lane.id} badge={<LaneBadge market={lane.market} />}>
      <Addresses issuer={lane.issuer} apis={lane.apis} />
      <h4>{words.say('lanes.begin')}</h4>
      <NewGuidedApplication market={market.id} lane={lane.id} />
      <Command
        text={`npm run -s bancada -- app create --market ${market.id} --lane ${lane.id} --name "My app" --redirect-uri http://localhost:3000/callback --out my-app`}
      />
    </Card>
  )
}

export function OpenCard({ market, lane, open }: { market: MarketInfo; lane: LaneInfo; open: OpenLane | undefined }) {
  const { words } = useManner()
  const [first] = lane.apis.filter(({ id }) => id === 'accounts').concat(lane.apis)
  return (
    <Card lane={lane.id} badge={<LaneBadge market={lane.market} />}>
      <Addresses issuer={null} apis={lane.apis} />
      <h4>{words.say('lanes.shows')}</h4>
      <ChooseCustomer market={market} open={open} />
      {open?.customer && first && (
        <Command text={`curl --cacert "$(npm run -s bancada -- ca path)" ${first.base}/${first.id}`} />
      )}
    </Card>
  )
}

function Certified() {
  const { words } = useManner()
  return (
    <span className="pill" data-outcome="ok">
      <Icon name="shield" size={12} /> {words.say('lane.certified')}
    </span>
  )
}

function Card({ lane, badge, children }: { lane: string; badge: ReactNode; children: ReactNode }) {
  const { words } = useManner()
  const id = useId()
  return (
    <section className="card lane-card" aria-labelledby={id} data-lane={lane}>
      <h3 id={id}>
        {words.sayOr(`lanes.${lane}.title`, lane)} {badge}
      </h3>
      <p className="muted">{words.sayOr(`lanes.${lane}.body`, '')}</p>
      {children}
    </section>
  )
}

function Addresses({ issuer, apis }: { issuer: string | null; apis: readonly Api[] }) {
  const { words } = useManner()
  const rows = [...(issuer === null ? [] : [{ name: words.say('lanes.issuer'), url: issuer }]), ...byAddress(apis)]
  return (
    <dl className="lane-addresses">
      {rows.map(({ name, url }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">
            {url} <CopyButton text={url} label={`${words.say('action.copy')}: ${name}`} bare />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** APIs that share an address stand in one row: some markets have all of them below one. */
function byAddress(apis: readonly Api[]): { name: string; url: string }[] {
  const bases = [...new Set(apis.map(({ base }) => base))]
  return bases.map((url) => {
    const here = apis.filter(({ base }) => base === url)
    const [first] = here
    return {
      name: here.length === 1 && first ? `${first.id} ${first.version}` : here.map(({ id }) => id).join(', '),
      url,
    }
  })
}
