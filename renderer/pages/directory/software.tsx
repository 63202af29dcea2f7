import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { usePages } from '../../client/use-pages.ts'
import { Command } from '../../parts/command.tsx'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { API, LOOKS, type Software } from './directory.ts'

type SoftwarePage = { software: Software[]; next: string | null }

/** Software statements of all organisations. */
export function SoftwareList() {
  const { words } = useManner()
  const { facts } = useSession()
  const pages = usePages<SoftwarePage, Software>(`${API}/software?limit=50`, ({ software }) => software)
  return (
    <List
      pages={pages}
      loading={words.say('directory.loading')}
      empty={{
        ...{ icon: 'app', title: words.say('directory.noSoftware') },
        body: (
          <Command
            text={`npm run -s bancada -- app create --market ${facts?.markets[0]?.id ?? 'obb'} --name "My app" --redirect-uri https://127.0.0.1:8443/callback`}
          />
        ),
      }}
    >
      {(rows) => <SoftwareTable rows={rows} />}
    </List>
  )
}

export function SoftwareTable({ rows }: { rows: Software[] }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const marketName = useMarketName()
  return (
    <PlainTable
      caption={words.say('directory.software')}
      heads={[
        { text: words.say('applications.name') },
        { text: words.say('applications.state') },
        { text: words.say('applications.software'), className: 'wide-only' },
        { text: words.say('journey.market'), className: 'wide-only' },
        { text: words.say('applications.created'), className: 'number' },
      ]}
    >
      {rows.map(({ softwareId, name, status, market, createdAt }) => (
        <tr key={softwareId}>
          <th scope="row">
            <Link className="row-link" href={`/directory/software/${softwareId}`}>
              {name}
            </Link>
          </th>
          <td>
            <Pill outcome={LOOKS[status] ?? 'ended'}>{words.say(`directory.state.${status}`)}</Pill>
          </td>
          <td className="wide-only mono muted">{softwareId}</td>
          <td className="wide-only muted">{marketName(market)}</td>
          <td className="number muted">{formats.moment(createdAt, bankNow())}</td>
        </tr>
      ))}
    </PlainTable>
  )
}
