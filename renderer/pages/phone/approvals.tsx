import { useState } from 'react'
import type { PhoneApproval } from '#identity'
import { useLiveMessages, useManner, useSession } from '../../client/session.tsx'
import { useResource } from '../../client/use-resource.ts'
import { Command } from '../../parts/command.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { EmptyState, FailedState, Skeleton } from '../../parts/states.tsx'
import { ApprovalCard, type PhoneDecision } from './approval-card.tsx'

/** Requests end by themselves: the list is read again this often, beside whenever something happens. */
const EVERY_MS = 5_000

/** What apps ask on the account holders' phones, each to be answered there. */
export function Approvals() {
  const { words } = useManner()
  const { api } = useSession()
  const { data, error, reload } = useResource<{ approvals: PhoneApproval[] }>(api, '/api/phone/approvals', {
    everyMs: EVERY_MS,
  })
  useLiveMessages((message) => {
    if (message.type === 'journeys') reload()
  })
  const [answered, setAnswered] = useState<{ decision: PhoneDecision; approval: PhoneApproval }>()
  if (error && !data) return <FailedState error={error} onRetry={reload} />
  if (!data) return <Skeleton rows={4} label={words.say('phone.loading')} />
  const { approvals } = data
  return (
    <section aria-labelledby="phone-approvals">
      <h2 id="phone-approvals" className="section-title">
        {words.say('phone.approvals')}
      </h2>
      <div role="status">{answered && <Answered {...answered} />}</div>
      {approvals.length === 0 ? (
        <NothingWaits />
      ) : (
        <>
          <p className="muted section-note">{words.count('phone.waiting', approvals.length)}</p>
          <ul className="phones">
            {approvals.map((approval) => (
              <li key={approval.id}>
                <ApprovalCard approval={approval} onAnswered={(decision) => setAnswered({ decision, approval })} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** What came of the last answer, and where to see it. */
function Answered({ decision, approval }: { decision: PhoneDecision; approval: PhoneApproval }) {
  const { words } = useManner()
  const { app, person, consentId } = approval
  return (
    <p className="phone-answered">
      <Icon name={decision === 'approve' ? 'check' : 'stop'} size={14} />
      {words.say(`phone.answered.${decision}`, { app: app.name, person: person.name })}
      <Link className="quiet-link" href={`/journeys/consent-${encodeURIComponent(consentId)}`}>
        <Icon name="route" size={14} /> {words.say('applications.journey')}
      </Link>
    </p>
  )
}

function NothingWaits() {
  const { words } = useManner()
  const { facts } = useSession()
  const market = facts?.markets[0]?.id ?? 'obb'
  return (
    <EmptyState icon="phone" title={words.say('phone.none')}>
      <p className="muted">{words.say('phone.noneBody')}</p>
      <h3>{words.say('phone.noneCommand')}</h3>
      <Command text={`npm run -s bancada -- token --market ${market} --app demo --customer ana --phone`} />
    </EmptyState>
  )
}
