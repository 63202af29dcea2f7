import { type ConsoleInput, type ConsoleRoute, numberIn, openSchemas, problem } from '#kernel'
import type { CertificateKind } from '#markets'
import type { Directory, HolderIds } from './face.ts'
import type { NewOrganisation } from './participants.ts'
import { REVOCATION_REASONS, type RevocationReason } from './revocation.ts'
import type { NewSoftware, SoftwareChange } from './software.ts'
import type { Organisation } from './store.ts'

const PAGE = 50
const text = { type: 'string', minLength: 1, maxLength: 2000 } as const
const list = { type: 'array', items: text, maxItems: 20 } as const
const optional = ['description', 'version', 'clientUri', 'logoUri', 'policyUri', 'tosUri']

const schemas = openSchemas()
const checked = {
  organisation: schemas.check({
    ...{ type: 'object', additionalProperties: false, required: ['name', 'registrationNumber', 'roles'] },
    properties: { name: text, registrationNumber: text, roles: list },
  }),
  status: schemas.check({
    ...{ type: 'object', additionalProperties: false, required: ['status'] },
    properties: { status: { enum: ['Active', 'Withdrawn'] } },
  }),
  software: schemas.check({
    ...{ type: 'object', additionalProperties: false },
    required: ['organisationId', 'market', 'name', 'redirectUris', 'roles'],
    properties: {
      ...{ organisationId: text, market: text, name: text, redirectUris: list, roles: list },
      ...{ originUris: list, webhookUris: list },
      ...Object.fromEntries(optional.map((name) => [name, text])),
    },
  }),
  change: schemas.check({
    ...{ type: 'object', additionalProperties: false, minProperties: 1 },
    properties: { redirectUris: list, status: { enum: ['Active', 'Inactive'] } },
  }),
  issue: schemas.check({
    ...{ type: 'object', additionalProperties: false, required: ['kind'] },
    properties: {
      kind: { enum: ['transport', 'signing', 'server'] },
      requestPem: { type: 'string', maxLength: 16_384 },
    },
  }),
  renew: schemas.check({
    ...{ type: 'object', additionalProperties: false },
    properties: { requestPem: { type: 'string', maxLength: 16_384 } },
  }),
  revoke: schemas.check({
    ...{ type: 'object', additionalProperties: false, required: ['reason'] },
    properties: { reason: text },
  }),
}

