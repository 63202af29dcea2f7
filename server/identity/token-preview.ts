import type { Market, SharedData, Words } from '#markets'
import { type ConsentWording, consentWording } from './pages/consent-wording.ts'
import type { Holder, ShareableAccount } from './people.ts'
import type { CheckedWish, TokenWish } from './token-wish.ts'

/** What a client and a customer would get, before any flow. Times are bank ms, lives are seconds. */
export type TokenPreview = {
  client: { clientId: string; name: string; organisation: string }
  holder: Holder
  person: { id: string; name: string; document: string }
  permissions: { asked: readonly string[]; granted: readonly string[]; leftOut: readonly string[] }
  shared: readonly SharedData[]
  accounts: readonly (ShareableAccount & { chosen: boolean })[]
  /** Whether the customer picks accounts for what is asked. */
  choosesAccounts: boolean
  scope: { asked: string; granted: string }
  /** `requestSeconds` is of a pushed request; null where none is pushed. */
  lives: {
    requestSeconds: number | null
    codeSeconds: number
    accessTokenSeconds: number
    consentUntil: number | null
    /** Of a refresh token, never longer than its consent, and anew with each use where it rotates; null: as its consent. */
    refresh: { seconds: number; rotates: boolean } | null
  }
  /** Whether a refresh token comes with it. */
  refreshToken: boolean
  acr: string
  /** The certificate that the access token would be bound to (cnf x5t#S256); null in a market without certificates. */
  thumbprint: string | null
  /** Null where the request would not ask for one. */
  idToken: { claims: Record<string, string>; signed: string; encrypted: string | null } | null
  /** What the customer would read on the consent page. */
  page: { en: ConsentWording; 'pt-BR': ConsentWording }
}

const OF_CODE = '<hash(code)>'
const OF_STATE = '<hash(state)>'
/** What only the flow itself will know stands as a mark, which reads the same in every language. */
const OF_THE_FLOW = { nonce: '<nonce>' }
/** In the front channel an id_token vouches for the code and the state beside it (OpenID Connect Core 3.3.2.11). */
const OF_THE_FRONT = { c_hash: OF_CODE, s_hash: OF_STATE }

/** Writes down a checked wish as what its flow would give. */
export function previewOf({
  market,
  issuer,
  wish,
  made,
  now,
}: {
  market: Market
  issuer: string
  wish: TokenWish
  made: CheckedWish
  now: number
}): TokenPreview {
  const { client, person, holder, draft, shareable, accountIds, scope } = made
  const { security, consent } = market
  const granted = new Set(draft.permissions)
  const choosesAccounts = consent.needsAccounts(draft)
  const documentName = consent.words[holder.kind === 'person' ? 'personDocument' : 'companyDocument']
  const page = (language: keyof Words) =>
    consentWording({
      ...{ language, app: client.name, organisation: client.organisation, choosesAccounts },
      holder: { ...holder, documentName: documentName[language] },
      shared: consent.describe(draft),
      accounts: shareable,
      expiresAt: draft.expiresAt,
      timeZone: market.timeZone,
      notes: consent.notes(draft),
    })
  return {
    client: { clientId: client.clientId, name: client.name, organisation: client.organisation },
    holder,
    person,
    permissions: {
      asked: wish.permissions,
      granted: draft.permissions,
      leftOut: wish.permissions.filter((permission) => !granted.has(permission)),
    },
    shared: consent.describe(draft),
    accounts: shareable.map((account) => ({ ...account, chosen: accountIds.includes(account.id) })),
    choosesAccounts,
    scope,
    lives: {
      requestSeconds: security.plain ? null : security.pushedRequestSeconds,
      codeSeconds: security.authorizationCodeSeconds,
      accessTokenSeconds: security.accessTokenSeconds,
      consentUntil: draft.expiresAt,
      refresh: security.refreshTokens
        ? { seconds: security.refreshTokens.seconds, rotates: security.refreshTokens.rotate }
        : null,
    },
    refreshToken:
      client.grantTypes.includes('refresh_token') && (consent.renewable?.({ extra: draft.extra ?? {} }) ?? true),
    acr: security.passwordAcr,
    thumbprint: client.thumbprint,
    idToken: scope.asked.split(' ').includes('openid') ? idTokenOf(made, { market, issuer, now }) : null,
    page: { en: page('en'), 'pt-BR': page('pt-BR') },
  }
}

function idTokenOf(
  { person, client }: CheckedWish,
  { market: { security }, issuer, now }: { market: Market; issuer: string; now: number },
) {
  return {
    claims: {
      ...{ iss: issuer, sub: person.id, aud: client.clientId, acr: security.passwordAcr },
      auth_time: String(Math.floor(now / 1000)),
      ...OF_THE_FLOW,
      ...(security.responseTypes.some((type) => type.includes('id_token')) ? OF_THE_FRONT : {}),
      exp: `iat + ${security.accessTokenSeconds}`,
    },
    signed: security.signingAlg,
    encrypted: security.encryption === null ? null : `${security.encryption.alg}, ${security.encryption.enc}`,
  }
}
