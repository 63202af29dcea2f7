import { problem } from '#kernel'
import type { IssuedCertificate } from './certificate-store.ts'
import type { Certificates, Holder } from './certificates.ts'
import type { Directory, HolderIds } from './face.ts'
import type { KeyFiles } from './key-files.ts'
import type { DirectoryStore } from './store.ts'
import type { openViews } from './views.ts'

type Verbs =
  | 'organisations'
  | 'softwareStatements'
  | 'certificates'
  | 'softwareOf'
  | 'certificatesOf'
  | 'certificate'
  | 'certificateKey'
  | 'issueCertificate'
  | 'renewCertificate'

/** The directory as people look after it: lists, and the certificates of each holder. */
export function openHolders({
  store,
  files,
  certificates,
  views,
}: {
  store: DirectoryStore
  files: KeyFiles
  certificates: Certificates
  views: ReturnType<typeof openViews>
}): Pick<Directory, Verbs> {
  return {
    organisations: ({ limit, before }) => store.organisationPage(limit, last(before, store.organisation)),
    softwareStatements: ({ limit, before }) => store.softwarePage(limit, last(before, store.software)),
    certificates: ({ limit, before }) =>
      store.certificatePage(limit, last(before, store.certificate)).map(views.viewOf),
    softwareOf: store.softwareOfOrganisation,
    certificatesOf(ids) {
      const { organisation, software } = holderOf(ids)
      return store.certificatesOf(organisation.organisationId, software?.softwareId ?? null).map(views.viewOf)
    },
    certificate(serialNumber) {
      const found = store.certificate(serialNumber)
      return found && { ...views.viewOf(found), certificatePem: found.certificatePem }
    },
    certificateKey(serialNumber) {
      const { keyFile } = found(serialNumber)
      return keyFile === null ? undefined : files.key(keyFile)?.pem
    },
    issueCertificate: async (ids, kind, options) =>
      views.viewOf(await certificates.issue(holderOf(ids), kind, options)),
    async renewCertificate(serialNumber, options) {
      const { kind, organisationId, softwareId } = found(serialNumber)
      const ids = softwareId === null ? { organisationId } : { softwareId }
      return views.viewOf(await certificates.issue(holderOf(ids), kind, options))
    },
  }

  function found(serialNumber: string): IssuedCertificate {
    const certificate = store.certificate(serialNumber)
    if (!certificate) throw problem('certificate-not-found', { serialNumber })
    return certificate
  }

  function holderOf(ids: HolderIds): Holder {
    if (!('softwareId' in ids)) return { organisation: organisationOf(ids.organisationId) }
    const software = store.software(ids.softwareId)
    if (!software) throw problem('software-not-found', { softwareId: ids.softwareId })
    return { organisation: organisationOf(software.organisationId), software }
  }

  function organisationOf(organisationId: string) {
    const organisation = store.organisation(organisationId)
    if (!organisation) throw problem('organisation-not-found', { organisationId })
    return organisation
  }
}

/** What ended the page before; an id that names nothing begins at the newest. */
function last<T>(id: string | undefined, find: (id: string) => T | undefined): T | undefined {
  return id === undefined ? undefined : find(id)
}
