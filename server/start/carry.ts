import type { Database } from '#kernel'

/**
 * The rooms whose tables stay on a reset, with the tables of theirs whose rows don't. Whatever is named in neither list
 * returns to the seeded state.
 */
const STAYING_ROOMS: readonly { room: string; tables: readonly string[]; emptied?: readonly string[] }[] = [
  {
    room: 'directory',
    tables: [
      'directory_authority',
      'directory_organisations',
      'directory_software',
      'directory_certificates',
      'directory_credentials',
      'directory_tokens',
      'directory_keystores',
    ],
    emptied: ['directory_tokens'],
  },
  {
    room: 'marketplace',
    tables: ['developers', 'developer_sessions', 'sign_in_failures', 'applications'],
    emptied: ['sign_in_failures'],
  },
  { room: 'handed-out', tables: ['handed_out'] },
  { room: 'discovery', tables: ['provisioning_jobs'] },
  {
    // How the bank is deployed is the operator's, as its ports are; a login under way is the bank's state.
    room: 'login',
    tables: ['login_settings', 'login_flows', 'login_handoffs', 'login_wrong_codes', 'login_artifacts'],
    emptied: ['login_flows', 'login_handoffs', 'login_wrong_codes', 'login_artifacts'],
  },
  // What the operator set in a market is theirs too.
  { room: 'settings', tables: ['market_settings'] },
  // The calls of an outage stay in traffic.db, and so must what says whether they count.
  { room: 'maintenance', tables: ['maintenance_outages', 'service_settings'] },
  // What an application wants to be told of is the application's, as its registration is.
  { room: 'notices', tables: ['notice_subscriptions', 'notices'], emptied: ['notices'] },
  { room: 'state', tables: ['state_calls'] },
]

/**
 * The rooms whose tables stay where a snapshot is restored, too: traffic.db is no part of one, and what says whether the
 * calls of an outage count stays beside it; and no snapshot holds the files that outsiders have. Everything else, settings
 * included, is as the snapshot has it.
 */
const STAYING_ON_RESTORE = ['state', 'maintenance', 'handed-out']

/** Registrations are the applications'; used assertions are ruled by wire time, which no reset moves. */
const STAYING_ARTEFACTS = `model IN ('Client', 'RegistrationAccessToken', 'ReplayDetection')`
const USED_ASSERTIONS = `model = 'ReplayDetection'`

/**
 * Copies into a database that will take the place of a bank's own whatever stays on a reset, in one transaction. The
 * bank's own is only read: nothing is ever written to two files in one transaction.
 */
export function carryOver(
  next: Database,
  { liveFile, seededFile }: { liveFile: string; seededFile: string },
  also: (next: Database) => void,
): void {
  beside(next, { live: liveFile, seeded: seededFile }, () => {
    for (const { room, tables, emptied = [] } of STAYING_ROOMS) {
      carrySchema(next, room, tables)
      for (const table of tables) {
        // The applications of a generated history come and go with it.
        const generates = columnsOf(next, 'live', table).includes('origin')
        if (!emptied.includes(table)) copyRows(next, table, generates ? `origin = 'live'` : 'TRUE')
        if (columnsOf(next, 'seeded', table).includes('origin')) copyGenerated(next, table)
      }
    }
    carrySchema(next, 'identity', ['identity_artifacts'])
    copyRows(next, 'identity_artifacts', STAYING_ARTEFACTS)
    also(next)
  })
}

/** The same for a restored snapshot: only what is no part of the bank's state. */
export function carryOverRestore(next: Database, liveFile: string, also: (next: Database) => void): void {
  beside(next, { live: liveFile }, () => {
    for (const { room, tables } of STAYING_ROOMS.filter((each) => STAYING_ON_RESTORE.includes(each.room))) {
      carrySchema(next, room, tables)
      for (const table of tables) copyRows(next, table)
    }
    if (schemaOf(next, 'main', 'identity_artifacts').length > 0) {
      copyRows(next, 'identity_artifacts', USED_ASSERTIONS, 'OR REPLACE')
    }
    also(next)
  })
}

/** Works with other files attached, by name; they are only read. */
function beside(next: Database, files: Record<string, string>, work: () => void): void {
  next.pragma('foreign_keys = OFF')
  for (const [name, file] of Object.entries(files)) next.prepare(`ATTACH ? AS ${name}`).run(file)
  try {
    next.transaction(work)()
  } finally {
    for (const name of Object.keys(files)) next.exec(`DETACH ${name}`)
  }
}

/** Makes a room's tables as the live file has them, empty, in the place of whatever the other file has. */
function carrySchema(next: Database, room: string, tables: readonly string[]): void {
  const version = next.prepare<[string], number>('SELECT version FROM live.room_versions WHERE room = ?').pluck()
  const live = version.get(room)
  if (live === undefined) return
  for (const table of [...tables].reverse()) {
    const made = schemaOf(next, 'live', table)
    // Making a table anew costs far more than emptying it.
    const same = made.length > 0 && schemaOf(next, 'main', table).join(';') === made.join(';')
    next.exec(same ? `DELETE FROM main.${table}` : `DROP TABLE IF EXISTS main.${table}`)
  }
  for (const table of tables) {
    if (schemaOf(next, 'main', table).length > 0) continue
    for (const sql of schemaOf(next, 'live', table)) next.exec(sql)
  }
  next.prepare('INSERT OR REPLACE INTO main.room_versions (room, version) VALUES (?, ?)').run(room, live)
}

/** What makes a table, its indexes and triggers; the table first. */
function schemaOf(db: Database, schema: 'main' | 'live', table: string): string[] {
  return db
    .prepare<[string], string>(
      `SELECT sql FROM ${schema}.sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type <> 'table'`,
    )
    .pluck()
    .all(table)
}

/** Copies the rows of a table, column by column, so that a column which one side lacks keeps its default. */
function copyRows(next: Database, table: string, where = 'TRUE', conflict = ''): void {
  copy(next, { table, from: 'live', where, conflict, without: [] })
}

/** Rows of a generated history, numbered anew after those that stayed. */
function copyGenerated(next: Database, table: string): void {
  copy(next, { table, from: 'seeded', where: `origin = 'generated'`, conflict: '', without: ['seq'] })
}

type Copying = { table: string; from: string; where: string; conflict: string; without: readonly string[] }

function copy(next: Database, { table, from, where, conflict, without }: Copying): void {
  const there = new Set(columnsOf(next, from, table))
  const columns = columnsOf(next, 'main', table).filter((column) => there.has(column) && !without.includes(column))
  if (columns.length === 0) return
  next.exec(
    `INSERT ${conflict} INTO main.${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${from}.${table} WHERE ${where}`,
  )
}

function columnsOf(db: Database, schema: string, table: string): string[] {
  return db.prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema)
}
