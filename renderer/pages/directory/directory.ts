import type { CertificateView, Directory, Organisation, Software } from '#directory'
import type { Outcome } from '../../client/steps.ts'

export type { CertificateView, Organisation, Software } from '#directory'

/** What the console API tells of the directory itself. */
export type Overview = Pick<Directory, 'addresses' | 'authority' | 'bank'> & { reasons: string[] }

export type OrganisationView = {
  organisation: Organisation
  isBank: boolean
  software: Software[]
  certificates: CertificateView[]
  keySets: Record<string, string>
}

export type SoftwareView = {
  software: Software
  organisation: Organisation
  certificates: CertificateView[]
  keySets: Record<string, string>
}

export const API = '/api/directory'

/** The sign of a state; its words are `directory.state.<state>`. */
export const LOOKS: Record<string, Outcome | 'ended'> = {
  Active: 'ok',
  Inactive: 'ended',
  Withdrawn: 'ended',
  Expired: 'ended',
  Revoked: 'failed',
}
