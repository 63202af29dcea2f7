import { useManner, useSession } from '../../client/session.tsx'
import { usePages } from '../../client/use-pages.ts'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { API, LOOKS, type Organisation } from './directory.ts'

type OrganisationPage = { organisations: Organisation[]; next: string | null }

/** Whoever takes part, the bank among them. */
export function OrganisationList() {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const pages = usePages<OrganisationPage, Organisation>(
    `${API}/organisations?limit=50`,
    ({ organisations }) => organisations,
  )
  return (
    <List
      pages={pages}
      loading={words.say('directory.loading')}
      empty={{ icon: 'bank', title: words.say('directory.noOrganisations'), body: null }}
    >
      {(rows) => (
        <PlainTable
          caption={words.say('directory.organisations')}
          heads={[
            { text: words.say('applications.name') },
            { text: words.say('applications.state') },
            { text: words.say('directory.number'), className: 'wide-only' },
            { text: words.say('directory.roles'), className: 'wide-only' },
            { text: words.say('directory.enrolled'), className: 'number' },
          ]}
        >
          {rows.map(({ organisationId, name, status, registrationNumber, roles, createdAt }) => (
            <tr key={organisationId}>
              <th scope="row">
                <Link className="row-link" href={`/directory/organisation/${organisationId}`}>
                  {name}
                </Link>
              </th>
              <td>
                <Pill outcome={LOOKS[status] ?? 'ended'}>{words.say(`directory.state.${status}`)}</Pill>
              </td>
              <td className="wide-only mono muted">{registrationNumber}</td>
              <td className="wide-only muted">{roles.join(' · ')}</td>
              <td className="number muted">{formats.moment(createdAt, bankNow())}</td>
            </tr>
          ))}
        </PlainTable>
      )}
    </List>
  )
}
