import { useManner, useSession } from '../../client/session.tsx'
import { usePages } from '../../client/use-pages.ts'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
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
        <table className="plain-table">
          <caption className="unseen">{words.say('directory.organisations')}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say('applications.name')}</th>
              <th scope="col">{words.say('applications.state')}</th>
              <th scope="col" className="wide-only">
                {words.say('directory.number')}
              </th>
              <th scope="col" className="wide-only">
                {words.say('directory.roles')}
              </th>
              <th scope="col" className="number">
                {words.say('directory.enrolled')}
              </th>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      )}
    </List>
  )
}
