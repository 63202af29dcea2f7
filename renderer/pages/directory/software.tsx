import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { usePages } from '../../client/use-pages.ts'
import { Command } from '../../parts/command.tsx'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
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
    <table className="plain-table">
      <caption className="unseen">{words.say('directory.software')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.say('applications.name')}</th>
          <th scope="col">{words.say('applications.state')}</th>
          <th scope="col" className="wide-only">
            {words.say('applications.software')}
          </th>
          <th scope="col" className="wide-only">
            {words.say('journey.market')}
          </th>
          <th scope="col" className="number">
            {words.say('applications.created')}
          </th>
        </tr>
      </thead>
      <tbody>
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
      </tbody>
    </table>
  )
}
