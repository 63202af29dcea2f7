import type { KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import type { Database } from '#kernel'
import type { IssuedCertificate } from './certificate-store.ts'
import type { Certificates, Holder } from './certificates.ts'
import type { KeyFiles } from './key-files.ts'
import { publicJwk, publicKeyDer } from './keys.ts'
import type { DirectoryStore, Organisation } from './store.ts'

/** A key that an organisation signs messages with. */
export type OrganisationKey = { kid: string; pem: string; privateKey: KeyObject; jwk: JWK }

export const BANK_KEY_FILE = 'bank-signing.key.pem'

/**
 * The message-signing keys of organisations (certificate standard: one signing certificate for each). The newest one in
 * force is the one to sign with; all in force are in the organisation's key set.
 */
export function openSeals({
  db,
  store,
  files,
  certificates,
}: {
  db: Database
  store: DirectoryStore
  files: KeyFiles
  certificates: Certificates
}) {
  const running = new Map<string, Promise<void>>()

  return {
    /** Makes an organisation's first key and certificate, once, or others when none is in force any more. */
    ensure(organisation: Organisation, options: { isBank: boolean }): Promise<void> {
      const { organisationId } = organisation
      const begun = running.get(organisationId)
      if (begun) return begun
      const made = make(organisation, options).finally(() => running.delete(organisationId))
      running.set(organisationId, made)
      return made
    },

    /**
     * The key to sign with: of the newest certificate in force, else of the newest that was, so that what a revoked key
     * signs can be seen to be refused. Undefined without any.
     */
    current(organisationId: string): OrganisationKey | undefined {
      const kept = held(organisationId)
      const newest = kept.filter(certificates.isActive).at(-1) ?? kept.at(-1)
      const found = newest && files.key(newest.keyFile as string)
      return found && keyOf(found.pem, found.key)
    },
  }

  async function make(organisation: Organisation, { isBank }: { isBank: boolean }): Promise<void> {
    const holder: Holder = { organisation }
    if (!certificates.sealOf(holder)) return
    const kept = held(organisation.organisationId)
    if (kept.some((each) => certificates.isActive(each) && files.key(each.keyFile as string))) return
    if (kept.length > 0) return void (await certificates.issue(holder, 'signing'))
    const keyFile = isBank ? BANK_KEY_FILE : `organisations/${organisation.organisationId}/signing.key.pem`
    const { key } = await files.keyOrNew(keyFile)
    const certificatePem = await certificates.certify(holder, 'signing', publicKeyDer(key))
    db.transaction(() => certificates.keep(holder, { kind: 'signing', certificatePem, keyFile }))()
  }

  /** Certificates whose keys the directory holds, oldest first. */
  function held(organisationId: string): IssuedCertificate[] {
    return store.certificatesOf(organisationId, null).filter(({ keyFile }) => keyFile !== null)
  }
}

function keyOf(pem: string, key: KeyObject): OrganisationKey {
  const jwk = publicJwk(publicKeyDer(key), 'messages')
  return { kid: jwk.kid as string, pem, privateKey: key, jwk }
}
