import { type Database, migrate, type Origin, openRowMemory } from '#kernel'
import type { Consent, ConsentExtension, NewConsent } from './model.ts'

const MIGRATIONS = [
  `CREATE TABLE consents (
     id TEXT PRIMARY KEY, market TEXT NOT NULL, client_id TEXT NOT NULL,
     state TEXT NOT NULL, state_since INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER,
     permissions TEXT NOT NULL, person_document TEXT, company_document TEXT,
     holder_id TEXT, person_id TEXT, account_ids TEXT NOT NULL DEFAULT '[]',
     grant_id TEXT UNIQUE, used_at INTEGER,
     ended_by TEXT, ended_reason TEXT, ended_information TEXT,
     extra TEXT NOT NULL DEFAULT '{}', due_at INTEGER) STRICT, WITHOUT ROWID;
   CREATE INDEX consents_due ON consents (due_at) WHERE due_at IS NOT NULL;
   CREATE INDEX consents_by_client ON consents (client_id, created_at);
   CREATE INDEX consents_by_person ON consents (person_document, created_at) WHERE person_document IS NOT NULL;`,
  `CREATE TABLE consent_extensions (
     seq INTEGER PRIMARY KEY, consent_id TEXT NOT NULL REFERENCES consents (id), requested_at INTEGER NOT NULL,
     person_document TEXT NOT NULL, expires_at INTEGER, previous_expires_at INTEGER, extra TEXT NOT NULL) STRICT;
   CREATE INDEX consent_extensions_by_consent ON consent_extensions (consent_id, seq);`,
  `CREATE INDEX consents_by_creation ON consents (created_at);
   CREATE INDEX consents_by_state ON consents (state, created_at);`,
  `ALTER TABLE consents ADD COLUMN origin TEXT NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'generated'));`,
  `ALTER TABLE consents ADD COLUMN held_since INTEGER;
   CREATE INDEX consents_by_origin ON consents (origin, created_at);
   CREATE INDEX consents_held ON consents (created_at) WHERE held_since IS NOT NULL;`,
  `CREATE INDEX consents_by_giver ON consents (person_id, created_at) WHERE person_id IS NOT NULL;`,
]

/** Which consents a page shows, newest first; `before` is the last one of the page before. */
export type ConsentPage = {
  market?: string | undefined
  state?: string | undefined
  clientId?: string | undefined
  personDocument?: string | undefined
  /** With it: those too that one of these people answered, though nobody said at first who would. */
  personIds?: readonly string[] | undefined
  /** What an application lodged alone, or what was generated alone; both where left out. */
  origin?: Origin | undefined
  /** Those alone that the bank holds back. */
  held?: boolean | undefined
  /** Found in the ids and documents; letters' case does not matter. */
  text?: string | undefined
  /** Documents that fit the text by what their owners are called. */
  documents?: readonly string[] | undefined
  /** Holders who fit it in the same way. */
  holderIds?: readonly string[] | undefined
  before?: { createdAt: number; id: string } | undefined
  limit: number
}

type Row = {
  id: string
  market: string
  client_id: string
  state: string
  state_since: number
  created_at: number
  expires_at: number | null
  permissions: string
  person_document: string | null
  company_document: string | null
  holder_id: string | null
  person_id: string | null
  account_ids: string
  grant_id: string | null
  used_at: number | null
  ended_by: string | null
  ended_reason: string | null
  ended_information: string | null
  extra: string
  due_at: number | null
  origin: Origin
  held_since: number | null
}

type ExtensionRow = Omit<ConsentExtension, 'extra'> & { extra: string }

const COLUMNS = `id, market, client_id, state, state_since, created_at, expires_at, permissions, person_document,
  company_document, holder_id, person_id, account_ids, grant_id, used_at, ended_by, ended_reason,
  ended_information, extra, due_at, origin, held_since`

export type ConsentStore = ReturnType<typeof openConsentStore>

