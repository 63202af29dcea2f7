import type { Setting, SettingsProfile, SettingValues } from '../settings-profile.ts'
import type { Words } from '../words.ts'
import { CLUSTERS } from './clusters.ts'
import { DURATION_TYPES, type DurationType, HUNDRED_YEARS, LIMITS, RESOURCE_TYPES, TEN_YEARS } from './limits.ts'

/** What this bank's operator may set in FDX, read once into its own words. */
export type FdxSettings = {
  durationTypes: readonly DurationType[]
  /** Days. */
  oneTimeDays: number
  timeBoundMinDays: number
  timeBoundMaxDays: number
  persistentDays: number
  lookbackMinDays: number
  lookbackMaxDays: number
  resourceTypes: readonly string[]
  clusters: readonly string[]
  /** How many active consents one customer may have with one application. */
  consentsPerCustomer: number
  /** A search that finds nothing is answered 404 with code 1107 and not with an empty list. */
  strictNoData: boolean
  /** The account number itself in lists and details, as before FDX 6.4. */
  legacyAccountNumber: boolean
  /** Payment and asset-transfer networks tell a token in the place of the account's own number. */
  tokenisedNetworks: boolean
  fapiProfile: FapiProfile
  /** A report of suspected fraud holds back every active consent of the application that sends it. */
  fraudHoldsConsents: boolean
}

export type FapiProfile = 'fapi-1-advanced' | 'fapi-2'

const read = new WeakMap<SettingValues, FdxSettings>()

/** The market's settings by their types; whoever checked them checked their bounds. */
export function fdxSettings(values: SettingValues): FdxSettings {
  const known = read.get(values) ?? ({ ...LIMITS, ...SWITCHES, ...values } as FdxSettings)
  read.set(values, known)
  return known
}

const SWITCHES = {
  strictNoData: false,
  legacyAccountNumber: false,
  tokenisedNetworks: true,
  fapiProfile: 'fapi-1-advanced',
  fraudHoldsConsents: false,
} as const

const say = (en: string, pt: string): Words => ({ en, 'pt-BR': pt })
const DAYS = say('days', 'dias')
const asOptions = (ids: readonly string[]) => ids.map((id) => ({ id, title: say(id, id) }))

const days = (id: keyof FdxSettings & string, title: Words, min: number, max: number): Setting => ({
  ...{ id, group: 'consents', title, kind: 'number', unit: DAYS, min, max },
  at: (LIMITS as Readonly<Record<string, unknown>>)[id] as number,
})

