import { section } from './lines.mjs'

/**
 * What FDX and its security model ask of this bank's second market, a line each, in our words: the consent, the request,
 * the answer, the tokens, and FAPI 2.0 as the profile that it can be set to.
 */
export const FDX = [
  section('FDX: metadata and clients', 'fdx.1/', [
    [1, 'The metadata stand at both addresses and name what this market offers, and nothing of another'],
    [2, 'A client is known by its certificate or by an assertion, as it registered, and never by a header'],
    [3, 'What the gateway keeps to itself is not announced', { as: ['fdx.1/1'] }],
  ]),
  section('FDX: the pushed request', 'fdx.2/', [
    [
      1,
      'Issuer, audience, life, client and signature of the request object are checked; kid and a fresh jti are not asked for',
    ],
    [2, 'PKCE with S256 is demanded', { as: ['fdx.2/1'] }],
    [3, 'authorization_details ask for one consent of a known type, within the limits of the bank'],
    [4, 'They are no wider than the client registered'],
    [5, 'Scope and clusters describe the same data'],
    [6, 'A request_uri is for its client, for sixty seconds and for one use, and refused on a page without redirect'],
    [7, 'The authorization endpoint answers 302, and another browser may go on'],
  ]),
  section('FDX: the customer', 'fdx.3/', [
    [1, 'The customer chooses among the accounts of everybody they act for'],
    [2, 'A request that nobody finishes ends by itself'],
    [3, 'A customer who declines is told to the app, and the consent is rejected'],
    [4, 'Customers see at the bank all they share, are reminded of its end, and end it there'],
    [5, 'A customer has no more active consents with one application than the bank allows'],
  ]),
  section('FDX: answers and tokens', 'fdx.4/', [
    [1, 'The answer is a signed JWT for its client with code and state (JARM)'],
    [2, 'The hybrid flow brings code and id_token in the fragment'],
    [3, 'A code is used once, soon, by its client with its verifier; a second use ends what it gave'],
    [4, 'Access tokens live 300 seconds, work with their certificate alone and name their consent'],
    [5, 'Refresh tokens rotate; one that comes again ends them all; they live no longer than their consent'],
    [6, 'A ONE_TIME consent gives no refresh token and is used up with its first token'],
    [7, 'An app’s own token opens no customer’s data'],
    [8, 'Tokens are revoked by their client alone'],
    [9, 'Payload encryption', { reason: 'Optional in the security model, and not offered.' }],
  ]),
  section('FDX: the grant', 'fdx.5/', [
    [1, 'It tells its parties, its resources, its duration in whole seconds, and what it replaced'],
    [2, 'It is read by its own application alone; one that was never confirmed is told to nobody'],
    [3, 'Revocation is 204 and counts at once, is told from then on, and is 409 the second time'],
    [4, 'A consent that the bank holds back is told as ACTIVE while its data are refused'],
    [5, 'The original acceptance sequence passes, with the refresh before the revocation and again after it'],
  ]),
  section('FDX: FAPI 2.0', 'fdx.6/', [
    [1, 'Plain pushed requests are taken; redirect_uri is demanded and the code is the only response type'],
    [2, 'The answer has the code in the clear, its state and its issuer (RFC 9207)'],
    [3, 'Client assertions are for the issuer alone'],
    [4, 'Refresh tokens do not rotate'],
    [5, 'A token is bound to a certificate or to a key (RFC 9449), as its caller proves'],
    [6, 'A proof counts for one call, one token, one minute and once'],
    [7, 'The switch acts without a restart, and tokens of either profile go on until their end'],
    [8, 'Signed answers and introspection', { reason: 'Of FAPI 2.0 Message Signing, which is another profile.' }],
  ]),
]
