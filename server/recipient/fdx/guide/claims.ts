type Note = readonly [what: string, rule: string, wrong: string]

/**
 * What each member of a token is, which rule asks for it, and what would make it wrong: in English, and in Portuguese.
 * A key may name the token (`request.exp`) or the part (`header.alg`) where the same name means different things.
 */
export const CLAIMS: Record<string, readonly [en: Note, pt: Note]> = {
  'header.alg': [
    ['The signature’s algorithm: RSA-PSS with SHA-256', 'FAPI 1.0 Advanced, 8.6', 'RS256 or none: it is refused'],
    ['O algoritmo da assinatura: RSA-PSS com SHA-256', 'FAPI 1.0 Advanced, 8.6', 'RS256 ou none: é recusado'],
  ],
  'header.kid': [
    ['Which of the signer’s published keys made the signature', 'RFC 7515, 4.1.4', 'the key set has no such key'],
    ['Qual das chaves publicadas do emissor assinou', 'RFC 7515, 4.1.4', 'o conjunto não tem essa chave'],
  ],
  'header.typ': [
    ['The media type of the token', 'RFC 7515, 4.1.9', 'it names another kind of token'],
    ['O tipo de mídia do token', 'RFC 7515, 4.1.9', 'nomeia outro tipo de token'],
  ],
  iss: [
    ['Who made the token', 'RFC 7519, 4.1.1', 'it is not the party that the other side expects'],
    ['Quem fez o token', 'RFC 7519, 4.1.1', 'não é a parte que o outro lado espera'],
  ],
  sub: [
    ['Whom the token speaks of', 'RFC 7519, 4.1.2', 'it changes between two tokens of one customer'],
    ['De quem o token fala', 'RFC 7519, 4.1.2', 'muda entre dois tokens do mesmo cliente'],
  ],
  aud: [
    ['For whom the token is meant', 'RFC 7519, 4.1.3', 'it names somebody else'],
    ['Para quem o token é', 'RFC 7519, 4.1.3', 'nomeia outra parte'],
  ],
  exp: [
    ['After this moment it is not accepted', 'RFC 7519, 4.1.4', 'it is past'],
    ['Depois deste momento não é aceito', 'RFC 7519, 4.1.4', 'já passou'],
  ],
  iat: [
    ['When it was made', 'RFC 7519, 4.1.6', 'it lies in the future'],
    ['Quando foi feito', 'RFC 7519, 4.1.6', 'está no futuro'],
  ],
  nbf: [
    ['Before this moment it is not accepted', 'RFC 7519, 4.1.5', 'it lies in the future'],
    ['Antes deste momento não é aceito', 'RFC 7519, 4.1.5', 'está no futuro'],
  ],
  jti: [
    ['The token’s own name', 'RFC 7519, 4.1.7', ''],
    ['O nome do próprio token', 'RFC 7519, 4.1.7', ''],
  ],
  'request.iss': [
    ['This app, by its client id', 'RFC 9101, 10.8', 'it differs from client_id'],
    ['Este aplicativo, pelo client id', 'RFC 9101, 10.8', 'difere de client_id'],
  ],
  'request.aud': [
    ['The bank’s issuer, character by character', 'FAPI 1.0 Advanced, 5.2.2', 'it is another address of the same bank'],
    ['O issuer do banco, caractere a caractere', 'FAPI 1.0 Advanced, 5.2.2', 'é outro endereço do mesmo banco'],
  ],
  'request.exp': [
    ['The request lives for at most an hour after nbf', 'FAPI 1.0 Advanced, 5.2.2', 'it is missing or further away'],
    ['O pedido vive no máximo uma hora depois de nbf', 'FAPI 1.0 Advanced, 5.2.2', 'falta ou está mais longe'],
  ],
  client_id: [
    ['This app, as the bank registered it', 'RFC 6749, 2.2', 'another app’s certificate comes with it'],
    ['Este aplicativo, como o banco o registrou', 'RFC 6749, 2.2', 'vem com o certificado de outro aplicativo'],
  ],
  response_type: [
    ['What is to come back: a code', 'FDX API Security Model', 'it was not registered for this app'],
    ['O que deve voltar: um code', 'FDX API Security Model', 'não foi registrado para este aplicativo'],
  ],
  response_mode: [
    ['How: as one signed token (JARM)', 'JARM, 2.3', 'a plain query, where the answer could be changed on the way'],
    ['Como: em um só token assinado (JARM)', 'JARM, 2.3', 'uma query simples, que poderia ser mudada no caminho'],
  ],
  redirect_uri: [
    ['Where the browser comes back to', 'RFC 6749, 3.1.2', 'it is not registered, to the letter'],
    ['Para onde o navegador volta', 'RFC 6749, 3.1.2', 'não está registrado, letra por letra'],
  ],
  scope: [
    [
      'What the token will open: one scope for each cluster',
      'FDX, data clusters',
      'it differs from the clusters asked for: invalid_scope',
    ],
    [
      'O que o token vai abrir: um escopo por cluster',
      'FDX, data clusters',
      'difere dos clusters pedidos: invalid_scope',
    ],
  ],
  state: [
    ['Ties the answer to this browser’s attempt', 'RFC 6749, 10.12', 'it is not the one that was sent: thrown away'],
    ['Liga a resposta à tentativa deste navegador', 'RFC 6749, 10.12', 'não é o que foi enviado: descartada'],
  ],
  code_challenge: [
    [
      'The hash of a secret that only this app can show',
      'RFC 7636, 4.2',
      'the secret shown with the code does not fit',
    ],
    [
      'O hash de um segredo que só este aplicativo pode mostrar',
      'RFC 7636, 4.2',
      'o segredo mostrado com o code não confere',
    ],
  ],
  code_challenge_method: [
    ['How it was hashed: SHA-256', 'RFC 7636, 4.3', 'plain'],
    ['Como foi feito o hash: SHA-256', 'RFC 7636, 4.3', 'plain'],
  ],
  authorization_details: [
    [
      'The consent asked for: clusters, durationType, durationPeriod and lookbackPeriod in days',
      'RFC 9396; FDX consent API, fdx_v1.0',
      'an unknown cluster or a period beyond what the bank or the registration allow: invalid_authorization_details',
    ],
    [
      'O consentimento pedido: clusters, durationType, durationPeriod e lookbackPeriod em dias',
      'RFC 9396; FDX consent API, fdx_v1.0',
      'um cluster desconhecido ou um período além do que o banco ou o registro permitem: invalid_authorization_details',
    ],
  ],
  'response.code': [
    ['The authorization code, under the bank’s signature', 'JARM, 2.1', 'it was used before, or its minute is over'],
    ['O código de autorização, sob a assinatura do banco', 'JARM, 2.1', 'já foi usado, ou seu minuto passou'],
  ],
  'response.error': [
    ['Why there is no code', 'JARM, 2.1; RFC 6749, 4.1.2.1', ''],
    ['Por que não há code', 'JARM, 2.1; RFC 6749, 4.1.2.1', ''],
  ],
  'response.error_description': [
    ['The same in words', 'RFC 6749, 4.1.2.1', ''],
    ['O mesmo em palavras', 'RFC 6749, 4.1.2.1', ''],
  ],
}
