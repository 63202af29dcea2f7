import { Button } from '@mantine/core'
import { useState } from 'react'
import { useManner, useSession } from '../client/session.tsx'
import { csvOf, type ExportColumn, saveFile } from '../client/table-file.ts'
import { pageAddress } from '../client/use-pages.ts'
import { Icon } from './icon.tsx'

/** No more rows than this go into one file. */
const MOST_ROWS = 10_000

type Props<P, T> = {
  /** The list's address, with its filters; read in pages of its own. */
  path: string
  rowsOf: (page: P) => T[]
  columns: readonly ExportColumn<T>[]
  /** The file's name without its ending. */
  name: string
  keyName?: string
  /** For a narrow head: words alone. */
  narrow?: boolean
}

/** Takes a whole list away, under its filters, as CSV or JSON. */
export function ExportButtons<P extends { next: string | number | null }, T>(props: Props<P, T>) {
  const { path, rowsOf, columns, name, keyName = 'before', narrow = false } = props
  const { words } = useManner()
  const { api } = useSession()
  const [busy, setBusy] = useState<'csv' | 'json'>()
  const [failed, setFailed] = useState(false)

  async function take(kind: 'csv' | 'json'): Promise<void> {
    setBusy(kind)
    setFailed(false)
    try {
      const rows: T[] = []
      let key: string | number | null = null
      do {
        const page: P = await api.get<P>(pageAddress(path, keyName, key))
        rows.push(...rowsOf(page))
        key = page.next
      } while (key !== null && rows.length < MOST_ROWS)
      const kept = rows.slice(0, MOST_ROWS)
      if (kind === 'csv') saveFile(`${name}.csv`, 'text/csv', csvOf(columns, kept))
      else saveFile(`${name}.json`, 'application/json', JSON.stringify(kept, null, 2))
    } catch {
      setFailed(true)
    } finally {
      setBusy(undefined)
    }
  }

  return (
    <>
      {failed && (
        <span className="export-failed" role="alert">
          {words.say('failed.title')}
        </span>
      )}
      {(['csv', 'json'] as const).map((kind) => (
        <Button
          key={kind}
          leftSection={narrow ? null : <Icon name="download" size={14} />}
          {...(narrow ? { px: 8 } : {})}
          loading={busy === kind}
          aria-label={words.say('action.export', { kind: kind.toUpperCase() })}
          onClick={() => void take(kind)}
        >
          {kind.toUpperCase()}
        </Button>
      ))}
    </>
  )
}
