import { type MouseEvent, type ReactNode, useId, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { type Column, csvOf } from './figures.ts'
import { useAnalyticsWords } from './words.ts'

/** A column of a chart's table: as it is read here, and as it goes into a file. */
export type ChartColumn<T> = Column<T> & { shown?: (row: T) => string }

type Props<T> = {
  title: string
  /** The file's name without its ending. */
  name: string
  rows: readonly T[]
  columns: readonly [ChartColumn<T>, ...ChartColumn<T>[]]
  keyOf: (row: T) => string | number
  /** Where a row's requests are. */
  hrefOf: (row: T) => string
  onOpen: (href: string) => void
  empty: string
  /** How much of what is shown the generator made, from 0 to 1. */
  generated: number
  /** What a reader should know of how far the filters reach. */
  note?: string | undefined
  wide?: boolean
  children: ReactNode
}

/** A chart with the table behind it, and that table as a file. */
export function ChartCard<T>(props: Props<T>) {
  const { title, name, rows, columns, empty, generated, note, wide = false, children } = props
  const { t, formats } = useAnalyticsWords()
  const [table, setTable] = useState(false)
  const id = useId()
  return (
    <section className="an-card" data-wide={wide || undefined} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {generated > 0 && (
          <span className="origin-mark" title={t('generated.tip')}>
            <Icon name="sparkle" size={10} />
            {t('generated.share', { share: formats.share(generated) })}
          </span>
        )}
        {rows.length > 0 && (
          <>
            <button type="button" className="button" aria-pressed={table} onClick={() => setTable(!table)}>
              {t('chart.table')}
              <span className="unseen">: {title}</span>
            </button>
            <button type="button" className="button" onClick={() => save(`${name}.csv`, csvOf(columns, rows))}>
              CSV<span className="unseen">: {title}</span>
            </button>
          </>
        )}
      </header>
      {note && <p className="muted small an-note">{note}</p>}
      {rows.length === 0 ? <p className="muted">{empty}</p> : table ? <FigureTable {...props} /> : children}
    </section>
  )
}

function FigureTable<T>({ title, rows, columns, keyOf, hrefOf, onOpen }: Props<T>) {
  const { t, formats } = useAnalyticsWords()
  const [first, ...others] = columns
  const textOf = (column: ChartColumn<T>, row: T) => {
    if (column.shown) return column.shown(row)
    const value = column.of(row)
    return typeof value === 'number' ? formats.number(value) : (value ?? '–')
  }
  const follow = (event: MouseEvent, href: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen(href)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="an-table" tabIndex={0} aria-label={t('chart.tableOf', { title })}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">
                <a href={hrefOf(row)} onClick={(event) => follow(event, hrefOf(row))}>
                  {textOf(first, row)}
                </a>
              </th>
              {others.map((column) => (
                <td key={column.name}>{textOf(column, row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
