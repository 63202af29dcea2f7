import { problem } from '#kernel'
import type { CertificateKind, RegisteredCertificate, RegisterProfile, TrustProfile } from '#markets'
import type { IssuedCertificate } from '../certificate-store.ts'
import type { Certificates, Holder } from '../certificates.ts'
import type { Revocation, RevocationReason } from '../revocation.ts'
import type { DirectoryStore, Organisation, Software } from '../store.ts'
import {
  type DirectoryAnswer,
  type DirectoryClient,
  type DirectoryRoute,
  document,
  json,
  NOT_KEPT,
  type RouteCall,
} from './call.ts'

const PEM_TYPES = ['application/x-pem-file', 'text/plain']
const CERTIFICATES = '/organisations/:organisationId/softwarestatements/:softwareId/certificates'

/**
 * The participants' API (directory, protected API): organisations, software statements, assertions, certificates. Any
 * participant may read organisations and their keys; software is read by its own organisation; assertions and
 * certificates are its own alone.
 */
export function participantRoutes({
  store,
  certificates,
  revocation,
  profiles,
  statementOf,
  keySetsOf,
  described,
}: {
  store: DirectoryStore
  certificates: Certificates
  revocation: Revocation
  profiles: Readonly<Record<string, TrustProfile>>
  statementOf: (softwareId: string) => Promise<string>
  keySetsOf: (software: Software) => Parameters<RegisterProfile['software']>[1]['keySets']
  described: (certificate: IssuedCertificate) => RegisteredCertificate
}): DirectoryRoute[] {
  const operation = 'directory api'
  const route = (method: string, path: string, act: DirectoryRoute['act'], named = operation): DirectoryRoute => ({
    ...{ method, path, operation: named, token: true as const, act },
  })
  return [
    route('GET', '/organisations', ({ client }) => {
      const { organisation } = registerOf(client)
      const all = [store.bank() as Organisation, ...store.recipients()]
      return json(all.map((each) => organisation(inMarket(each, client))))
    }),
    route('GET', '/organisations/:organisationId', (input) => {
      return json(registerOf(input.client).organisation(inMarket(organisationOf(input), input.client)))
    }),
    route('GET', '/organisations/:organisationId/authorisationservers', (input) => {
      const { organisationId } = organisationOf(input)
      const isBank = organisationId === store.bank()?.organisationId
      return json(isBank ? input.call.authorisationServers((input.client as DirectoryClient).market) : [])
    }),
    route('GET', '/organisations/:organisationId/certificates', (input) => listed(input, organisationOf(input), null)),
    route('GET', '/organisations/:organisationId/certificates/:type', (input) => {
      const kind = kindOf(registerOf(input.client).organisationTypes, input.params.type)
      return listed(input, organisationOf(input), null, kind)
    }),
    route('GET', '/organisations/:organisationId/softwarestatements', (input) => {
      const { organisationId } = organisationOf(input)
      if (organisationId !== input.client?.organisationId) throw foreign()
      return json(store.softwareOfOrganisation(organisationId).filter(ofMarket(input)).map(told(input)))
    }),
    route('GET', '/organisations/:organisationId/softwarestatements/:softwareId', (input) => {
      const { organisation, software } = softwareOf(input)
      if (organisation.organisationId !== input.client?.organisationId) throw foreign()
      return json(told(input)(software))
    }),
    route(
      'GET',
      '/organisations/:organisationId/softwarestatements/:softwareId/assertion',
      async (input) => {
        const { software } = own(input)
        const answer = document('application/jwt', await statementOf(software.softwareId))
        return { ...answer, headers: { ...answer.headers, ...NOT_KEPT } }
      },
      'read software statement',
    ),
    route('GET', CERTIFICATES, (input) => {
      const { organisation, software } = own(input)
      return listed(input, organisation, software.softwareId)
    }),
    route('GET', `${CERTIFICATES}/:type`, (input) => {
      const { organisation, software } = own(input)
      return listed(input, organisation, software.softwareId, softwareKind(input))
    }),
    route(
      'POST',
      `${CERTIFICATES}/:type`,
      async (input) => {
        const holder = own(input)
        const kind = softwareKind(input)
        const type = (input.call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
        if (!PEM_TYPES.includes(type)) throw problem('media-type-unsupported', { needed: PEM_TYPES[0] }, 'body-typed')
        const requestPem = input.call.body.toString('latin1')
        const issued = await certificates.issue(holder, kind, { requestPem })
        return json(registerOf(input.client).certificate(described(issued)), 201, NOT_KEPT)
      },
      'issue certificate',
    ),
    route('GET', `${CERTIFICATES}/:type/:serialNumber`, (input) =>
      json(registerOf(input.client).certificate(described(certificateOf(input)))),
    ),
    route(
      'PUT',
      `${CERTIFICATES}/:type/:serialNumber`,
      (input) => revoked(input, reasonIn(input)),
      'revoke certificate',
    ),
    route(
      'DELETE',
      `${CERTIFICATES}/:type/:serialNumber`,
      (input) => revoked(input, 'unspecified'),
      'revoke certificate',
    ),
  ]

  function registerOf(client: DirectoryClient | undefined): RegisterProfile {
    return profiles[client?.market ?? '']?.register as RegisterProfile
  }

  /** An organisation with its roles in the caller's market. */
  function inMarket(organisation: Organisation, client: DirectoryClient | undefined): Organisation {
    const { roles } = profiles[client?.market ?? ''] as TrustProfile
    return { ...organisation, roles: organisation.roles.filter((role) => roles.includes(role)) }
  }

  /** An organisation that takes part; those of a generated history don't. */
  function organisationOf({ params }: RouteCall): Organisation {
    const organisationId = params.organisationId as string
    const found = store.isGeneratedOrganisation(organisationId) ? undefined : store.organisation(organisationId)
    if (!found) throw problem('organisation-not-found', { organisationId }, 'directory-resource')
    return found
  }

  function softwareOf(input: RouteCall): Holder & { software: Software } {
    const organisation = organisationOf(input)
    const softwareId = input.params.softwareId as string
    const software = store.software(softwareId)
    if (software?.organisationId !== organisation.organisationId || software.market !== input.client?.market) {
      throw problem('software-not-found', { softwareId }, 'directory-resource')
    }
    return { organisation, software }
  }

  function own(input: RouteCall): Holder & { software: Software } {
    const holder = softwareOf(input)
    if (holder.software.softwareId !== input.client?.softwareId) throw foreign()
    return holder
  }

  function ofMarket({ client }: RouteCall) {
    return ({ market }: Software) => market === client?.market
  }

  function told({ client }: RouteCall) {
    return (software: Software) => registerOf(client).software(software, { keySets: keySetsOf(software) })
  }

  function listed(
    { client }: RouteCall,
    { organisationId }: Organisation,
    softwareId: string | null,
    kind?: CertificateKind,
  ): DirectoryAnswer {
    // A certificate of a kind that the register has no word for is none of its documents.
    const { softwareTypes, organisationTypes } = registerOf(client)
    const kinds = kind ? [kind] : Object.values(softwareId === null ? organisationTypes : softwareTypes)
    const all = store.certificatesOf(organisationId, softwareId).filter((each) => kinds.includes(each.kind))
    return json(all.map((each) => registerOf(client).certificate(described(each))))
  }

  function kindOf(types: Readonly<Record<string, CertificateKind>>, type = ''): CertificateKind {
    const kind = Object.hasOwn(types, type) ? types[type] : undefined
    if (!kind) throw problem('certificate-kind-unknown', { kind: type }, 'directory-resource')
    return kind
  }

  function softwareKind({ client, params }: RouteCall): CertificateKind {
    return kindOf(registerOf(client).softwareTypes, params.type)
  }

  function certificateOf(input: RouteCall): IssuedCertificate {
    const { software } = own(input)
    const serialNumber = (input.params.serialNumber as string).toUpperCase()
    const found = store.certificate(serialNumber)
    if (found?.softwareId !== software.softwareId || found.kind !== softwareKind(input)) {
      throw problem('certificate-not-found', { serialNumber }, 'directory-resource')
    }
    return found
  }

  function revoked(input: RouteCall, reason: string): DirectoryAnswer {
    revocation.revoke(certificateOf(input).serialNumber, reason as RevocationReason)
    return { status: 204, headers: NOT_KEPT, body: undefined }
  }

  function reasonIn({ call, client }: RouteCall): string {
    const { revocationReasons: reasons } = registerOf(client)
    const asked = (jsonOf(call.body) as { RevokeReason?: unknown }).RevokeReason
    const reason = typeof asked === 'string' && Object.hasOwn(reasons, asked) ? reasons[asked] : undefined
    if (reason === undefined)
      throw problem('revocation-reason-unknown', { allowed: Object.keys(reasons) }, 'body-valid')
    return reason
  }
}

function jsonOf(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Falls through to the same refusal.
  }
  throw problem('body-broken', {}, 'body-valid')
}

function foreign() {
  return problem('not-of-this-software', {}, 'directory-resource')
}
