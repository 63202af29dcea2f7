import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import swc from '@swc/core'
import { describe, expect, it } from 'vitest'
import { WORDINGS } from '../../server/console/problems.ts'
import { ENGINE_RULES, ruleOfEngine, UNKNOWN_RULE } from '../../server/identity/engine-rules.ts'
import {
  type Market,
  markets,
  RULE_PARTS,
  type Rule,
  securityProfilesOf,
  withLanes,
} from '../../server/markets/index.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

/** The rooms that answer over the wire. What the console's API refuses is worded by the console. */
const SOURCES = [
  'kernel/body.ts',
  'gateway',
  'identity',
  'consent',
  'markets',
  'directory/api',
  'directory/statements.ts',
  'webhooks/notices',
].flatMap((place) =>
  place.endsWith('.ts')
    ? [place]
    : readdirSync(path.join(ROOT, 'server', place), { recursive: true })
        .map((file) => `${place}/${file}`)
        // Generated history, key files and the console's routes refuse nobody who calls over the wire.
        .filter((file) => file.endsWith('.ts') && !/\/(console|past|keys|open-lane|token-\w+)\.ts$/.test(file)),
)

type Node = { type?: string; [member: string]: unknown }
type Raised = { file: string; type: string | undefined; rule: string | undefined }

/** Each place that refuses: `problem(type, facts, rule)`, `new Problem(…)`, and `refused(at, type, rule)`. */
const raised: Raised[] = SOURCES.flatMap((file) => {
  const text = readFileSync(path.join(ROOT, 'server', file), 'utf8')
  const found: Raised[] = []
  walk(swc.parseSync(text, { syntax: 'typescript', target: 'es2024' }) as unknown as Node, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return
    const name = (node.callee as Node).value
    const given = ((node.arguments ?? []) as { expression: Node }[]).map(({ expression }) => expression)
    if (name === 'problem' || name === 'Problem') found.push({ file, type: literal(given[0]), rule: literal(given[2]) })
    if (name === 'refused' && given.length === 3) found.push({ file, type: literal(given[1]), rule: literal(given[2]) })
  })
  return found
})

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  visit(node as Node)
  for (const member of Object.values(node)) walk(member, visit)
}

function literal(node: Node | undefined): string | undefined {
  return node?.type === 'StringLiteral' ? String(node.value) : undefined
}

const inSteps = ({ file }: Raised) => file.startsWith('gateway/steps/')
const stepIds = readdirSync(path.join(ROOT, 'server', 'gateway', 'steps'))
  .filter((file) => file !== 'index.ts')
  .map((file) => file.replace('.ts', ''))

