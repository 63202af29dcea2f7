import { Timeline } from '@mantine/core'
import type { BankEvent } from '#kernel'
import { shortId } from '../client/format.ts'
import { useManner, useSession } from '../client/session.tsx'
import { Link } from './link.tsx'
import { OriginMark } from './origin.tsx'

type Props = {
  events: readonly BankEvent[]
  /** Whether an event leads to the consent it is of. */
  linksConsent?: boolean
}

/** What happened to a thing, newest first. */
export function EventTimeline({ events, linksConsent = false }: Props) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  if (events.length === 0) return <p className="muted section-note">{words.say('events.none')}</p>
  return (
    <Timeline className="timeline" bulletSize={10} lineWidth={1}>
      {events.map(({ seq, type, at, data, origin, consentId }) => (
        <Timeline.Item
          key={seq}
          title={
            <>
              {words.sayOr(`event.${type}`, type)}
              <OriginMark origin={origin} />
            </>
          }
        >
          <span className="timeline-facts">
            <time dateTime={new Date(at).toISOString()}>{formats.moment(at, bankNow())}</time>
            {detailOf(data) !== '' && <span className="mono">{detailOf(data)}</span>}
            {linksConsent && consentId && (
              <Link className="quiet-link" href={`/consents/${encodeURIComponent(consentId)}`}>
                {words.say('journey.consent')} <span className="mono">{shortId(consentId, 6)}</span>
              </Link>
            )}
          </span>
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

/** The event's own facts that a reader of the object does not know yet. */
function detailOf(data: Record<string, unknown>): string {
  const { reason, by, attempt, attempts, error } = data
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined
  const tries = attempt ?? attempts
  return [by, reason, type, tries === undefined ? undefined : `#${tries}`]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(' · ')
}
