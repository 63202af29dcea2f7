/** What the authorization server of a market is, as data. Times are seconds. */
export type SecurityProfile = {
  scopes: readonly string[]
  /** Scopes an app may get without an account holder. */
  clientScopes: readonly string[]
  /** A token of the app's own may come without a scope: some operations want the app alone, whatever its scopes. */
  scopelessClients?: true
  /** Scopes an app may get with an account holder's consent. */
  customerScopes: readonly string[]
  responseTypes: readonly string[]
  responseModes: readonly string[]
  grantTypes: readonly string[]
  acrValues: readonly string[]
  /** The level a password login reaches. */
  passwordAcr: string
  /** The level that a login with a one-time code besides reaches; the same where the market knows one level only. */
  secondFactorAcr: string
  signingAlg: string
  /** How id_tokens are encrypted for the client; null where the market only signs. */
  encryption: { alg: string; enc: string } | null
  clientAuthMethods: readonly string[]
  /** Whether clients from before may authenticate by their certificate's subject; never announced, off unless set. */
  legacyClients?: boolean
  /** Whom a client assertion may be for: left out, the issuer or the address called; else the issuer alone. */
  assertionAudience?: 'issuer'
  accessTokenSeconds: number
  authorizationCodeSeconds: number
  pushedRequestSeconds: number
  requestObjectMaxSeconds: number
  interactionSeconds: number
  claims: readonly string[]
  /** Whether userinfo is signed for a client that registered it so (OpenID Connect Core 5.3.2); never where left out. */
  signsUserinfo?: true
  /** Authorization without a browser (CIBA); left out where the market has none. */
  backchannel?: BackchannelProfile
  /** TLS 1.2 suites beside TLS 1.3's own. */
  tls12Ciphers: readonly string[]
  /** A request object may leave out `kid`, `nonce` and `redirect_uri` where the engine can do without. */
  looseRequestObjects?: true
  /**
   * Refresh tokens live no longer than so many seconds, and are replaced at each use where they rotate; left out where
   * they live as long as their consent and never change.
   */
  refreshTokens?: { seconds: number; rotate: boolean }
  /** FAPI 2.0: requests need no signature of their own, answers no JWT, and tokens may be bound to a key (RFC 9449). */
  fapi2?: true
  /** Members of the metadata that the market's gateway keeps to itself. */
  unannounced?: readonly string[]
  /** The metadata is also served at this path below the issuer. */
  metadataPath?: string
  /**
   * The authorization endpoint, where it is not the engine's own: it looks at the pushed request and sends the browser on
   * to the login pages with these besides.
   */
  entry?: { path: string; query(consentId: string, requestId: string): Readonly<Record<string, string>> }
  /** OAuth 2.0 with PKCE alone: no client certificates, no signed or pushed requests, no bound tokens. */
  plain?: true
  /** A plain server's clients push their requests too, as parameters, with their secret. */
  plainPush?: true
}

/** How apps ask account holders on a device of the bank's (CIBA): signed requests whose hint names the consent. */
export type BackchannelProfile = {
  /** How an app learns of the answer. */
  deliveryModes: readonly ('poll' | 'ping')[]
  /** How long a request waits for its account holder, in seconds. */
  requestSeconds: number
  /** Whether an app may ask for a shorter wait. */
  honoursRequestedExpiry: boolean
  /** How often an app may ask for its tokens, in seconds. */
  pollSeconds: number
  /** The life of id_tokens that come of such a request, in seconds. */
  idTokenSeconds: number
}