/** The directory's part of the console API: all of it is the owner's. */
export function directoryRoutes(directory: Directory): ConsoleRoute[] {
  const read = (path: string, act: ConsoleRoute['act']): ConsoleRoute => route('GET', path, act)
  const change = (path: string, act: ConsoleRoute['act'], status = 200): ConsoleRoute => ({
    ...route('POST', path, act),
    status,
  })
  return [
    read('', () => ({
      ...{ addresses: directory.addresses, authority: directory.authority, bank: directory.bank },
      reasons: REVOCATION_REASONS,
    })),
    read('/organisations', ({ query }) => {
      const organisations = directory.organisations(paging(query))
      return { organisations, next: nextOf(organisations, query, ({ organisationId }) => organisationId) }
    }),
    change(
      '/organisations',
      (input) => ({ organisation: directory.enrolOrganisation(body(input, 'organisation')) }),
      201,
    ),
    read('/organisations/:id', ({ params }) => organisationView(params.id as string)),
    change('/organisations/:id/status', (input) => {
      const { status } = body<{ status: Organisation['status'] }>(input, 'status')
      return { organisation: directory.setOrganisationStatus(input.params.id as string, status) }
    }),
    change(
      '/organisations/:id/certificates',
      (input) => issued(input, { organisationId: input.params.id as string }),
      201,
    ),
    read('/software', ({ query }) => {
      const software = directory.softwareStatements(paging(query))
      return { software, next: nextOf(software, query, ({ softwareId }) => softwareId) }
    }),
    change('/software', (input) => ({ software: directory.createSoftware(body(input, 'software')) }), 201),
    read('/software/:id', ({ params }) => softwareView(params.id as string)),
    change('/software/:id/changes', (input) => ({
      software: directory.updateSoftware(input.params.id as string, body<SoftwareChange>(input, 'change')),
    })),
    change('/software/:id/credentials', async ({ params }) => {
      const softwareId = params.id as string
      await directory.issueCredentials(softwareId)
      return { certificates: directory.certificatesOf({ softwareId }) }
    }),
    read('/software/:id/assertion', async ({ params }) => ({
      assertion: await directory.softwareStatement(params.id as string),
    })),
    change('/software/:id/certificates', (input) => issued(input, { softwareId: input.params.id as string }), 201),
    read('/certificates', ({ query }) => {
      const certificates = directory.certificates(paging(query))
      return { certificates, next: nextOf(certificates, query, ({ serialNumber }) => serialNumber) }
    }),
    read('/certificates/:serial', ({ params }) => {
      const certificate = directory.certificate(params.serial as string)
      if (!certificate) throw problem('certificate-not-found', { serialNumber: params.serial })
      return { certificate, authorityPem: directory.authority.certificatePem }
    }),
    // A POST, for what it hands out is a secret that no cache or history should see.
    change('/certificates/:serial/key', ({ params }) => {
      const keyPem = directory.certificateKey(params.serial as string)
      if (keyPem === undefined) throw problem('certificate-key-elsewhere', { serialNumber: params.serial })
      return { keyPem }
    }),
    change(
      '/certificates/:serial/renew',
      async (input) => ({
        certificate: await directory.renewCertificate(input.params.serial as string, body(input, 'renew')),
      }),
      201,
    ),
    change('/certificates/:serial/revoke', (input) => {
      const serialNumber = input.params.serial as string
      directory.revokeCertificate(serialNumber, body<{ reason: RevocationReason }>(input, 'revoke').reason)
      return { certificate: directory.certificate(serialNumber) }
    }),
  ]

  function organisationView(organisationId: string) {
    const organisation = directory.organisation(organisationId)
    if (!organisation) throw problem('organisation-not-found', { organisationId })
    return {
      organisation,
      isBank: organisationId === directory.bank.organisationId,
      software: directory.softwareOf(organisationId),
      certificates: directory.certificatesOf({ organisationId }),
      keySets: {
        application: `${directory.addresses.keystore}/${organisationId}/application.jwks`,
        inactiveApplication: `${directory.addresses.keystore}/${organisationId}/inactive/application.jwks`,
      },
    }
  }

  function softwareView(softwareId: string) {
    const software = directory.software(softwareId)
    if (!software) throw problem('software-not-found', { softwareId })
    const base = `${directory.addresses.keystore}/${software.organisationId}/${softwareId}`
    return {
      software,
      organisation: directory.organisation(software.organisationId),
      certificates: directory.certificatesOf({ softwareId }),
      keySets: {
        application: `${base}/application.jwks`,
        transport: `${base}/transport.jwks`,
        inactiveApplication: `${base}/inactive/application.jwks`,
        inactiveTransport: `${base}/inactive/transport.jwks`,
      },
    }
  }

  async function issued(input: ConsoleInput, ids: HolderIds) {
    const { kind, requestPem } = body<{ kind: CertificateKind; requestPem?: string }>(input, 'issue')
    return { certificate: await directory.issueCertificate(ids, kind, { requestPem }) }
  }
}

function route(method: 'GET' | 'POST', path: string, act: ConsoleRoute['act']): ConsoleRoute {
  return { method, path: `/api/directory${path}`, roles: ['owner'], act }
}

function body<T = NewOrganisation & NewSoftware>(input: ConsoleInput, name: keyof typeof checked): T {
  const sent = input.body ?? {}
  const faults = checked[name](sent)
  if (faults.length > 0) throw problem('request-invalid', { faults })
  return sent as T
}

function paging(query: URLSearchParams) {
  return { limit: numberIn(query, 'limit', 100) ?? PAGE, before: query.get('before') ?? undefined }
}

function nextOf<T>(rows: readonly T[], query: URLSearchParams, idOf: (row: T) => string): string | null {
  const last = rows.at(-1)
  return last && rows.length === paging(query).limit ? idOf(last) : null
}