const settings: readonly Setting[] = [
  {
    ...{
      id: 'durationTypes',
      group: 'consents',
      kind: 'some',
      at: LIMITS.durationTypes,
      of: asOptions(DURATION_TYPES),
    },
    title: say('Kinds of duration', 'Tipos de duração'),
  },
  days('oneTimeDays', say('ONE_TIME lives', 'ONE_TIME dura'), 1, 30),
  days('timeBoundMinDays', say('TIME_BOUND, at least', 'TIME_BOUND, no mínimo'), 1, TEN_YEARS),
  {
    ...days('timeBoundMaxDays', say('TIME_BOUND, at most', 'TIME_BOUND, no máximo'), 1, TEN_YEARS),
    hint: say(
      'The US rule asks for a new authorization after one year.',
      'A regra dos EUA pede nova autorização depois de um ano.',
    ),
    clause: '12 CFR 1033.421',
  },
  days('persistentDays', say('PERSISTENT lives', 'PERSISTENT dura'), 1, HUNDRED_YEARS),
  days('lookbackMinDays', say('Look-back, at least', 'Histórico, no mínimo'), 1, TEN_YEARS),
  days('lookbackMaxDays', say('Look-back, at most', 'Histórico, no máximo'), 1, TEN_YEARS),
  {
    ...{
      id: 'resourceTypes',
      group: 'consents',
      kind: 'some',
      at: LIMITS.resourceTypes,
      of: asOptions(RESOURCE_TYPES),
    },
    title: say('Kinds of resource', 'Tipos de recurso'),
  },
  {
    ...{ id: 'clusters', group: 'consents', kind: 'some', at: LIMITS.clusters },
    of: CLUSTERS.map(({ id, says }) => ({ id, title: says })),
    title: say('Data clusters', 'Data clusters'),
  },
  {
    ...{ id: 'consentsPerCustomer', group: 'consents', kind: 'number', at: LIMITS.consentsPerCustomer },
    ...{ min: 1, max: 1000, unit: say('consents', 'consentimentos') },
    title: say('Active consents of one customer with one app', 'Consentimentos ativos de um cliente com um app'),
  },
  {
    ...{ id: 'strictNoData', group: 'data', kind: 'switch', at: SWITCHES.strictNoData },
    title: say('A search that finds nothing is 404', 'Uma busca sem resultado é 404'),
    hint: say('Code 1107; otherwise 200 with an empty list.', 'Código 1107; senão, 200 com uma lista vazia.'),
  },
  {
    ...{ id: 'legacyAccountNumber', group: 'data', kind: 'switch', at: SWITCHES.legacyAccountNumber },
    title: say('Account numbers in lists and details', 'Números de conta em listas e detalhes'),
    hint: say('As before FDX 6.4; otherwise masked.', 'Como antes do FDX 6.4; senão, mascarados.'),
  },
  {
    ...{ id: 'tokenisedNetworks', group: 'data', kind: 'switch', at: SWITCHES.tokenisedNetworks },
    title: say('Tokens in networks', 'Tokens nas redes'),
    hint: say(
      'Payment and asset-transfer networks tell a token in the place of the account’s own number.',
      'Redes de pagamento e de transferência de ativos dizem um token no lugar do número da própria conta.',
    ),
  },
  {
    ...{ id: 'fapiProfile', group: 'security', kind: 'one', at: SWITCHES.fapiProfile },
    of: [
      {
        id: 'fapi-1-advanced' satisfies FapiProfile,
        title: say('FAPI 1.0 Advanced: signed requests, JWT answers', 'FAPI 1.0 Advanced: pedidos assinados, JARM'),
      },
      {
        id: 'fapi-2' satisfies FapiProfile,
        title: say('FAPI 2.0: plain pushed requests, DPoP or mutual TLS', 'FAPI 2.0: PAR simples, DPoP ou TLS mútuo'),
      },
    ],
    title: say('Security profile', 'Perfil de segurança'),
    hint: say('Tokens given before go on as they were bound.', 'Tokens dados antes continuam como foram vinculados.'),
    clause: 'FDX API security model; FAPI 2.0 Security Profile',
  },
  {
    ...{ id: 'fraudHoldsConsents', group: 'security', kind: 'switch', at: SWITCHES.fraudHoldsConsents },
    title: say('A fraud report holds the app’s consents', 'Um alerta de fraude suspende os consentimentos do app'),
    hint: say(
      'All active ones of the application that reports, until they are released.',
      'Todos os ativos da aplicação que alerta, até serem liberados.',
    ),
    clause: 'FDX 6.4 fraud API',
  },
]

/** What the operator may set in FDX. */
export const settingsProfile: SettingsProfile = {
  groups: [
    { id: 'consents', title: say('Consents', 'Consentimentos') },
    { id: 'data', title: say('Data', 'Dados') },
    { id: 'security', title: say('Security', 'Segurança') },
  ],
  settings,
  fault(values) {
    const { timeBoundMinDays, timeBoundMaxDays, lookbackMinDays, lookbackMaxDays } = fdxSettings(values)
    if (timeBoundMinDays > timeBoundMaxDays) {
      return { setting: 'timeBoundMaxDays', reason: 'the longest duration is shorter than the shortest' }
    }
    if (lookbackMinDays > lookbackMaxDays) {
      return { setting: 'lookbackMaxDays', reason: 'the furthest look-back is nearer than the nearest' }
    }
    return undefined
  },
}