/** The consents' own table: whole statements, rows turned into nouns here. */
export function openConsentStore(db: Database) {
  migrate(db, 'consent', MIGRATIONS)
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM consents WHERE id = ?`)
  const byGrant = db.prepare<[string], { id: string }>('SELECT id FROM consents WHERE grant_id = ?')
  const due = db.prepare<[number, number], { id: string }>(
    'SELECT id FROM consents WHERE due_at <= ? ORDER BY due_at LIMIT ?',
  )
  const ofClient = db.prepare<[string, number, number], Row>(
    `SELECT ${COLUMNS} FROM consents WHERE client_id = ? AND created_at < ? ORDER BY created_at DESC LIMIT ?`,
  )
  const ofGiver = db.prepare<[string, string, number], Row>(
    `SELECT ${COLUMNS} FROM consents WHERE person_id = ? AND market = ? ORDER BY created_at DESC LIMIT ?`,
  )
  // One statement for each index to walk; what the index does not say is asked of its rows.
  const page = (index: string) =>
    db.prepare<unknown[], Row>(
      `SELECT ${COLUMNS} FROM consents WHERE ${index} (created_at, id) < (@createdAt, @id)
          AND (@market IS NULL OR market = @market) AND (@state IS NULL OR state = @state)
          AND (@clientId IS NULL OR client_id = @clientId) AND (@origin IS NULL OR origin = @origin)
          AND (@held = 0 OR held_since IS NOT NULL)
          AND (@text IS NULL OR instr(lower(concat_ws(' ', id, client_id, person_document, company_document)), @text) > 0
            OR coalesce(company_document, person_document) IN (SELECT value FROM json_each(@documents))
            OR holder_id IN (SELECT value FROM json_each(@holderIds)))
        ORDER BY created_at DESC, id DESC LIMIT @limit`,
    )
  const pages = {
    person: page('(person_document = @personDocument OR person_id IN (SELECT value FROM json_each(@personIds))) AND'),
    client: page('client_id = @clientId AND'),
    held: page('held_since IS NOT NULL AND'),
    state: page('state = @state AND'),
    origin: page('origin = @origin AND'),
    all: page(''),
  }
  const insert = db.prepare(
    `INSERT INTO consents (id, market, client_id, state, state_since, created_at, expires_at, permissions,
       person_document, company_document, extra, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare(
    `UPDATE consents SET state = ?, state_since = ?, expires_at = ?, person_document = ?, holder_id = ?, person_id = ?, account_ids = ?, grant_id = ?,
       used_at = ?, ended_by = ?, ended_reason = ?, ended_information = ?, due_at = ?, held_since = ?, extra = ? WHERE id = ?`,
  )

  const insertWhole = db.prepare(
    `INSERT INTO consents (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  const insertExtension = db.prepare(
    `INSERT INTO consent_extensions (consent_id, requested_at, person_document, expires_at, previous_expires_at, extra)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const extensions = db.prepare<[string, number], ExtensionRow>(
    `SELECT requested_at AS requestedAt, person_document AS personDocument, expires_at AS expiresAt,
       previous_expires_at AS previousExpiresAt, extra
       FROM consent_extensions WHERE consent_id = ? ORDER BY seq DESC LIMIT ?`,
  )

  const consents = openRowMemory<{ consent: Consent; dueAt: number | null }>(db)
  const load = (id: string) => {
    const row = byId.get(id)
    return row && { consent: consentOf(row), dueAt: row.due_at }
  }
  // A grant is made for one consent and stays its own.
  const grants = openRowMemory<string>(db)
  const loadGrant = (grantId: string) => byGrant.get(grantId)?.id

  return {
    find: (id: string): Consent | undefined => consents.read(id, load)?.consent,
    /** The consent with the moment its next timer is due, in one read: the hot path's question. */
    findWithDue: (id: string) => consents.read(id, load),
    idOfGrant: (grantId: string): string | undefined => grants.read(grantId, loadGrant),
    dueBy: (at: number, limit: number): string[] => due.all(at, limit).map((row) => row.id),
    ofClient: (clientId: string, before: number, limit: number): Consent[] =>
      ofClient.all(clientId, before, limit).map(consentOf),
    ofGiver: (personId: string, market: string, limit: number): Consent[] =>
      ofGiver.all(personId, market, limit).map(consentOf),
    page({ before, limit, ...filter }: ConsentPage): Consent[] {
      const { market, state, clientId, personDocument, origin, held, text, documents, holderIds } = filter
      const index = indexFor(filter)
      const values = {
        ...{ market: market ?? null, state: state ?? null, clientId: clientId ?? null, origin: origin ?? null, limit },
        ...{ text: text?.toLowerCase() ?? null, documents: JSON.stringify(documents ?? []) },
        holderIds: JSON.stringify(holderIds ?? []),
        held: held ? 1 : 0,
        ...{ createdAt: before?.createdAt ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? '' },
      }
      const person = { personDocument, personIds: JSON.stringify(filter.personIds ?? []) }
      return pages[index].all(index === 'person' ? { ...values, ...person } : values).map(consentOf)
    },
    insert(consent: NewConsent & { state: string; at: number }, dueAt: number | null): void {
      insert.run(
        consent.id,
        consent.market,
        consent.clientId,
        consent.state,
        consent.at,
        consent.at,
        consent.expiresAt,
        JSON.stringify(consent.permissions),
        consent.personDocument,
        consent.companyDocument,
        JSON.stringify(consent.extra ?? {}),
        dueAt,
      )
    },
    /** A consent with all that came of it, at once. */
    insertWhole(consent: Consent, dueAt: number | null): void {
      insertWhole.run(
        consent.id,
        consent.market,
        consent.clientId,
        consent.state,
        consent.stateSince,
        consent.createdAt,
        consent.expiresAt,
        JSON.stringify(consent.permissions),
        consent.personDocument,
        consent.companyDocument,
        consent.holderId,
        consent.personId,
        JSON.stringify(consent.accountIds),
        consent.grantId,
        consent.usedAt,
        consent.ending?.by ?? null,
        consent.ending?.reason ?? null,
        consent.ending?.information ?? null,
        JSON.stringify(consent.extra),
        dueAt,
        consent.origin,
        consent.heldSince,
      )
    },
    insertExtension(id: string, of: ConsentExtension): void {
      const { requestedAt, personDocument, expiresAt, previousExpiresAt, extra } = of
      insertExtension.run(id, requestedAt, personDocument, expiresAt, previousExpiresAt, JSON.stringify(extra))
    },
    /** Newest first. */
    extensions: (id: string, limit: number): ConsentExtension[] =>
      extensions.all(id, limit).map((row) => ({ ...row, extra: JSON.parse(row.extra) })),
    save(consent: Consent, dueAt: number | null): void {
      consents.forget(consent.id)
      update.run(
        consent.state,
        consent.stateSince,
        consent.expiresAt,
        consent.personDocument,
        consent.holderId,
        consent.personId,
        JSON.stringify(consent.accountIds),
        consent.grantId,
        consent.usedAt,
        consent.ending?.by ?? null,
        consent.ending?.reason ?? null,
        consent.ending?.information ?? null,
        dueAt,
        consent.heldSince,
        JSON.stringify(consent.extra),
        consent.id,
      )
    },
  }
}

/** The index that leads past the most rows of no interest. */
function indexFor({ personDocument, clientId, held, state, origin }: Omit<ConsentPage, 'before' | 'limit'>) {
  if (personDocument) return 'person'
  if (clientId) return 'client'
  if (held) return 'held'
  if (state) return 'state'
  return origin ? 'origin' : 'all'
}

function consentOf(row: Row): Consent {
  return {
    id: row.id,
    market: row.market,
    clientId: row.client_id,
    state: row.state,
    stateSince: row.state_since,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    permissions: JSON.parse(row.permissions),
    personDocument: row.person_document,
    companyDocument: row.company_document,
    holderId: row.holder_id,
    personId: row.person_id,
    accountIds: JSON.parse(row.account_ids),
    grantId: row.grant_id,
    usedAt: row.used_at,
    ending:
      row.ended_by === null || row.ended_reason === null
        ? null
        : { by: row.ended_by, reason: row.ended_reason, information: row.ended_information },
    heldSince: row.held_since,
    extra: JSON.parse(row.extra),
    origin: row.origin,
  }
}
