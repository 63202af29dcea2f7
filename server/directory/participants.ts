import { type Database, type Events, problem, type World } from '#kernel'
import type { TrustProfile } from '#markets'
import type { DirectoryStore, Organisation } from './store.ts'

/** An organisation to enrol. Its registration number is one of the register of a market it takes a role in. */
export type NewOrganisation = { name: string; registrationNumber: string; roles: string[] }

const BANK_NAME = 'Banco Bancada S.A.'
// Invented, with right check digits; the participant code of a bank is the root of its number.
const BANK_ISPB = '99999008'
const BANK_NUMBER = '99999008000170'
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
    // A bank made before a market was added takes that market's roles too.
    bank: { ...(store.bank() ?? makeBank()), roles },
    enrol,

    /** Throws organisation-not-found, organisation-is-the-bank, organisation-generated. */
    setStatus(organisationId: string, status: Organisation['status']): Organisation {
      return db.transaction(() => {
        const before = store.organisation(organisationId)
        if (!before) throw problem('organisation-not-found', { organisationId })
        if (store.bank()?.organisationId === organisationId) throw problem('organisation-is-the-bank', {})
        if (store.isGeneratedOrganisation(organisationId)) throw problem('organisation-generated', { organisationId })
        store.setOrganisationStatus(organisationId, status)
        events.record({ type: 'directory.organisation-updated', data: { organisationId, status } })
        return { ...before, status }
      })()
    },
  }

  function makeBank(): Organisation {
    const bank = newOrganisation({ name: BANK_NAME, registrationNumber: BANK_NUMBER, roles }, BANK_ISPB)
    store.addOrganisation(bank, { isBank: true })
    return bank
  }

  function enrol(input: NewOrganisation): Organisation {
    const name = input.name.trim()
    if (name === '' || name.length > NAME_LIMIT) throw problem('organisation-name-invalid', { limit: NAME_LIMIT })
    const unknown = input.roles.find((role) => !roles.includes(role))
    if (unknown !== undefined || input.roles.length === 0) {
      throw problem('role-unknown', { role: unknown ?? null, allowed: roles })
    }
    const registrationNumber = numberIn(input)
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

  /** The number as a register of the markets it takes roles in writes it; any one of them may know it. */
  function numberIn({ registrationNumber, roles: asked }: NewOrganisation): string {
    const registers = Object.values(profiles).filter((profile) => profile.roles.some((role) => asked.includes(role)))
    for (const { registrationNumber: read } of registers) {
      const number = read(registrationNumber)
      if (number !== undefined) return number
    }
    throw problem('registration-number-invalid', { registrationNumber })
  }

  function newOrganisation(input: NewOrganisation, ispb: string | null): Organisation {
    return { organisationId: world.ids.uuid(), ...input, ispb, status: 'Active', createdAt: world.clock.now() }
  }
}
