import type { ReactNode } from 'react'

/** The head of a column. `className` says from which width it is shown and that it holds numbers. */
export type Head = {
  text: string
  className?: string
  title?: string
  /** Told to those who hear the table only. */
  unseen?: true
}

type PlainTableProps = {
  /** What the table is, for those who can't see where it stands. */
  caption: string
  heads: readonly Head[]
  className?: string
  /** Its rows. */
  children: ReactNode
}

/** The console's table of a list: named, each column with its head. */
export function PlainTable({ caption, heads, className, children }: PlainTableProps) {
  return (
    <table className={className ? `plain-table ${className}` : 'plain-table'}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {heads.map(({ text, unseen, ...rest }) => (
            <th key={text} scope="col" {...rest}>
              {unseen ? <span className="unseen">{text}</span> : text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
