import { Button } from '@mantine/core'
import { useState } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'
import { useResource } from '../../client/use-resource.ts'
import { Failure, useChange } from '../../parts/change.tsx'
import { FactList } from '../../parts/fact-list.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { FailedState, Skeleton } from '../../parts/states.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { CertificateTable } from './certificates.tsx'
import { API, LOOKS, type SoftwareView } from './directory.ts'
import { IssueButton } from './issue.tsx'
import { KeySets } from './key-sets.tsx'
import { SoftwareFiles } from './software-files.tsx'
import { StatementText } from './statement.tsx'

/** One software statement: what it says, its signed form, its certificates and key sets. */
export function SoftwareObject({ id }: { id: string }) {
  const { words, formats } = useManner()
  const { api, bankNow } = useSession()
  const marketName = useMarketName()
  const path = `${API}/software/${encodeURIComponent(id)}`
  const { data, error, reload } = useResource<SoftwareView>(api, path)
  const change = useChange()
  const [assertion, setAssertion] = useState<string>()
  const back = { href: '/directory?tab=software', label: words.say('directory.title') }
  if (!data) {
    return (
      <Page title={words.say('directory.oneSoftware')} back={back}>
        {error ? (
          <FailedState error={error} onRetry={reload} />
        ) : (
          <Skeleton rows={5} label={words.say('directory.loading')} />
        )}
      </Page>
    )
  }
  const { software, organisation, certificates, keySets } = data
  const { name, status, softwareId, market, redirectUris, webhookUris, roles, createdAt } = software
  const next = status === 'Active' ? 'Inactive' : 'Active'
  const sign = async () => {
    const answer = await api.get<{ assertion: string }>(`${path}/assertion`)
    setAssertion(answer.assertion)
  }
  return (
    <Page
      title={name}
      back={back}
      aside={<Pill outcome={LOOKS[status] ?? 'ended'}>{words.say(`directory.state.${status}`)}</Pill>}
      actions={
        <>
          <Button disabled={change.isPending} onClick={() => change.mutate(sign)}>
            {words.say('directory.sign')}
          </Button>
          <Button
            disabled={change.isPending}
            onClick={() => change.mutate(() => api.post(`${path}/changes`, { status: next }))}
          >
            {words.say(`directory.set.${next}`)}
          </Button>
        </>
      }
    >
      <Failure error={change.error} />
      {assertion !== undefined && <StatementText assertion={assertion} />}
      <FactList
        facts={[
          { label: words.say('applications.software'), value: softwareId, copy: softwareId, mono: true },
          {
            label: words.say('directory.organisation'),
            value: (
              <Link className="row-link" href={`/directory/organisation/${organisation.organisationId}`}>
                {organisation.name}
              </Link>
            ),
          },
          {
            label: words.say('journey.market'),
            value: marketName(market),
          },
          { label: words.say('directory.roles'), value: roles.join(' · ') },
          {
            label: words.say('applications.redirects'),
            value: redirectUris.join(' '),
            copy: redirectUris.join(' '),
            mono: true,
          },
          { label: words.say('directory.webhooks'), value: webhookUris.join(' '), mono: true },
          { label: words.say('applications.created'), value: formats.moment(createdAt, bankNow()) },
        ]}
      />
      <SoftwareFiles id={softwareId} />
      <div className="section-line">
        <h2 className="section-title">{words.say('directory.certificates')}</h2>
        <IssueButton path={`${path}/certificates`} kinds={['transport', 'signing', 'server']} />
      </div>
      {certificates.length === 0 ? (
        <p className="muted section-note">{words.say('directory.noCertificatesHere')}</p>
      ) : (
        <CertificateTable rows={certificates.toReversed()} />
      )}
      <KeySets keySets={keySets} />
      <RawJson value={software} />
    </Page>
  )
}
