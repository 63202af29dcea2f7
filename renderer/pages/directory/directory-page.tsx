import { type Address, below, useGo, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Page } from '../../parts/page.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { Addresses } from './addresses.tsx'
import { CertificateObject } from './certificate-object.tsx'
import { CertificateList } from './certificates.tsx'
import { API, type Overview } from './directory.ts'
import './directory.css'
import { EnrolButton } from './enrol.tsx'
import { OrganisationObject } from './organisation-object.tsx'
import { OrganisationList } from './organisations.tsx'
import { SoftwareList } from './software.tsx'
import { SoftwareObject } from './software-object.tsx'

/** The directory of participants: organisations, software and certificates, and one of each. */
export function DirectoryPage({ address }: { address: Address }) {
  const [kind, id] = below('/directory', address)
  if (id === undefined) return <Lists address={address} />
  if (kind === 'organisation') return <OrganisationObject key={id} id={id} />
  if (kind === 'software') return <SoftwareObject key={id} id={id} />
  return <CertificateObject key={id} serialNumber={id} />
}

function Lists({ address }: { address: Address }) {
  const { words } = useManner()
  const { api } = useSession()
  const go = useGo()
  const { data } = useResource<Overview>(api, API)
  const tab = (id: string, panel: React.ReactNode) => ({ id, label: words.say(`directory.${id}`), panel })
  return (
    <Page title={words.say('directory.title')} actions={data && <EnrolButton roles={data.bank.roles} />}>
      <p className="muted section-note">{words.say('directory.body')}</p>
      <div className="directory-lists">
        <Tabs
          current={address.query.get('tab') ?? 'organisations'}
          onChange={(id) => go(withQuery('/directory', address.query, { tab: id }), { replace: true })}
          tabs={[
            tab('organisations', <OrganisationList />),
            tab('software', <SoftwareList />),
            tab('certificates', <CertificateList />),
            tab('addresses', <Addresses overview={data} />),
          ]}
        />
      </div>
    </Page>
  )
}
