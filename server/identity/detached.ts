import { CompactSign, importJWK, type JWK } from 'jose'

/**
 * The signature of a body apart from it: a JWS with its payload left out (RFC 7515, appendix F). Whoever checks it puts
 * the base64url of the body between the two dots, and takes the key of `kid` from the issuer's key set. `at` is wire time.
 */
export async function detachedJws(
  body: string,
  key: JWK,
  { issuer, at }: { issuer: string; at: number },
): Promise<string> {
  const alg = key.alg as string
  const signed = await new CompactSign(Buffer.from(body, 'utf8'))
    .setProtectedHeader({ alg, kid: key.kid as string, iss: issuer, iat: Math.floor(at / 1000) })
    .sign(await importJWK(key, alg))
  const [header, , signature] = signed.split('.')
  return `${header}..${signature}`
}
