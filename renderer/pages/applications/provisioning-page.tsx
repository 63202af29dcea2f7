import { useEffect } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { useApps } from '../../client/use-apps.ts'
import { usePages } from '../../client/use-pages.ts'
import { Link } from '../../parts/link.tsx'
import { List, Page } from '../../parts/page.tsx'
import { Pill } from '../../parts/status-pill.tsx'
import { LOOKS, type ProvisioningState } from './application.ts'
import { RetryButton } from './retry-button.tsx'

type Job = {
  applicationId: string
  state: ProvisioningState
  attempts: number
  lastError: { type: string } | null
  nextAttemptAt: number | null
  clientId: string | null
  updatedAt: number
}

const AGAIN_MS = 4000

/** The Discovery Agent's queue: each application on its way into identity. */
export function ProvisioningPage() {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const apps = useApps()
  const pages = usePages<{ jobs: Job[]; next: string | null }, Job>('/api/discovery/jobs?limit=50', ({ jobs }) => jobs)
  const { reload } = pages
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for as long as the page is open
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Page
      title={words.say('provisioning.title')}
      aside={pages.rows && <span className="count">{words.count('provisioning.count', pages.rows.length)}</span>}
    >
      <p className="muted section-note">{words.say('provisioning.body')}</p>
      <List
        pages={pages}
        loading={words.say('provisioning.loading')}
        empty={{
          ...{ icon: 'radar', title: words.say('provisioning.none') },
          body: <p className="muted">{words.say('provisioning.noneBody')}</p>,
        }}
      >
        {(rows) => (
          <table className="plain-table">
            <caption className="unseen">{words.say('provisioning.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{words.say('journey.application')}</th>
                <th scope="col">{words.say('applications.state')}</th>
                <th scope="col" className="number">
                  {words.say('provisioning.attempts')}
                </th>
                <th scope="col" className="wide-only">
                  {words.say('provisioning.lastError')}
                </th>
                <th scope="col" className="number wide-only">
                  {words.say('provisioning.changed')}
                </th>
                <th scope="col">
                  <span className="unseen">{words.say('provisioning.retry')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((job) => (
                <tr key={job.applicationId}>
                  <th scope="row">
                    <Link className="row-link" href={`/applications/${job.applicationId}`}>
                      {apps.nameOf(job)}
                    </Link>
                  </th>
                  <td>
                    <Pill outcome={LOOKS[job.state]}>{words.say(`applications.state.${job.state}`)}</Pill>
                  </td>
                  <td className="number">{formats.number(job.attempts)}</td>
                  <td className="wide-only">
                    {job.lastError && <span className="mono step-problem">{job.lastError.type}</span>}
                    {job.nextAttemptAt !== null && job.attempts > 0 && (
                      <span className="muted">
                        {' '}
                        {words.say('provisioning.nextAttempt', { at: formats.moment(job.nextAttemptAt, bankNow()) })}
                      </span>
                    )}
                  </td>
                  <td className="number wide-only muted">{formats.moment(job.updatedAt, bankNow())}</td>
                  <td className="number">
                    <RetryButton applicationId={job.applicationId} state={job.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </List>
    </Page>
  )
}
