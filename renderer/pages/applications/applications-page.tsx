import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { ExportColumn } from '../../client/table-file.ts'
import { useMarketName } from '../../client/use-market-name.ts'
import { usePages } from '../../client/use-pages.ts'
import { Command } from '../../parts/command.tsx'
import { ExportButtons } from '../../parts/export-buttons.tsx'
import { FilterBar, TextFilter } from '../../parts/filters.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { OriginFilter } from '../../parts/origin-filter.tsx'
import { List, Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { type Application, type ApplicationPage, LOOKS } from './application.ts'
import { ApplicationObject } from './application-object.tsx'

const rowsOf = ({ applications }: ApplicationPage) => applications

const COLUMNS: readonly ExportColumn<Application>[] = [
  { name: 'id', of: ({ id }) => id },
  { name: 'name', of: ({ name }) => name },
  { name: 'market', of: ({ market }) => market },
  { name: 'state', of: ({ state }) => state },
  { name: 'clientId', of: ({ clientId }) => clientId },
  { name: 'softwareId', of: ({ softwareId }) => softwareId },
  { name: 'organisationId', of: ({ organisationId }) => organisationId },
  { name: 'createdAt', of: ({ createdAt }) => new Date(createdAt).toISOString() },
  { name: 'origin', of: ({ origin }) => origin },
]

/** Applications: the list, and one of them. */
export function ApplicationsPage({ address }: { address: Address }) {
  const [id] = below('/applications', address)
  return id === undefined ? <Applications address={address} /> : <ApplicationObject key={id} id={id} />
}

function Applications({ address }: { address: Address }) {
  const { words } = useManner()
  const { facts } = useSession()
  const go = useGo()
  const origin = address.query.get('origin') ?? ''
  const path = `/api/marketplace/applications?limit=50${origin === '' ? '' : `&origin=${origin}`}`
  const pages = usePages<ApplicationPage, Application>(path, rowsOf)
  const text = address.query.get('q') ?? ''
  const change = (changes: Record<string, string>) =>
    go(withQuery('/applications', address.query, changes), { replace: true })
  const fits = ({ name, id, clientId, softwareId }: Application) =>
    [name, id, clientId, softwareId].join('\n').toLowerCase().includes(text.toLowerCase())
  const shown = { ...pages, rows: pages.rows?.filter(fits) }
  return (
    <Page
      title={words.say('applications.title')}
      aside={shown.rows && <span className="count">{words.count('applications.count', shown.rows.length)}</span>}
      actions={
        <ExportButtons<ApplicationPage, Application>
          {...{ path, rowsOf: (page) => rowsOf(page).filter(fits), columns: COLUMNS }}
          name="bancada-applications"
        />
      }
      filters={
        <FilterBar>
          <TextFilter label={words.say('applications.filter')} value={text} onChange={(q) => change({ q })} />
          <OriginFilter value={origin} onChange={(next) => change({ origin: next })} />
        </FilterBar>
      }
    >
      <List
        pages={shown}
        loading={words.say('applications.loading')}
        empty={{
          ...{ icon: 'app', title: words.say('applications.none') },
          body: (
            <Command
              text={`npm run -s bancada -- app create --market ${facts?.markets[0]?.id ?? 'obb'} --name "My app" --redirect-uri https://127.0.0.1:8443/callback`}
            />
          ),
        }}
        clear={text + origin === '' ? undefined : () => change({ q: '', origin: '' })}
      >
        {(rows) => <ApplicationTable rows={rows} />}
      </List>
    </Page>
  )
}

function ApplicationTable({ rows }: { rows: Application[] }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const marketName = useMarketName()
  const go = useGo()
  return (
    <PlainTable
      caption={words.say('applications.title')}
      heads={[
        { text: words.say('applications.name') },
        { text: words.say('applications.state') },
        { text: words.say('journey.clientId'), className: 'wide-only' },
        { text: words.say('journey.market'), className: 'wide-only' },
        { text: words.say('applications.created'), className: 'number' },
      ]}
    >
      {rows.map(({ id, name, state, clientId, market, createdAt, origin }) => (
        <tr key={id} onClick={() => go(`/applications/${id}`)}>
          <th scope="row">
            <Link className="row-link" href={`/applications/${id}`} onClick={(event) => event.stopPropagation()}>
              {name}
            </Link>
          </th>
          <td className="state-cell">
            <Pill outcome={LOOKS[state]}>{words.say(`applications.state.${state}`)}</Pill> <LaneBadge market={market} />{' '}
            <OriginMark origin={origin} />
          </td>
          <td className="wide-only mono muted">{clientId}</td>
          <td className="wide-only muted">{marketName(market)}</td>
          <td className="number muted">{formats.moment(createdAt, bankNow())}</td>
        </tr>
      ))}
    </PlainTable>
  )
}
