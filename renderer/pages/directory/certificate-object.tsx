import { useManner, useSession } from '../../client/session.tsx'
import { saveFile } from '../../client/table-file.ts'
import { useResource } from '../../client/use-resource.ts'
import { Failure, useChange } from '../../parts/change.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { API, type CertificateView, LOOKS } from './directory.ts'
import { IssueButton } from './issue.tsx'
import { RevokeButton } from './revoke.tsx'

type Answer = { certificate: CertificateView & { certificatePem: string }; authorityPem: string }

/** One certificate: whose it is, until when, its subject, its files, and its renewal or end. */
export function CertificateObject({ serialNumber }: { serialNumber: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const path = `${API}/certificates/${encodeURIComponent(serialNumber)}`
  const { data, error, reload } = useResource<Answer>(api, path)
  const taking = useChange()
  const back = { href: '/directory?tab=certificates', label: words.say('directory.title') }
  if (!data) {
    return (
      <Page title={words.say('directory.certificate')} back={back}>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={5} label={words.say('directory.loading')} />
        )}
      </Page>
    )
  }
  const { certificate, authorityPem } = data
  const { kind, status, softwareId, organisationId, hasKey, certificatePem, subject } = certificate
  const save = (name: string, text: string) => saveFile(name, 'application/x-pem-file', text)
  const takeKey = async () => {
    const { keyPem } = await api.post<{ keyPem: string }>(`${path}/key`)
    save(`${kind}.key.pem`, keyPem)
  }
  const holder = softwareId === null ? `/directory/organisation/${organisationId}` : `/directory/software/${softwareId}`
  return (
    <Page
      title={words.say(`directory.kind.${kind}`)}
      back={back}
      aside={<Pill outcome={LOOKS[status] ?? 'ended'}>{words.say(`directory.certificateState.${status}`)}</Pill>}
      actions={
        <>
          <IssueButton path={`${path}/renew`} kinds={[]} label="directory.renew" />
          {status !== 'Revoked' && <RevokeButton path={path} />}
        </>
      }
    >
      <Failure error={taking.error} />
      <Facts certificate={certificate} />
      <p className="object-links">
        <button type="button" className="button" onClick={() => save(`${kind}.crt.pem`, certificatePem)}>
          <Icon name="download" size={14} /> {words.say('directory.certificate')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => save(`${kind}.chain.pem`, certificatePem + authorityPem)}
        >
          <Icon name="download" size={14} /> {words.say('directory.chain')}
        </button>
        {hasKey && (
          <button type="button" className="button" disabled={taking.isPending} onClick={() => taking.mutate(takeKey)}>
            <Icon name="key" size={14} /> {words.say('directory.key')}
          </button>
        )}
        <Link className="button" href={holder}>
          <Icon name={softwareId === null ? 'bank' : 'app'} size={14} />{' '}
          {words.say(softwareId === null ? 'directory.organisation' : 'directory.oneSoftware')}
        </Link>
      </p>
      {!hasKey && <p className="muted section-note">{words.say('directory.keyElsewhere')}</p>}
      <h2 className="section-title">{words.say('directory.subject')}</h2>
      <FactList
        facts={subject.map(({ name, value }, place) => ({
          label: nameOf(subject, name, place),
          value,
          copy: value.length > SHORT ? value : undefined,
          mono: true,
        }))}
      />
      <RawJson value={certificate} />
    </Page>
  )
}

/** What anybody types faster than they copy it. */
const SHORT = 8

/** An attribute that comes more than once is numbered. */
function nameOf(subject: CertificateView['subject'], name: string, place: number): string {
  const same = subject.filter((each) => each.name === name)
  return same.length === 1 ? name : `${name} ${subject.slice(0, place + 1).filter((each) => each.name === name).length}`
}

function Facts({ certificate }: { certificate: CertificateView }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const { serialNumber, thumbprint, kid, notBefore, notAfter, issuedAt, revokedAt, revocationReason, keySet } =
    certificate
  const mono = (label: string, value: string) => ({ label: words.say(label), value, copy: value, mono: true })
  return (
    <FactList
      facts={[
        mono('directory.serial', serialNumber),
        mono('directory.thumbprint', thumbprint),
        mono('directory.kid', kid),
        ...(keySet === null ? [] : [mono('directory.inKeySet', keySet)]),
        { label: words.say('directory.from'), value: formats.dateTime(notBefore) },
        { label: words.say('directory.until'), value: formats.dateTime(notAfter) },
        { label: words.say('directory.issued'), value: formats.moment(issuedAt, bankNow()) },
        {
          label: words.say('directory.revokedAt'),
          value: revokedAt === null ? null : formats.moment(revokedAt, bankNow()),
        },
        {
          label: words.say('directory.reason'),
          value: revocationReason && words.sayOr(`directory.reason.${revocationReason}`, revocationReason),
        },
      ]}
    />
  )
}
