import { Button } from '@mantine/core'
import { useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Failure, useChange } from '../../parts/change.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { AddSoftwareButton } from './add-software.tsx'
import { CertificateTable } from './certificates.tsx'
import { API, LOOKS, type OrganisationView } from './directory.ts'
import { IssueButton } from './issue.tsx'
import { KeySets } from './key-sets.tsx'
import { SoftwareTable } from './software.tsx'

/** One organisation: who it is, its software, its seals and key sets. */
export function OrganisationObject({ id }: { id: string }) {
  const { words, formats } = useManner()
  const { api, bankNow } = useSession()
  const path = `${API}/organisations/${encodeURIComponent(id)}`
  const { data, error, reload } = useResource<OrganisationView>(api, path)
  const change = useChange()
  const back = { href: '/directory', label: words.say('directory.title') }
  if (!data) {
    return (
      <Page title={words.say('directory.organisation')} back={back}>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={5} label={words.say('directory.loading')} />
        )}
      </Page>
    )
  }
  const { organisation, isBank, software, certificates, keySets } = data
  const { name, status, organisationId, registrationNumber, ispb, roles, createdAt } = organisation
  const next = status === 'Active' ? 'Withdrawn' : 'Active'
  return (
    <Page
      title={name}
      back={back}
      aside={<Pill outcome={LOOKS[status] ?? 'ended'}>{words.say(`directory.state.${status}`)}</Pill>}
      actions={
        !isBank && (
          <>
            <AddSoftwareButton organisation={organisation} />
            <Button
              disabled={change.isPending}
              onClick={() => change.mutate(() => api.post(`${path}/status`, { status: next }))}
            >
              {words.say(`directory.set.${next}`)}
            </Button>
          </>
        )
      }
    >
      <Failure error={change.error} />
      <FactList
        facts={[
          { label: words.say('applications.organisation'), value: organisationId, copy: organisationId, mono: true },
          { label: words.say('directory.number'), value: registrationNumber, copy: registrationNumber, mono: true },
          { label: words.say('directory.ispb'), value: ispb, mono: true },
          { label: words.say('directory.roles'), value: roles.join(' · ') },
          { label: words.say('directory.enrolled'), value: formats.moment(createdAt, bankNow()) },
        ]}
      />
      <div className="section-line">
        <h2 className="section-title">{words.say('directory.seals')}</h2>
        <IssueButton path={`${path}/certificates`} kinds={['signing']} />
      </div>
      {certificates.length === 0 ? (
        <p className="muted section-note">{words.say('directory.noSeals')}</p>
      ) : (
        <CertificateTable rows={certificates.toReversed()} />
      )}
      {!isBank && (
        <>
          <h2 className="section-title">{words.say('directory.software')}</h2>
          {software.length === 0 ? (
            <p className="muted section-note">{words.say('directory.noSoftwareHere')}</p>
          ) : (
            <SoftwareTable rows={software} />
          )}
        </>
      )}
      <KeySets keySets={keySets} />
      <RawJson value={data.organisation} />
    </Page>
  )
}
