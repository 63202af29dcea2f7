import { type Database, type Events, problem, type World } from '#kernel'
import type { TrustProfile } from '#markets'
import { bareNumber, cnpjOf, isCnpj } from './registration-number.ts'
import type { DirectoryStore, Organisation } from './store.ts'

/** An organisation to enrol. The registration number is a CNPJ, with or without punctuation. */
export type NewOrganisation = { name: string; registrationNumber: string; roles: string[] }

const BANK_NAME = 'Banco Bancada S.A.'
// No company has this root; the participant code of a bank is the root of its CNPJ.
const BANK_ISPB = '99999008'
const AUTHORISATION_DOMAIN = 'Open Banking'
const NAME_LIMIT = 120

/** The organisations of the directory: the install's own bank, and whoever enrols. */
export function openParticipants({
  db,
  world,
  events,
  store,
  profiles,
}: {
  db: Database
  world: World
  events: Events
  store: DirectoryStore
  profiles: Readonly<Record<string, TrustProfile>>
}) {
  const roles = [...new Set(Object.values(profiles).flatMap((profile) => profile.roles))]

  return {
    bank: store.bank() ?? makeBank(),
    enrol,
    list: ({ authorisationServers }: { authorisationServers: unknown[] }): unknown[] => [
      participant(store.bank()!, authorisationServers),
      ...store.recipients().map((organisation) => participant(organisation, [])),
    ],
  }

  function makeBank(): Organisation {
    const bank = newOrganisation({ name: BANK_NAME, registrationNumber: cnpjOf(`${BANK_ISPB}0001`), roles }, BANK_ISPB)
    store.addOrganisation(bank, { isBank: true })
    return bank
  }

  function enrol(input: NewOrganisation): Organisation {
    const name = input.name.trim()
    const registrationNumber = bareNumber(input.registrationNumber)
    if (name === '' || name.length > NAME_LIMIT) throw problem('organisation-name-invalid', { limit: NAME_LIMIT })
    if (!isCnpj(registrationNumber)) throw problem('registration-number-invalid', { registrationNumber })
    const unknown = input.roles.find((role) => !roles.includes(role))
    if (unknown !== undefined || input.roles.length === 0) {
      throw problem('role-unknown', { role: unknown ?? null, allowed: roles })
    }
    return db.transaction(() => {
      const taken = store.organisationByNumber(registrationNumber)
      if (taken) {
        throw problem('registration-number-taken', { registrationNumber, organisationId: taken.organisationId })
      }
      const organisation = newOrganisation({ name, registrationNumber, roles: [...new Set(input.roles)] }, null)
      store.addOrganisation(organisation, { isBank: false })
      events.record({
        type: 'directory.organisation-enrolled',
        data: { organisationId: organisation.organisationId },
      })
      return organisation
    })()
  }

  function newOrganisation(input: NewOrganisation, ispb: string | null): Organisation {
    return { organisationId: world.ids.uuid(), ...input, ispb, status: 'Active', createdAt: world.clock.now() }
  }
}

/** An entry of the participants list (Directory of Participants, `GET /participants`). */
function participant(organisation: Organisation, authorisationServers: unknown[]): unknown {
  const registrationId = organisation.ispb ?? organisation.registrationNumber
  return {
    OrganisationId: organisation.organisationId,
    Status: organisation.status,
    OrganisationName: organisation.name,
    CreatedOn: new Date(organisation.createdAt).toISOString(),
    LegalEntityName: organisation.name,
    CountryOfRegistration: 'BR',
    RegistrationNumber: organisation.registrationNumber,
    RegistrationId: registrationId,
    RegisteredName: organisation.name,
    ParentOrganisationReference: '',
    Country: 'BR',
    Contacts: [],
    AuthorisationServers: authorisationServers,
    OrgDomainClaims: [
      { AuthorisationDomainName: AUTHORISATION_DOMAIN, RegistrationId: registrationId, Status: 'Active' },
    ],
    OrgDomainRoleClaims: organisation.roles.map((role) => ({
      Role: role,
      Status: 'Active',
      AuthorisationDomain: AUTHORISATION_DOMAIN,
      RegistrationId: registrationId,
      Authorisations: [],
    })),
  }
}
