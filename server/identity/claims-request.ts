/**
 * Lets a request ask for claims of userinfo: none of them is essential to an answer (OpenID Connect Core 5.5.1), and
 * userinfo, which isn't the engine's here, tells the subject alone. The engine would refuse what it doesn't serve.
 */
export function leaveUserinfoOut(claims: { userinfo?: unknown }): void {
  delete claims.userinfo
}

/**
 * Whether an account holder is the one whose `sub` the request named for its id_token; anyone where it names none. For
 * somebody else no code and no token may be given (OpenID Connect Core 3.1.2.2, 5.5.1). `claims` is the parameter as sent.
 */
export function isSubjectAsked(claims: unknown, subject: string): boolean {
  const { value, values } = subjectAsked(claims)
  return (value === undefined || value === subject) && (!Array.isArray(values) || values.includes(subject))
}

function subjectAsked(claims: unknown): { value?: unknown; values?: unknown } {
  try {
    const asked = typeof claims === 'string' ? JSON.parse(claims) : claims
    return asked?.id_token?.sub ?? {}
  } catch {
    return {}
  }
}
