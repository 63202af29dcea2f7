const THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Why an address can't be a redirect of a guided lane: https anywhere, http on this machine alone (RFC 8252 7.3, 8.3). */
export function guidedRedirectFault(uri: string): { reason: string; instead?: string } | undefined {
  if (!URL.canParse(uri)) return { reason: 'it is not an absolute URL' }
  const { protocol, hostname, username } = new URL(uri)
  if (protocol !== 'https:' && protocol !== 'http:') return { reason: 'only http and https are accepted' }
  if (protocol === 'http:' && !THIS_MACHINE.includes(hostname))
    return { reason: 'http is accepted on this machine only (localhost, 127.0.0.1, [::1])' }
  if (username !== '') return { reason: 'it must have no user name' }
  if (uri.includes('#')) return { reason: 'it must have no fragment' }
  if (uri.length > 255) return { reason: 'it is longer than 255 characters' }
  if (uri.includes('*')) return { reason: 'wildcards are not accepted' }
  return undefined
}
