import { hash } from 'node:crypto'
import { type Database, migrate } from '#kernel'

/** How customers log in: at Identity Management's own pages, or at the bank's own identity provider (arrow 7). */
export const WAYS = ['identity', 'provider'] as const
export type Way = (typeof WAYS)[number]

/** How one market's customers log in. */
export type LoginSetting = { way: Way; secondFactor: boolean }

/** A login under way. Times are bank milliseconds. */
export type Flow = {
  /** The interaction that the customer's browser is in: with a cookie that this install signs, never alone. */
  uid: string
  market: string
  /** Fixed when the login began, so that it ends the way it began. */
  way: Way
  secondFactor: boolean
  /** The level that the id_token will state. */
  acr: string
  clientId: string | null
  consentId: string | null
  /** Whom the customer logs in for, as they know it. */
  app: string
  /** Who gave the right password and now owes the code. */
  personId: string | null
  login: string | null
  codesSent: number
  code: string | null
  codeSentAt: number | null
  codeExpiresAt: number | null
  wrongTries: number
  expiresAt: number
}

/** A customer on the way to the bank's identity provider and back. */
export type Handoff = { market: string; uid: string; acr: string; clientId: string; consentId: string | null }

const MIGRATIONS = [
  `CREATE TABLE login_settings (
     market TEXT PRIMARY KEY, way TEXT NOT NULL, second_factor INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE login_flows (
     uid TEXT PRIMARY KEY, market TEXT NOT NULL, way TEXT NOT NULL, second_factor INTEGER NOT NULL, acr TEXT NOT NULL,
     client_id TEXT, consent_id TEXT, app TEXT NOT NULL, person_id TEXT, login TEXT,
     codes_sent INTEGER NOT NULL DEFAULT 0, code TEXT, code_sent_at INTEGER, code_expires_at INTEGER,
     wrong_tries INTEGER NOT NULL DEFAULT 0, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX login_flows_with_code ON login_flows (code_sent_at) WHERE code IS NOT NULL;
   CREATE INDEX login_flows_expiring ON login_flows (expires_at);
   CREATE TABLE login_handoffs (
     state TEXT PRIMARY KEY, market TEXT NOT NULL, uid TEXT NOT NULL, acr TEXT NOT NULL, client_id TEXT NOT NULL,
     consent_id TEXT, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX login_handoffs_expiring ON login_handoffs (expires_at);
   CREATE TABLE login_wrong_codes (person_id TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
   CREATE INDEX login_wrong_codes_by_person ON login_wrong_codes (person_id, at);
   CREATE INDEX login_wrong_codes_by_time ON login_wrong_codes (at);
   CREATE TABLE login_artifacts (
     market TEXT NOT NULL, model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT,
     consumed_at INTEGER, expires_at INTEGER, PRIMARY KEY (market, model, id)) STRICT, WITHOUT ROWID;
   CREATE INDEX login_artifacts_by_grant ON login_artifacts (grant_id) WHERE grant_id IS NOT NULL;
   CREATE INDEX login_artifacts_expiring ON login_artifacts (expires_at) WHERE expires_at IS NOT NULL;`,
]

export type ArtifactRow = { payload: string; consumedAt: number | null; expiresAt: number | null }
type FlowRow = Omit<Flow, 'secondFactor'> & { secondFactor: 0 | 1 }

export type LoginStore = ReturnType<typeof openLoginStore>

