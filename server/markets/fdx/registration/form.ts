import type { RegistrationDetails, RegistrationField, RegistrationForm } from '../../registration-profile.ts'
import type { Words } from '../../words.ts'
import { CLUSTERS, scopesOf } from '../clusters.ts'
import { LIMITS } from '../limits.ts'

const say = (en: string, pt: string): Words => ({ en, 'pt-BR': pt })

const ASKS = say('What its consents may ask', 'O que seus consentimentos podem pedir')
const ENTITY = say('Who stands behind it', 'Quem está por trás dele')
const PLATFORM = say('The platform it goes through, if any', 'A plataforma por onde passa, se houver')

const REGISTRIES = ['PRIVATE', 'GLEIF', 'ICANN', 'FDX'].map((value) => ({ value, label: say(value, value) }))
const DURATIONS: Readonly<Record<string, Words>> = {
  ONE_TIME: say('Once', 'Uma vez'),
  TIME_BOUND: say('For a number of days', 'Por um número de dias'),
  PERSISTENT: say('Until it is ended', 'Até ser encerrado'),
}

const fields: readonly RegistrationField[] = [
  {
    ...{ id: 'clusters', kind: 'choices', group: ASKS, label: say('Data clusters', 'Conjuntos de dados') },
    hint: say('All of them where none is ticked.', 'Todos, se nenhum for marcado.'),
    options: CLUSTERS.map(({ id, says }) => ({ value: id, label: says })),
  },
  {
    ...{ id: 'durationTypes', kind: 'choices', group: ASKS, label: say('For how long', 'Por quanto tempo') },
    options: LIMITS.durationTypes.map((value) => ({ value, label: DURATIONS[value] ?? say(value, value) })),
  },
  {
    ...{ id: 'durationDays', kind: 'days', group: ASKS, label: say('At most, in days', 'No máximo, em dias') },
    ...{ least: LIMITS.timeBoundMinDays, most: LIMITS.persistentDays },
  },
  {
    ...{ id: 'lookbackDays', kind: 'days', group: ASKS, label: say('Look-back, in days', 'Retroatividade, em dias') },
    ...{ least: LIMITS.lookbackMinDays, most: LIMITS.lookbackMaxDays },
  },
  { id: 'website', kind: 'address', group: ENTITY, label: say('Website', 'Site') },
  { id: 'logo', kind: 'address', group: ENTITY, label: say('Address of its logo', 'Endereço do logotipo') },
  ...entity('', ENTITY),
  { id: 'platformName', kind: 'text', group: PLATFORM, label: say('Name', 'Nome') },
  { id: 'platformWebsite', kind: 'address', group: PLATFORM, label: say('Website', 'Site') },
  { id: 'platformLogo', kind: 'address', group: PLATFORM, label: say('Address of its logo', 'Endereço do logotipo') },
  ...entity('platform', PLATFORM),
]

/** Invented; no employer number begins with 00. */
const OWN = { entityName: 'Bancada Workshop, Inc.', entityId: '009999016', registry: 'PRIVATE' }

/** What FDX has a developer say of an application (FDX recipient registration), and the metadata it becomes. */
export const form: RegistrationForm = { fields, own: OWN, metadata }

function entity(of: '' | 'platform', group: Words): RegistrationField[] {
  const id = (name: string) => (of === '' ? name.charAt(0).toLowerCase() + name.slice(1) : of + name)
  return [
    { id: id('EntityName'), kind: 'text', group, label: say('Registered name', 'Nome registrado') },
    { id: id('EntityId'), kind: 'text', group, label: say('Number in its register', 'Número no registro') },
    { id: id('Registry'), kind: 'choice', group, label: say('Register', 'Registro'), options: REGISTRIES },
  ]
}

function metadata(details: RegistrationDetails): Record<string, unknown> {
  const { clusters, durationTypes, durationDays, lookbackDays, website, logo, platformName } = details
  return given({
    scope: Array.isArray(clusters) && clusters.length > 0 ? scopesOf(clusters).join(' ') : undefined,
    duration_type: Array.isArray(durationTypes) && durationTypes.length > 0 ? durationTypes : undefined,
    duration_period: durationDays,
    lookback_period: lookbackDays,
    client_uri: website,
    logo_uri: logo,
    registry_references: references(details.entityName, details.entityId, details.registry),
    intermediaries:
      platformName === undefined
        ? undefined
        : [
            given({
              name: platformName,
              uri: details.platformWebsite,
              logo_uri: details.platformLogo,
              registry_references: references(
                details.platformEntityName,
                details.platformEntityId,
                details.platformRegistry,
              ),
            }),
          ],
  })
}

/** A reference needs a name and a number; the register is the entity's own where none was chosen. */
function references(name: unknown, id: unknown, registry: unknown = 'PRIVATE') {
  if (name === undefined || id === undefined) return undefined
  return [{ registered_entity_name: name, registered_entity_id: id, registry }]
}

function given(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