/** What is met only in markets whose data ask for it: by the file that refuses, or by the rule. */
const ONLY: [where: RegExp, market: (market: Market) => boolean][] = [
  ...markets.map(({ id }): [RegExp, (market: Market) => boolean] => [
    new RegExp(`^markets/${id}/`),
    (market) => market.id === id,
  ]),
  [/^identity\/backchannel\//, ({ security }) => security.backchannel !== undefined],
  [/^identity\/requested-consents\.ts$/, ({ consent }) => consent.requested !== undefined],
  [/^identity\/key-proofs\.ts$/, (market) => securityProfilesOf(market).some(({ fapi2 }) => fapi2)],
  [/^identity\/entry\.ts$/, ({ security }) => security.entry !== undefined],
  [
    /^(registration-chain$|gateway\/registration-door\.ts$)/,
    ({ registration }) => registration.atGateway !== undefined,
  ],
  [/^address-version-served$/, ({ addresses }) => addresses.versionsPath !== undefined],
  [/^directory\/api\//, ({ trust }) => trust.register !== undefined],
  [/^(webhooks\/notices\/|notice-limit$)/, ({ notices }) => notices !== undefined],
  [/^consent-few$/, ({ consent }) => consent.mostPerCustomer !== undefined],
  [/^consent-expiry$/, ({ consent }) => consent.life.moves.some(({ act }) => act === 'extend')],
]

const metIn = (market: Market) => (where: string | undefined) =>
  ONLY.every(([pattern, only]) => where === undefined || !pattern.test(where) || only(market))

/** The steps that some route of the market asks, in one of its lanes. */
function stepsOf(market: Market): Set<string> {
  const lanes = withLanes([market])
  return new Set([
    ...lanes.flatMap(({ steps }) => steps),
    ...lanes.flatMap(({ apis }) => apis.flatMap(({ routes }) => routes.flatMap((route) => route.steps ?? []))),
  ])
}

/** Every rule that can refuse in a market. */
function enforcedIn(market: Market): Set<string> {
  const met = metIn(market)
  const steps = stepsOf(market)
  return new Set([
    ...raised.flatMap(({ file, rule }) => (rule !== undefined && met(file) && met(rule) ? [rule] : [])),
    ...stepIds.filter((id) => steps.has(id)),
    ...ENGINE_RULES.filter(({ only }) => only === undefined || only(market)).map(({ rule }) => rule),
    UNKNOWN_RULE,
  ])
}

describe.each(markets.map((market) => [market.id, market] as const))('The rules of %s', (_id, market) => {
  const enforced = enforcedIn(market)

  it('every rule that refuses has its entry', () => {
    expect(enforced.size).toBeGreaterThan(60)
    expect([...enforced].filter((rule) => !Object.hasOwn(market.rules, rule)).sort()).toEqual([])
  })

  it('every entry stands in one file: of two, one would be read by nobody', async () => {
    const folder = path.join(ROOT, 'server', 'markets', market.id, 'rules')
    const files = readdirSync(folder).filter((file) => file !== 'index.ts')
    const ids: string[] = []
    for (const file of files) {
      const tables: object = await import(path.join(folder, file))
      for (const [name, table] of Object.entries(tables)) if (name.endsWith('Rules')) ids.push(...Object.keys(table))
    }
    expect(ids.toSorted()).toEqual(Object.keys(market.rules).toSorted())
  })

  it('every entry is of a rule that refuses', () => {
    expect(Object.keys(market.rules).filter((rule) => !enforced.has(rule))).toEqual([])
  })

  it('every entry has its clause, and its demand and its remedy in both languages', () => {
    for (const [id, rule] of Object.entries(market.rules)) {
      expect(RULE_PARTS, id).toContain(rule.part)
      for (const said of [rule.clause, ...Object.values(rule.title), ...Object.values(rule.fix)]) {
        expect(said.trim().length, id).toBeGreaterThan(5)
      }
      expect(rule.title['pt-BR'], id).not.toBe(rule.title.en)
      expect(rule.fix['pt-BR'], id).not.toBe(rule.fix.en)
    }
  })

  it('every place that an entry looks at is one of a request', () => {
    for (const [id, rule] of Object.entries(market.rules)) {
      for (const { at } of placesOf(rule)) {
        expect(at, id).toMatch(/^(method|address|body|certificate|(header|query|field|claim|jose):[\w.-]+)$/)
      }
    }
  })
})

function placesOf({ places }: Rule) {
  return typeof places === 'function' ? places({}) : places
}

/** Worded by the console, and by nobody who answers over the wire. */
function onlyTheConsoles(type: string | undefined): boolean {
  if (type === undefined || !Object.hasOwn(WORDINGS, type)) return false
  const byName = raised.some((one) => one.type === type && one.rule !== undefined)
  return !byName && !markets.some(({ problems }) => Object.hasOwn(problems, type))
}

describe('What refuses', () => {
  it('every refusal names its rule; a gateway step is its own', () => {
    expect(raised.length).toBeGreaterThan(60)
    const nameless = raised.filter((one) => one.rule === undefined && !inSteps(one))
    // Two files pass on a problem that was raised elsewhere; what only the console's own calls meet, the console words.
    const passedOn = ({ file, type }: Raised) => /(identity\/refusal|api\/tokens)\.ts$/.test(file) && type === undefined
    const wire = nameless.filter((one) => !passedOn(one) && !onlyTheConsoles(one.type))
    expect(wire).toEqual([])
  })

  it('every message of the OpenID engine that this configuration can meet has its rule', () => {
    const messages = ENGINE_FILES.flatMap((file) => messagesOf(file))
    expect(messages.length).toBeGreaterThan(80)
    const unknown = messages.filter(({ said }) => ruleOfEngine(said) === UNKNOWN_RULE)
    expect(
      unknown.map(({ file, said }) => `${file}: ${said.error} ${said.error_description ?? said.error_detail}`),
    ).toEqual([])
  })
})

const ENGINE_FILES = [
  'shared/client_auth.js',
  'shared/jwt_client_auth.js',
  'shared/reject_dupes.js',
  'shared/selective_body.js',
  'helpers/grant_source.js',
  'helpers/pkce_format.js',
  'helpers/validate_presence.js',
  'helpers/validate_dpop.js',
  'helpers/sender_constraints.js',
  'models/token_helpers.js',
  'actions/authorization/sender_constraints.js',
  'actions/token.js',
  'actions/registration.js',
  'actions/authorization/ciba.js',
  'actions/authorization/claims.js',
  'actions/authorization/client.js',
  'actions/authorization/process_request_object.js',
  'actions/authorization/pushed_authorization_requests.js',
  'actions/authorization/respond.js',
  'actions/authorization/scopes.js',
  'actions/grants/authorization_code.js',
  'actions/grants/ciba.js',
  'actions/grants/refresh_token.js',
]

/** The engine's refusals of one file, as it would tell them. */
function messagesOf(file: string) {
  const text = readFileSync(path.join(ROOT, 'node_modules', 'oidc-provider', 'lib', file), 'utf8')
  return (
    [
      ...text.matchAll(
        /new ((?:Invalid|Unsupported|Request|Unauthorized|Access)\w*)\(\s*(?:`([^`]*)`|'((?:[^'\\]|\\.)*)')/g,
      ),
    ]
      .map(([, name = '', template, quoted = '']) => ({
        name,
        message: filled(template ?? quoted.replaceAll('\\', '')),
      }))
      // Mechanisms that this server never offers.
      .filter(({ message }) => !/attest|CIBA|initial access token|secret/i.test(message))
      .map(({ name, message }) => {
        const error = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
        if (error === 'invalid_client_auth') return { file, said: { error: 'invalid_client', error_detail: message } }
        return ['invalid_grant', 'invalid_token'].includes(error)
          ? { file, said: { error, error_detail: message } }
          : { file, said: { error, error_description: message } }
      })
  )
}

/** A message with what it is about filled in. */
function filled(template: string): string {
  return template.replaceAll(/\$\{param\}/g, 'code_challenge').replace(/\$\{formatters\.pluralize[^}]*\}/, 'parameter')
}
