/** How metadata that name an algorithm end (OpenID Connect Registration 2, RFC 7591 2). */
const ALGORITHM = /_(?:alg|enc)$/

/**
 * Throws for what a client asks besides what its profile registers, where it would count on it and find out from the
 * first answer: an algorithm that the profile has no use for, and a greatest age of a login that is none. Every login is
 * fresh here, so that any other age is kept without being noted (RFC 7591 3.2.2; OpenID Connect Registration 2).
 */
export function refuseUnkept(
  body: Readonly<Record<string, unknown>>,
  known: readonly string[],
  invalid: (member: string, reason: string) => Error,
): void {
  const other = Object.keys(body).find((member) => ALGORITHM.test(member) && !known.includes(member))
  if (other !== undefined && body[other] !== undefined) throw invalid(other, 'no algorithm is accepted here')
  const { default_max_age: age } = body
  if (age !== undefined && !(Number.isInteger(age) && (age as number) >= 0))
    throw invalid('default_max_age', 'it must be a whole number of seconds, 0 or more')
}
