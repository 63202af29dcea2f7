import { Fragment } from 'react'
import type { PairedRow, PairedSide } from '#markets'
import type { StandardsView } from '../../../server/start/standards.ts'
import { useManner } from '../../client/session.tsx'
import { useMarketName } from '../../client/use-market-name.ts'

/** What stands for what: a row for each concept, a column for each standard, under the concepts' headings. */
export function PairsTable({ view: { account, holders, home, markets, groups } }: { view: StandardsView }) {
  const { words } = useManner()
  const marketName = useMarketName()
  const { language } = words
  const caption = words.say('standards.caption', { account: account.label[language], holders: holders.join(', ') })
  return (
    <table className="plain-table standards-table">
      <caption>
        <b>{caption}</b> <span className="mono">{account.number}</span>{' '}
        <span className="tag">{words.say('standards.home', { market: marketName(home) })}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.say('standards.concept')}</th>
          {markets.map(({ id, name, entities }) => (
            <th key={id} scope="col">
              {name}
              {entities.map(({ id: entity, absent }) => absent && <small key={entity}>{absent[language]}</small>)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ id, title, rows }) => (
          <Fragment key={id}>
            <tr className="standards-group">
              <th scope="colgroup" colSpan={markets.length + 1}>
                {title[language]}
              </th>
            </tr>
            {rows.map((row) => (
              <Row key={row.id} row={row} names={markets.map(({ name }) => name)} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function Row({ row: { id, title, sides }, names }: { row: PairedRow; names: string[] }) {
  const { words } = useManner()
  return (
    <tr data-concept={id}>
      <th scope="row">
        {title[words.language]}
        <small className="standards-mark" data-mark={markOf(sides)}>
          {words.say(`standards.mark.${markOf(sides)}`)}
        </small>
      </th>
      {sides.map((side, index) => (
        <td key={names[index]} data-market={names[index]}>
          <Side side={side} />
        </td>
      ))}
    </tr>
  )
}

/** Whether the sides say the same, the same in another way, or only one says anything. */
function markOf(sides: readonly PairedSide[]): 'same' | 'differs' | 'alone' {
  const told = sides.filter(({ at }) => at !== null)
  if (told.length < sides.length) return 'alone'
  const values = new Set(told.map(({ value }) => JSON.stringify(value)))
  return values.size === 1 ? 'same' : 'differs'
}

/** A value as JSON has it, so that "10.00" and 10 can be told apart, where it stands, and how it is written there. */
function Side({ side: { at, operation, value, says } }: { side: PairedSide }) {
  const { words } = useManner()
  return (
    <>
      {at === null ? (
        <span className="muted">{words.say('standards.none')}</span>
      ) : (
        <>
          <code className="standards-value">{JSON.stringify(value, null, 1)}</code>
          <small className="mono muted standards-at" title={operation ?? undefined}>
            {at.replaceAll('/', ' › ')}
          </small>
        </>
      )}
      {says && <small className="standards-says">{says[words.language]}</small>}
    </>
  )
}