/** The statements behind logins: their settings, those under way, and the rows of the bank's own identity provider. */
export function openLoginStore(db: Database) {
  migrate(db, 'login', MIGRATIONS)
  const setting = db.prepare<[string], { way: Way; secondFactor: 0 | 1 }>(
    'SELECT way, second_factor AS secondFactor FROM login_settings WHERE market = ?',
  )
  const set = db.prepare(
    `INSERT INTO login_settings (market, way, second_factor) VALUES (?, ?, ?)
     ON CONFLICT (market) DO UPDATE SET way = excluded.way, second_factor = excluded.second_factor`,
  )
  const columns = `uid, market, way, second_factor AS secondFactor, acr, client_id AS clientId, consent_id AS consentId, app,
    person_id AS personId, login, codes_sent AS codesSent, code, code_sent_at AS codeSentAt,
    code_expires_at AS codeExpiresAt, wrong_tries AS wrongTries, expires_at AS expiresAt`
  const flow = db.prepare<[string], FlowRow>(`SELECT ${columns} FROM login_flows WHERE uid = ?`)
  const addFlow = db.prepare(
    `INSERT OR IGNORE INTO login_flows (uid, market, way, second_factor, acr, client_id, consent_id, app, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const sendCode = db.prepare(
    `UPDATE login_flows SET person_id = ?, login = ?, code = ?, code_sent_at = ?, code_expires_at = ?, wrong_tries = 0,
       codes_sent = codes_sent + 1 WHERE uid = ?`,
  )
  const countWrong = db.prepare('UPDATE login_flows SET wrong_tries = wrong_tries + 1 WHERE uid = ?')
  const endCode = db.prepare(
    `UPDATE login_flows SET person_id = NULL, login = NULL, code = NULL, code_sent_at = NULL, code_expires_at = NULL
      WHERE uid = ?`,
  )
  const withCode = db.prepare<[number, number], FlowRow>(
    `SELECT ${columns} FROM login_flows WHERE code IS NOT NULL AND code_sent_at > ? ORDER BY code_sent_at DESC LIMIT ?`,
  )
  const addWrong = db.prepare('INSERT INTO login_wrong_codes (person_id, at) VALUES (?, ?)')
  const forgetWrong = db.prepare('DELETE FROM login_wrong_codes WHERE at < ?')
  const wrongSince = db
    .prepare<[string, number], number>(
      'SELECT at FROM login_wrong_codes WHERE person_id = ? AND at > ? ORDER BY at DESC LIMIT 10',
    )
    .pluck()
  const clearWrong = db.prepare('DELETE FROM login_wrong_codes WHERE person_id = ?')
  const addHandoff = db.prepare(
    `INSERT INTO login_handoffs (state, market, uid, acr, client_id, consent_id, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const handoffColumns = 'market, uid, acr, client_id AS clientId, consent_id AS consentId'
  const handoff = db.prepare<[string, string, number], Handoff>(
    `SELECT ${handoffColumns} FROM login_handoffs WHERE state = ? AND market = ? AND expires_at > ?`,
  )
  const spendHandoff = db.prepare('DELETE FROM login_handoffs WHERE state = ?')
  const upsert = db.prepare(
    `INSERT INTO login_artifacts (market, model, id, payload, grant_id, expires_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (market, model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
       expires_at = excluded.expires_at`,
  )
  const find = db.prepare<[string, string, string], ArtifactRow>(
    `SELECT payload, consumed_at AS consumedAt, expires_at AS expiresAt FROM login_artifacts
      WHERE market = ? AND model = ? AND id = ?`,
  )
  const consume = db.prepare(
    'UPDATE login_artifacts SET consumed_at = ? WHERE market = ? AND model = ? AND id = ? AND consumed_at IS NULL',
  )
  const destroy = db.prepare('DELETE FROM login_artifacts WHERE market = ? AND model = ? AND id = ?')
  const destroyGrant = db.prepare('DELETE FROM login_artifacts WHERE market = ? AND grant_id = ?')
  const sweepFlows = db.prepare(
    'DELETE FROM login_flows WHERE uid IN (SELECT uid FROM login_flows WHERE expires_at < ? LIMIT 500)',
  )
  const sweepHandoffs = db.prepare(
    'DELETE FROM login_handoffs WHERE state IN (SELECT state FROM login_handoffs WHERE expires_at < ? LIMIT 500)',
  )
  const sweepArtifacts = db.prepare(
    `DELETE FROM login_artifacts WHERE (market, model, id) IN (
       SELECT market, model, id FROM login_artifacts
        WHERE expires_at IS NOT NULL AND expires_at < ? AND (model = 'ReplayDetection') = ? LIMIT 500)`,
  )
  const read = (row: FlowRow | undefined): Flow | undefined => row && { ...row, secondFactor: row.secondFactor === 1 }

  return {
    setting(market: string): LoginSetting | undefined {
      const row = setting.get(market)
      return row && { way: row.way, secondFactor: row.secondFactor === 1 }
    },
    set: (market: string, { way, secondFactor }: LoginSetting) => void set.run(market, way, secondFactor ? 1 : 0),
    flow: (uid: string): Flow | undefined => read(flow.get(uid)),
    addFlow: (f: Pick<Flow, FlowStart>) =>
      void addFlow.run(
        ...[f.uid, f.market, f.way, f.secondFactor ? 1 : 0, f.acr, f.clientId, f.consentId, f.app, f.expiresAt],
      ),
    sendCode: (
      uid: string,
      by: { personId: string; login: string },
      code: string,
      { sentAt, expiresAt }: { sentAt: number; expiresAt: number },
    ) => void sendCode.run(by.personId, by.login, code, sentAt, expiresAt, uid),
    countWrong: (uid: string) => void countWrong.run(uid),
    endCode: (uid: string) => void endCode.run(uid),
    /** The newest logins that were sent a code after a moment. */
    withCode: (after: number, limit: number): Flow[] => withCode.all(after, limit).map((row) => read(row) as Flow),
    /** Notes a wrong code, and forgets those from before a moment. */
    addWrong(personId: string, at: number, forgetBefore: number): void {
      forgetWrong.run(forgetBefore)
      addWrong.run(personId, at)
    },
    /** When a person's wrong codes were given after a moment, newest first. */
    wrongSince: (personId: string, after: number): number[] => wrongSince.all(personId, after),
    clearWrong: (personId: string) => void clearWrong.run(personId),
    addHandoff: (state: string, h: Handoff, expiresAt: number) =>
      void addHandoff.run(keptState(state), h.market, h.uid, h.acr, h.clientId, h.consentId, expiresAt),
    handoff: (market: string, state: string, now: number) => handoff.get(keptState(state), market, now),
    /** Takes a state away; false where somebody did before. */
    spendHandoff: (state: string): boolean => spendHandoff.run(keptState(state)).changes === 1,
    artifacts: {
      upsert: (
        market: string,
        model: string,
        id: string,
        row: { payload: string; grantId: string | null },
        at: number | null,
      ) => void upsert.run(market, model, id, row.payload, row.grantId, at),
      find: (market: string, model: string, id: string) => find.get(market, model, id),
      /** Marks an artefact used; false where it was already. */
      consume: (market: string, model: string, id: string, at: number): boolean =>
        consume.run(at, market, model, id).changes === 1,
      destroy: (market: string, model: string, id: string) => void destroy.run(market, model, id),
      destroyGrant: (market: string, grantId: string) => void destroyGrant.run(market, grantId),
    },
    /** Deletes what has ended, up to 500 rows of a kind. Returns how many. */
    sweep(bankMs: number, wireMs: number): number {
      const [bank, wire] = [Math.floor(bankMs / 1000), Math.floor(wireMs / 1000)]
      const done = [sweepFlows.run(bankMs), sweepHandoffs.run(bankMs), sweepArtifacts.run(bank, 0)]
      return [...done, sweepArtifacts.run(wire, 1)].reduce((sum, { changes }) => sum + changes, 0)
    },
  }
}

type FlowStart = 'uid' | 'market' | 'way' | 'secondFactor' | 'acr' | 'clientId' | 'consentId' | 'app' | 'expiresAt'

/** A state is a bearer's: only its hash is kept. */
function keptState(state: string): string {
  return hash('sha256', state, 'base64url')
}
