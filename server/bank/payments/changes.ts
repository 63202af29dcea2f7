import type { Database } from '#kernel'

/** What whoever has heard of no change yet asks from. */
const BEGINNING = 'start'
/** So many letters of what changed tell that an id is one of this bank's. */
const MARK = 8

/**
 * Opens the log of changes to payees and orders. An id names a change: whoever knows it can ask for what changed since,
 * and after a reset nobody knows any.
 */
export function openChanges(db: Database) {
  const insert = db.prepare('INSERT INTO payment_changes (subject_id) VALUES (?)')
  const find = db.prepare<[number], { subject: string }>(
    'SELECT subject_id AS subject FROM payment_changes WHERE seq = ?',
  )
  const last = db.prepare<[], { seq: number; subject: string }>(
    `SELECT seq, subject_id AS subject FROM payment_changes
      WHERE seq = (SELECT max(seq) FROM payment_changes)`,
  )
  const idOf = (seq: number, subject: string) =>
    Buffer.from(`${seq} ${subject.slice(0, MARK)}`, 'utf8').toString('base64url')

  return {
    /** Notes a change; inside the transaction that makes it. Returns its place among all. */
    note: (subjectId: string): number => Number(insert.run(subjectId).lastInsertRowid),
    /** The id of the last change of all. */
    latest(): string {
      const found = last.get()
      return found ? idOf(found.seq, found.subject) : Buffer.from(BEGINNING).toString('base64url')
    },
    /** The place of the change with this id; undefined for an id that this bank never gave. */
    placeOf(id: string): number | undefined {
      const text = Buffer.from(id, 'base64url').toString('utf8')
      if (text === BEGINNING) return 0
      const [, digits] = /^(\d{1,15}) /.exec(text) ?? []
      const seq = Number(digits)
      const found = digits === undefined ? undefined : find.get(seq)
      return found && idOf(seq, found.subject) === id ? seq : undefined
    },
  }
}

export type Changes = ReturnType<typeof openChanges>
