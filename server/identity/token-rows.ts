import type { Database } from '#kernel'

/** The models whose rows are tokens, and what they are called outside this room. */
export const TOKEN_KINDS = { AccessToken: 'customer', ClientCredentials: 'client', RefreshToken: 'refresh' } as const
export type TokenModel = keyof typeof TOKEN_KINDS
export type TokenKind = (typeof TOKEN_KINDS)[TokenModel]

/** A token as kept: by its hash, never its value. Times are bank seconds. */
export type KeptToken = {
  market: string
  model: TokenModel
  id: string
  payload: string
  client_id: string
  grant_id: string | null
  subject: string | null
  scope: string | null
  thumbprint: string | null
  expires_at: number
}

/** Where a page of tokens goes on: the end and id of the last one shown. */
export type TokenKey = { expiresAt: number; id: string }

const COLUMNS = 'market, model, id, payload, client_id, grant_id, subject, scope, thumbprint, expires_at'
const ARE_TOKENS = `model IN ('AccessToken', 'ClientCredentials', 'RefreshToken')`

/** Statements over kept tokens, for the operator's tools. The tables are identity's (store.ts). */
export function openTokenRows(db: Database) {
  const find = db.prepare<[string, string, string], KeptToken>(
    `SELECT ${COLUMNS} FROM identity_artifacts WHERE market = ? AND model = ? AND id = ?`,
  )
  // Refresh tokens end with their consent and so lie far ahead; access tokens of this century don't.
  const newest = db.prepare<unknown[], KeptToken>(
    `SELECT ${COLUMNS} FROM identity_artifacts
      WHERE expires_at IS NOT NULL AND (expires_at, id) < (@expiresAt, @id) AND ${ARE_TOKENS}
        AND (@market IS NULL OR market = @market) AND (@model IS NULL OR model = @model)
      ORDER BY expires_at DESC, id DESC LIMIT @limit`,
  )
  const ofClient = db.prepare<unknown[], KeptToken>(
    `SELECT ${COLUMNS} FROM identity_artifacts
      WHERE client_id = @clientId AND ${ARE_TOKENS} AND (expires_at, id) < (@expiresAt, @id)
      ORDER BY expires_at DESC, id DESC LIMIT @limit`,
  )
  const ofGrant = db.prepare<[string], KeptToken>(
    `SELECT ${COLUMNS} FROM identity_artifacts WHERE grant_id = ? AND ${ARE_TOKENS} ORDER BY expires_at DESC, id DESC LIMIT 500`,
  )
  const end = db.prepare(
    `UPDATE identity_artifacts SET expires_at = @at, payload = json_set(payload, '$.exp', @at)
      WHERE market = @market AND model = @model AND id = @id`,
  )
  const remove = db.prepare('DELETE FROM identity_artifacts WHERE market = ? AND model = ? AND id = ?')

  return {
    find: (market: string, model: TokenModel, id: string) => find.get(market, model, id),
    newest: (page: TokenKey & { market: string | null; model: TokenModel | null; limit: number }) => newest.all(page),
    ofClient: (page: TokenKey & { clientId: string; limit: number }) => ofClient.all(page),
    ofGrant: (grantId: string) => ofGrant.all(grantId),
    /** Ends a token at a moment of bank time, in seconds. */
    end: ({ market, model, id }: KeptToken, at: number) => void end.run({ market, model, id, at }),
    remove: ({ market, model, id }: KeptToken) => void remove.run(market, model, id),
  }
}
