import type { ArrowTraffic } from '#journey'
import { type Address, withQuery } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { ArrowBadge } from '../../parts/exchange-marks.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { OriginMark } from '../../parts/origin.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import type { MapArrow } from './map.ts'

/** The map as a table: what goes along each arrow, in words and numbers. */
export function ArrowTable({
  map,
  arrows,
  chosen,
  address,
}: {
  map: readonly MapArrow[]
  arrows: readonly ArrowTraffic[]
  chosen: number | null
  address: Address
}) {
  const { words, formats } = useManner()
  const { bankNow } = useSession()
  return (
    <PlainTable
      className="arrow-table"
      caption={words.say('home.table')}
      heads={[
        { text: words.say('home.arrow') },
        { text: words.say('home.between'), className: 'wide-only' },
        { text: words.say('home.lastDay'), className: 'number' },
        { text: words.say('origin.ofCount'), className: 'number wide-only', title: words.say('origin.tip') },
        { text: words.say('home.refused'), className: 'number' },
        { text: words.say('home.lastRefusal'), className: 'wide-only' },
      ]}
    >
      {arrows.map(({ arrow, count, refused, generated, lastRefusal }) => {
        const place = map.find((known) => known.arrow === arrow)
        return (
          <tr key={arrow} aria-current={chosen === arrow ? 'true' : undefined}>
            <th scope="row">
              <Link className="arrow-link" href={withQuery('/', address.query, { ...CLOSED, arrow: String(arrow) })}>
                <ArrowBadge arrow={arrow} />
                {words.say(`arrow.${arrow}`)}
              </Link>
            </th>
            <td className="wide-only muted">
              {place && (
                <span className="parties">
                  {words.say(`part.${place.from}`)} <Icon name="arrowRight" size={12} />
                  <span className="unseen">{words.say('step.to')}</span> {words.say(`part.${place.to}`)}
                </span>
              )}
            </td>
            <td className="number">{formats.number(count)}</td>
            <td className="number wide-only muted">{formats.number(generated)}</td>
            <td className="number">{formats.number(refused)}</td>
            <td className="wide-only">
              {lastRefusal && (
                <Link
                  className="refusal-link"
                  href={withQuery('/', address.query, {
                    ...{ arrow: String(arrow), exchange: lastRefusal.exchangeId, tab: null },
                  })}
                >
                  <span className="mono">{lastRefusal.rule ?? lastRefusal.type}</span>
                  <span className="muted">{formats.moment(lastRefusal.at, bankNow())}</span>
                  <OriginMark origin={lastRefusal.origin} />
                </Link>
              )}
            </td>
          </tr>
        )
      })}
    </PlainTable>
  )
}

const CLOSED = { exchange: null, tab: null }
