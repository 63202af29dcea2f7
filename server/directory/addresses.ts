/** A name that the directory answers under beside the install's own, and a port in the place of the doors' ones. */
export type DirectoryHost = { name: string; port?: number | undefined }

/** Where the directory's parts are reached, each without a slash at its end. */
export type DirectoryAddresses = {
  /** The issuer of its OpenID metadata. */
  issuer: string
  /** Base of its token endpoint, behind mutual TLS. */
  token: string
  /** Base of its API, behind mutual TLS. */
  api: string
  keystore: string
  /** Base of the markets' public lists. */
  data: string
  /** Base of the revocation list and of single certificates' status; without TLS, as RFC 5280 8 asks. */
  revocation: string
  /** Names of its own, whose every path is the directory's. */
  hosts: readonly string[]
}

/** The directory below the install's own doors, or under host names of its own behind the same doors. */
export function directoryAddresses(
  doors: { public: string; mutual: string; plain: string },
  host?: DirectoryHost,
): DirectoryAddresses {
  if (!host) {
    const base = `${doors.public}/directory`
    const mutual = `${doors.mutual}/directory`
    const revocation = `${doors.plain}/directory`
    return { issuer: base, token: mutual, api: mutual, keystore: base, data: base, revocation, hosts: [] }
  }
  const under = (part: string, door: string) => {
    const url = new URL(door)
    url.hostname = `${part}.${host.name}`
    if (host.port !== undefined) url.port = String(host.port)
    return url.origin
  }
  const plain = new URL(doors.plain)
  return {
    issuer: under('auth', doors.public),
    token: under('matls-auth', doors.mutual),
    api: under('matls-api', doors.mutual),
    keystore: under('keystore', doors.public),
    data: under('data', doors.public),
    revocation: `http://crl.${host.name}:${plain.port}`,
    hosts: PARTS.map((part) => `${part}.${host.name}`),
  }
}

const PARTS = ['auth', 'matls-auth', 'matls-api', 'keystore', 'data', 'crl']
