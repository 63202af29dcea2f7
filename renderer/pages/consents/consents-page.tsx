import type { ConsentRow } from '#consent'
import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useLiveMessages, useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filters.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { OriginFilter } from '../../parts/origin-filter.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { NoTrafficYet } from '../../parts/states.tsx'
import { ConsentObjectPage } from './consent-object.tsx'
import { StandingPill } from './standing-pill.tsx'

type ConsentList = { consents: ConsentRow[]; next: string | null }

const rowsOf = ({ consents }: ConsentList) => consents
const FILTERS = ['q', 'state', 'held', 'client', 'person', 'origin'] as const
/** The markets' words for where a consent stands. */
const STATES = [
  ...['AWAITING_AUTHORISATION', 'AUTHORISED', 'REJECTED'],
  ...['INITIATED', 'ACTIVE', 'CONSUMED', 'EXPIRED', 'REVOKED'],
]
/** What stands among them in the filter, and is none: the bank's own mark. */
const HELD = 'held'

const COLUMNS: readonly ExportColumn<ConsentRow>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'market', of: ({ market }) => market },
  { name: 'clientId', of: ({ clientId }) => clientId },
  { name: 'person', of: ({ person }) => person },
  { name: 'state', of: ({ state }) => state },
  { name: 'createdAt', of: ({ createdAt }) => new Date(createdAt).toISOString() },
  { name: 'expiresAt', of: ({ expiresAt }) => (expiresAt === null ? null : new Date(expiresAt).toISOString()) },
  { name: 'reason', of: ({ ending }) => ending?.reason ?? null },
  { name: 'heldSince', of: ({ heldSince }) => (heldSince === null ? null : new Date(heldSince).toISOString()) },
  { name: 'origin', of: ({ origin }) => origin },
]

/** The consent desk: the list, and one consent. */
export function ConsentsPage({ address }: { address: Address }) {
  const [id] = below('/consents', address)
  return id === undefined ? <Consents address={address} /> : <ConsentObjectPage key={id} id={id} />
}

function Consents({ address: { query } }: { address: Address }) {
  const { words } = useManner()
  const go = useGo()
  const apps = useApps()
  const asked = new URLSearchParams()
  for (const name of FILTERS) if (query.get(name)) asked.set(name, query.get(name) as string)
  const path = `/api/consents?${asked}`
  const pages = usePages<ConsentList, ConsentRow>(path, rowsOf)
  const change = (changes: Record<string, string | null>) =>
    go(withQuery('/consents', query, changes), { replace: true })
  useLiveMessages((message) => {
    if (message.type === 'journeys' && (pages.rows?.length ?? 0) <= 50) pages.reload()
  })
  const person = query.get('person')
  return (
    <Page
      title={words.say('consents.title')}
      actions={
        <ExportButtons<ConsentList, ConsentRow> {...{ path, rowsOf, columns: COLUMNS }} name="bancada-consents" />
      }
      filters={
        <FilterBar>
          <TextFilter
            label={words.say('consents.filter')}
            value={query.get('q') ?? ''}
            onChange={(q) => change({ q })}
          />
          <ChoiceFilter
            label={words.say('applications.state')}
            all={words.say('consents.anyState')}
            value={query.has('held') ? HELD : (query.get('state') ?? '')}
            options={[
              ...STATES.map((state) => ({ value: state, text: words.sayOr(`consents.state.${state}`, state) })),
              { value: HELD, text: words.say('consents.held') },
            ]}
            onChange={(state) => change(state === HELD ? { state: null, held: 'yes' } : { state, held: null })}
          />
          <ChoiceFilter
            label={words.say('journeys.app')}
            all={words.say('journeys.app.all')}
            value={query.get('client') ?? ''}
            options={apps.clients.map(({ clientId, name }) => ({ value: clientId, text: name }))}
            onChange={(client) => change({ client })}
          />
          <OriginFilter value={query.get('origin') ?? ''} onChange={(origin) => change({ origin })} />
          {person && (
            <button type="button" className="chip" onClick={() => change({ person: null })}>
              <span className="mono">{person}</span> <Icon name="close" size={10} />
              <span className="unseen">{words.say('requests.without', { filter: person })}</span>
            </button>
          )}
        </FilterBar>
      }
    >
      <List
        pages={pages}
        loading={words.say('consents.loading')}
        empty={{ icon: 'shield', title: words.say('consents.none'), body: <NoTrafficYet /> }}
        clear={asked.size > 0 ? () => go('/consents', { replace: true }) : undefined}
      >
        {(rows) => <ConsentTable rows={rows} nameOf={(clientId) => apps.nameOf({ applicationId: null, clientId })} />}
      </List>
    </Page>
  )
}

function ConsentTable({ rows, nameOf }: { rows: ConsentRow[]; nameOf: (clientId: string) => string }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const go = useGo()
  return (
    <PlainTable
      caption={words.say('consents.title')}
      heads={[
        { text: words.say('consents.person') },
        { text: words.say('applications.state') },
        { text: words.say('journeys.app'), className: 'mid-only' },
        { text: words.say('journey.consentId'), className: 'wide-only' },
        { text: words.say('consents.until'), className: 'number wide-only' },
        { text: words.say('consents.lodged'), className: 'number' },
      ]}
    >
      {rows.map((consent) => {
        const href = `/consents/${encodeURIComponent(consent.id)}`
        return (
          <tr key={consent.id} onClick={() => go(href)}>
            <th scope="row">
              <Link className="row-link" href={href} onClick={(event) => event.stopPropagation()}>
                {consent.person ?? words.say('consents.anyone')}
              </Link>
            </th>
            <td className="state-cell">
              <StandingPill consent={consent} /> <LaneBadge market={consent.market} />{' '}
              <OriginMark origin={consent.origin} />
            </td>
            <td className="muted mid-only">{nameOf(consent.clientId)}</td>
            <td className="wide-only mono muted id-cell">{consent.id}</td>
            <td className="number wide-only muted">
              {consent.expiresAt === null ? words.say('consents.openEnded') : formats.date(consent.expiresAt)}
            </td>
            <td className="number muted">{formats.moment(consent.createdAt, bankNow())}</td>
          </tr>
        )
      })}
    </PlainTable>
  )
}
