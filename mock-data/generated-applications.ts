import type { Calendar } from './calendar.ts'
import { openChance } from './chance.ts'
import type { GeneratedApplication, Generation } from './generate.ts'
import { uuidOf } from './uuid.ts'

const DAY_MS = 86_400_000

/** An invented application; how much each is used follows from its place. */
export type Blueprint = { name: string; organisation: string; registration: string; says: string; failed?: true }

/** How a market's applications are known there. */
export type ApplicationManner = {
  /** Set before what its ids are made from, so that two markets have none alike. */
  prefix: string
  blueprints: readonly Blueprint[]
  roles: readonly string[]
  team: (name: string) => string
  /** The end of the address that answers go to. */
  redirectPath: string
}

/** The applications of other organisations: known to the marketplace, unknown to identity, since none was ever given a key. */
export function makeApplications(
  { seed, days }: Generation,
  calendar: Calendar,
  { prefix, blueprints, roles, team, redirectPath }: ApplicationManner,
): GeneratedApplication[] {
  const last = calendar.at(0, '10:00')
  return blueprints.map(({ name, organisation, registration, says, failed }, place) => {
    const chance = openChance(`${prefix}${seed} application ${place}`)
    const id = (what: string) => uuidOf(`${prefix}${seed} ${what} ${place}`)
    const host = `${name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]+/g, '-')
      .replace(/-+/g, '-')}.invalid`
    // Those used most were there first; all of them before the first consent is asked for.
    const createdAt = last - (days + 12 - place) * DAY_MS + chance.int(0, 5 * 3_600) * 1_000
    const readyAt = createdAt + chance.int(900, 4_000)
    return {
      organisation: {
        ...{ organisationId: id('organisation'), name: organisation, registrationNumber: registration },
        roles: [...roles],
      },
      developer: { id: id('developer'), name: team(name), email: `dev@${host}` },
      ...{ applicationId: id('application'), softwareId: id('software'), name, description: says, roles: [...roles] },
      redirectUris: [`https://app.${host}/${redirectPath}`],
      createdAt,
      provisioning: failed
        ? { state: 'failed', error: { type: 'registration-refused', facts: { status: 400 } }, attempts: 1, at: readyAt }
        : { state: 'ready', clientId: id('client'), at: readyAt },
    }
  })
}
