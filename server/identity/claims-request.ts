/**
 * Lets a request ask for claims of userinfo: none of them is essential to an answer (OpenID Connect Core 5.5.1), and
 * userinfo, which isn't the engine's here, tells the subject alone. The engine would refuse what it doesn't serve.
 */
export function leaveUserinfoOut(claims: { userinfo?: unknown }): void {
  delete claims.userinfo
}
