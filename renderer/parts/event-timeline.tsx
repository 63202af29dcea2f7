import { Timeline } from '@mantine/core'
import type { BankEvent } from '#kernel'
import { useManner, useSession } from '../client/session.tsx'
import { OriginMark } from './origin.tsx'

/** What happened to a thing, newest first. */
export function EventTimeline({ events }: { events: readonly BankEvent[] }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  if (events.length === 0) return <p className="muted section-note">{words.say('events.none')}</p>
  return (
    <Timeline className="timeline" bulletSize={10} lineWidth={1}>
      {events.map(({ seq, type, at, data, origin }) => (
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
