import { useManner } from '../../client/session.tsx'
import { usePages } from '../../client/use-pages.ts'
import { Link } from '../../parts/link.tsx'
import { List } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { API, type CertificateView, LOOKS } from './directory.ts'

type CertificatePage = { certificates: CertificateView[]; next: string | null }

/** Every certificate that the directory issued. */
export function CertificateList() {
  const { words } = useManner()
  const pages = usePages<CertificatePage, CertificateView>(
    `${API}/certificates?limit=50`,
    ({ certificates }) => certificates,
  )
  return (
    <List
      pages={pages}
      loading={words.say('directory.loading')}
      empty={{ icon: 'shield', title: words.say('directory.noCertificates'), body: null }}
    >
      {(rows) => <CertificateTable rows={rows} holders />}
    </List>
  )
}

/** Certificates in rows; `holders` says whose each is. */
export function CertificateTable({ rows, holders = false }: { rows: CertificateView[]; holders?: boolean }) {
  const { words, formats } = useManner()
  return (
    <PlainTable
      caption={words.say('directory.certificates')}
      heads={[
        { text: words.say('directory.kind') },
        { text: words.say('applications.state') },
        ...(holders ? [{ text: words.say('directory.holder'), className: 'wide-only' }] : []),
        { text: words.say('directory.serial'), className: 'wide-only' },
        { text: words.say('directory.until'), className: 'number' },
      ]}
    >
      {rows.map((certificate) => {
        const { serialNumber, kind, status, softwareId, holder, notAfter, revocationReason } = certificate
        return (
          <tr key={serialNumber}>
            <th scope="row">
              <Link className="row-link" href={`/directory/certificate/${serialNumber}`}>
                {words.say(`directory.short.${kind}`)}
              </Link>
            </th>
            <td>
              <Pill outcome={LOOKS[status] ?? 'ended'}>{words.say(`directory.certificateState.${status}`)}</Pill>
              {revocationReason && (
                <span className="muted certificate-reason">
                  {words.sayOr(`directory.reason.${revocationReason}`, revocationReason)}
                </span>
              )}
            </td>
            {holders && (
              <td className="wide-only muted">
                {softwareId === null ? words.say('directory.ofOrganisation') : words.say('directory.ofSoftware')}
                {' · '}
                {holder}
              </td>
            )}
            <td className="wide-only mono muted">{serialNumber.toLowerCase()}</td>
            <td className="number muted">{formats.date(notAfter)}</td>
          </tr>
        )
      })}
    </PlainTable>
  )
}
