/**
 * What each member of a token is, which rule asks for it, and what would make it wrong. A key may name the token
 * (`request.exp`) or the part (`header.alg`) where the same name means different things.
 */
export const claimsEn: Record<string, [what: string, rule: string, wrong: string]> = {
  'header.alg': [
    'The signature’s algorithm: RSA-PSS with SHA-256',
    'FAPI-BR: PS256 only',
    'RS256, ES256 or none: the message is refused',
  ],
  'header.kid': [
    'Which of the signer’s published keys made the signature',
    'RFC 7515, 4.1.4; FAPI-BR key sets',
    'the key set has no such key, or it is not for signing',
  ],
  'header.typ': ['The media type of the token', 'RFC 7515, 4.1.9', 'it names another kind of token'],
  'sealed.alg': ['How the content key is encrypted to this app', 'FAPI-BR: RSA-OAEP', 'any other, such as RSA1_5'],
  'sealed.enc': ['How the content is encrypted', 'FAPI-BR: A256GCM', 'any other'],
  'sealed.cty': [
    'Inside is another token: first signed, then encrypted',
    'RFC 7519, 5.2',
    'it is missing, and the inside is not read as a token',
  ],
  'sealed.kid': ['Which of this app’s encryption keys opens it', 'RFC 7516, 4.1.6', 'this app has no such key'],
  'sealed.iss': [
    'The sender, repeated outside so that it can be read before decrypting',
    'RFC 7519, 5.3',
    'it differs from iss inside',
  ],
  'sealed.aud': [
    'The addressee, repeated outside so that it can be read before decrypting',
    'RFC 7519, 5.3',
    'it differs from aud inside',
  ],
  iss: ['Who made the token', 'RFC 7519, 4.1.1', 'it is not the party that the other side expects'],
  sub: ['Whom the token speaks of', 'RFC 7519, 4.1.2', 'it changes between two tokens of one customer'],
  aud: ['For whom the token is meant', 'RFC 7519, 4.1.3', 'it names somebody else'],
  exp: ['After this moment it is not accepted', 'RFC 7519, 4.1.4', 'it is past'],
  iat: ['When it was made', 'RFC 7519, 4.1.6', 'it lies in the future, or far in the past'],
  nbf: ['Before this moment it is not accepted', 'RFC 7519, 4.1.5', 'it lies in the future'],
  jti: ['A name used once', 'RFC 7519, 4.1.7', 'it was used before: a replay'],
  'client_assertion.iss': [
    'This app, by its client id',
    'RFC 7523, 3; OpenID Connect Core 9',
    'it differs from sub or from client_id',
  ],
  'client_assertion.sub': ['Again this app: it speaks for itself', 'RFC 7523, 3', 'it differs from iss'],
  'client_assertion.aud': [
    'The bank’s authorization server',
    'FAPI-BR: the issuer or the endpoint',
    'it names another bank: an assertion can’t be used elsewhere',
  ],
  'client_assertion.jti': [
    'A name used once, kept until the assertion ends',
    'OpenID Connect Core 9',
    'it was used before: the bank refuses the replay',
  ],
  'client_assertion.exp': [
    'The assertion lives for about a minute',
    'RFC 7523, 3',
    'it is past: clocks differ too much',
  ],
  'request.iss': ['This app, by its client id', 'RFC 9101, 4', 'it differs from client_id'],
  'request.aud': ['The bank’s issuer', 'FAPI 1.0 Advanced, 5.2.2', 'it names another bank'],
  'request.exp': [
    'The request ends here, at most 60 minutes after nbf',
    'FAPI 1.0 Advanced, 5.2.2-13',
    'it is missing, past, or too long after nbf',
  ],
  'request.nbf': [
    'The request holds from here',
    'FAPI 1.0 Advanced, 5.2.2-17',
    'it is missing, or more than 60 minutes ago',
  ],
  client_id: ['This app', 'OAuth 2.0, 4.1.1; RFC 9101', 'it is not the client that pushes the request'],
  response_type: ['A code, and an id_token that seals it', 'FAPI-BR: code id_token only', 'any other'],
  response_mode: [
    'The answer comes in the address’s fragment, which no server sees',
    'FAPI-BR: fragment only',
    'any other',
  ],
  redirect_uri: ['Where the browser comes back to', 'OAuth 2.0, 3.1.2', 'it is not registered, letter by letter'],
  scope: [
    'The consent, by its id, and what is to be read under it',
    'FAPI-BR: consent:{id}',
    'the consent is missing, unknown, over, or another app’s',
  ],
  state: [
    'Ties the answer to this browser’s request',
    'OAuth 2.0, 10.12; sealed by s_hash',
    'the answer brings another: a forged answer',
  ],
  nonce: [
    'Ties the id_token to this request',
    'OpenID Connect Core 3.1.2.1',
    'the id_token brings another: a replayed token',
  ],
  code_challenge: [
    'The hash of a secret that only this app has',
    'RFC 7636 (PKCE)',
    'the code’s exchange brings a secret that does not fit',
  ],
  code_challenge_method: ['How the hash is made', 'FAPI-BR: S256 only', 'plain'],
  claims: [
    'Asks how strongly the customer was authenticated',
    'FAPI-BR: acr, essential',
    'acr is not asked for as essential',
  ],
  'request.jti': ['A name used once', 'RFC 9101, 10', 'it was used before'],
  'id_token.iss': [
    'The bank',
    'OpenID Connect Core 3.1.3.7',
    'it differs from the issuer in the discovery document: a mix-up',
  ],
  'id_token.sub': [
    'The customer, under a name that the bank chose',
    'OpenID Connect Core 3.3.3.6',
    'the two id_tokens of one flow differ',
  ],
  'id_token.aud': ['This app', 'OpenID Connect Core 3.1.3.7', 'it names another app'],
  c_hash: [
    'Half the hash of the code: the code was not swapped',
    'OpenID Connect Core 3.3.2.11',
    'it does not fit the code: the code is not exchanged',
  ],
  s_hash: [
    'Half the hash of the state: the state was not swapped',
    'FAPI 1.0 Advanced, 5.2.2.1',
    'it does not fit the state',
  ],
  at_hash: ['Half the hash of the access token', 'OpenID Connect Core 3.1.3.6', 'it does not fit the access token'],
  acr: [
    'How the customer was authenticated: loa2 one factor, loa3 several',
    'FAPI-BR: loa2 for data, loa3 for payments',
    'it is missing, or weaker than needed',
  ],
  auth_time: ['When the customer logged in', 'OpenID Connect Core 2', 'it is older than max_age allowed'],
  amr: ['With what the customer was authenticated', 'OpenID Connect Core 2', 'nothing: it informs'],
}
