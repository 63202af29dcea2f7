import type { LoggedExchange } from '#journey'
import { useGo } from '../../client/address.ts'
import { moveAmongItems } from '../../client/keys.ts'
import { useManner, useSession } from '../../client/session.tsx'
import type { AppNames } from '../../client/use-apps.ts'
import { ArrowBadge, Parties } from '../../parts/exchange-marks.tsx'
import { LaneBadge } from '../../parts/lane-badge.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { StepPill } from '../../parts/status-pill.tsx'
import { operationSaid } from '../../words/operations.ts'

type Props = { rows: LoggedExchange[]; openId: string | null; show: (id: string) => string; apps: AppNames }

/** The log's rows; the address of each leads to its messages. */
export function RequestTable({ rows, openId, show, apps }: Props) {
  const { words } = useManner()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the links in it
    <div
      onKeyDown={(event) => {
        if (moveAmongItems(event.currentTarget, event.key)) event.preventDefault()
      }}
    >
      <PlainTable
        className="request-table"
        caption={words.say('requests.title')}
        heads={[
          { text: words.say('home.arrow') },
          { text: words.say('requests.request') },
          { text: words.say('requests.status') },
          { text: words.say('journeys.app'), className: 'wide-only' },
          { text: words.say('step.duration'), className: 'number wide-only' },
          { text: words.say('step.time'), className: 'number mid-only' },
        ]}
      >
        {rows.map((row) => (
          <Row key={row.id} row={row} open={row.id === openId} href={show(row.id)} app={apps.nameOf(row)} />
        ))}
      </PlainTable>
    </div>
  )
}

function Row({ row, open, href, app }: { row: LoggedExchange; open: boolean; href: string; app: string }) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  const go = useGo()
  const { arrow, operation, method, url, problem, durationMs, at } = row
  return (
    <tr aria-current={open ? 'true' : undefined} onClick={() => go(href)}>
      <td>
        <ArrowBadge arrow={arrow} />
        {arrow === null && <span className="unseen">{words.say('arrow.none')}</span>}
      </td>
      <td className="request-cell">
        <Link className="request-link" href={href} data-item onClick={(event) => event.stopPropagation()}>
          <span className="step-operation">{operationSaid(operation, words.language)}</span>{' '}
          <LaneBadge market={row.market} />
        </Link>
        {method ? (
          <span className="mono request-line">
            <b>{method}</b> {url}
          </span>
        ) : (
          <span className="with-mark">
            <Parties step={row} />
            <OriginMark origin={row.origin} />
          </span>
        )}
        {problem && <span className="step-problem mono">{problem.rule ?? problem.type}</span>}
      </td>
      <td>
        <StepPill step={row} />
      </td>
      <td className="wide-only muted app-cell">{app}</td>
      <td className="number wide-only">{formats.duration(durationMs)}</td>
      <td className="number muted mid-only">
        <time dateTime={new Date(at).toISOString()}>{formats.moment(at, bankNow())}</time>
      </td>
    </tr>
  )
}
