import type { Context } from 'koa'
import type { Consent, Consents } from '#consent'
import { type Events, type Exchange, Problem, problem, type World } from '#kernel'
import type { Market } from '#markets'
import type { Form } from '../form.ts'
import { checkFormToken, formToken } from '../form-token.ts'
import type { LoginFault, LoginStep, Logins } from '../login/logins.ts'
import type { Flow } from '../login/store.ts'
import { houseOf } from '../pages/house.ts'
import { html } from '../pages/html.ts'
import { languageOf } from '../pages/language.ts'
import { layout } from '../pages/layout.ts'
import { codeForm, faultStatus, passwordForm } from '../pages/login-forms.ts'
import { type Language, words as loginWords, say } from '../pages/words.ts'
import type { People, Person } from '../people.ts'
import { recipientShown } from '../recipient-shown.ts'
import type { IdentityStore } from '../store.ts'
import { type Sharing, sharingPage } from './page.ts'
import type { SharingStore } from './store.ts'
import { sharingWords as words } from './words.ts'

export type SharingDeps = {
  market: Market
  world: World
  events: Pick<Events, 'about'>
  consents: Consents
  people: People
  logins: Logins
  store: IdentityStore
  sharings: SharingStore
  /** What an application that registered nothing here is called: one of a generated history. */
  appNamed: (clientId: string) => string | undefined
  cookieKeys: string[]
  cookieTag: string
}

/** How long somebody stays logged in, and how long they may take to log in; bank time. */
const SESSION_MS = 15 * 60_000
const DAY_MS = 86_400_000
/** A sharing that ends is reminded of so long before (FDX user experience guidelines). */
const REMIND_MS = 30 * DAY_MS
const MOST_SHOWN = 200
const MOST_ENDED = 10
const EVENTS_LOOKED_AT = 50

/** One browser at the page: its session's secret, and what is known of it. */
type At = { ctx: Context; language: Language; secret: string; personId: string | null }

export const SHARING_PATH = '/sharing'

/** Where account holders see, at the bank, all they share in a market, and end it: forms alone, no scripts. */
export function openSharing(deps: SharingDeps) {
  const { market, world, consents, people, logins, sharings } = deps
  const path = market.addresses.issuerPath + SHARING_PATH
  const cookie = `bancada_${deps.cookieTag}_${market.id}_sharing`
  const secretOfForms = deps.cookieKeys[0] as string

  /** The session of the browser; a new one, nobody's, where it brings none that is alive. */
  function arrive(ctx: Context, form?: Form): At {
    const language = languageOf(ctx, market, form)
    const sent = ctx.cookies.get(cookie, { signed: true })
    const found = sent === undefined ? undefined : sharings.find(market.id, sent)
    if (sent !== undefined && found && found.expiresAt > world.clock.now()) {
      return { ctx, language, secret: sent, personId: found.personId }
    }
    return { ctx, language, secret: begin(ctx, null), personId: null }
  }

  function begin(ctx: Context, personId: string | null): string {
    const secret = world.ids.token()
    sharings.add(market.id, secret, { personId, expiresAt: world.clock.now() + SESSION_MS })
    const options = {
      signed: true,
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      path: market.addresses.issuerPath,
    } as const
    ctx.cookies.set(cookie, secret, options)
    return secret
  }

  const tokenOf = ({ secret }: At) => formToken(secretOfForms, `sharing ${secret}`)

  /** The login of this browser; it goes by the session, and is never of an app. */
  const flowOf = ({ secret, language }: At): Flow =>
    logins.atBank(market, {
      ...{ uid: formToken(secretOfForms, `login ${secret}`), clientId: null, consentId: null, claims: undefined },
      app: say(words.title, language),
    })

  function send({ ctx }: At, status: number, body: string): void {
    ctx.status = status
    ctx.type = 'html'
    ctx.set(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    ctx.body = body
  }

  function showLogin(at: At, owesCode: boolean, fault?: LoginFault, login?: string): void {
    const { language } = at
    const page = { language, path, formToken: tokenOf(at), fault, login }
    const title = owesCode ? loginWords.codeTitle : words.title
    const lead = owesCode ? loginWords.codeLead : words.loginLead
    const body = layout({
      ...{ language, house: houseOf(market) },
      title: say(title, language),
      languageLink: `${path}?lang=${language === 'en' ? 'pt-BR' : 'en'}`,
      body: html`<div class="card"><h1>${say(title, language)}</h1>
<p class="lead">${say(lead, language)}</p>
${owesCode ? codeForm(page) : passwordForm(page)}</div>`,
    })
    send(at, faultStatus(fault), body)
  }

  function showSharings(at: At, person: Person): void {
    const given = consents.givenBy(person.id, market.id, MOST_SHOWN)
    const ended = given.filter((one) => one.grantId !== null && !consents.isActive(one))
    const page = sharingPage({
      ...{
        language: at.language,
        path,
        formToken: tokenOf(at),
        timeZone: market.timeZone,
        house: houseOf(market),
      },
      name: person.name,
      sharings: given.filter(consents.isActive).map(sharingOf),
      ended: ended.slice(0, MOST_ENDED).map((one) => ({ app: appOf(one).name, on: one.stateSince })),
      done: at.ctx.query.done !== undefined,
    })
    send(at, 200, page)
  }

  function sharingOf(consent: Consent): Sharing {
    const { id, accountIds, createdAt, expiresAt, heldSince } = consent
    const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt - world.clock.now()
    const used = deps.events
      .about({ consentId: id }, { limit: EVENTS_LOOKED_AT })
      .find(({ type }) => type === 'token.issued')
    return {
      ...{
        id,
        app: appOf(consent),
        shared: market.consent.describe(consent),
        accounts: people.accounts(accountIds),
      },
      ...{ since: createdAt, until: expiresAt, lastUse: used?.at ?? consent.usedAt, held: heldSince !== null },
      endsSoon: left <= REMIND_MS,
    }
  }

  function appOf({ clientId }: Consent): Sharing['app'] {
    const row = deps.store.find(market.id, 'Client', clientId)
    if (!row) return { name: deps.appNamed(clientId) ?? clientId, organisation: '', platforms: [] }
    return recipientShown(market, JSON.parse(row.payload) as Record<string, unknown>, clientId)
  }

  function goTo({ ctx, language }: At, more = ''): void {
    ctx.status = 303
    ctx.redirect(`${path}?lang=${language}${more}`)
  }

  function follow(at: At, flow: Flow, step: LoginStep, login?: string): void {
    if (step.kind === 'refused') {
      noted(at, `login-${step.fault}`)
      const owesCode = logins.owesCode(flow) && step.fault !== 'code-spent' && step.fault !== 'failed'
      showLogin(at, owesCode, step.fault, login)
      return
    }
    if (step.kind === 'in') {
      // A session that somebody else may have planted is never the one that opens anything.
      sharings.end(at.secret)
      begin(at.ctx, step.person.id)
    }
    goTo(at)
  }

  function noted({ ctx }: At, type: string): void {
    const exchange = ctx.state.exchange as Exchange | undefined
    if (exchange) exchange.problem = { type, rule: 'customer-login', facts: {} }
  }

  const personAt = ({ personId }: At): Person | undefined => (personId === null ? undefined : people.person(personId))

  /** What only somebody who is logged in may do. Throws interaction-unknown. */
  function asSomebody(at: At): Person {
    const person = personAt(at)
    if (!person) throw problem('interaction-unknown', {}, 'interaction-current')
    return person
  }

  /** Ends what the person gave and nothing else: another's consent is as unknown as one that there isn't. */
  function end(at: At, wanted: (consent: Consent) => boolean): void {
    const person = asSomebody(at)
    const given = consents.givenBy(person.id, market.id, MOST_SHOWN).filter(consents.isActive).filter(wanted)
    if (given.length === 0) throw problem('interaction-unknown', {}, 'interaction-current')
    const exchange = at.ctx.state.exchange as Exchange | undefined
    if (exchange && given.length === 1) exchange.ids.consentId = given[0]?.id
    for (const { id } of given) consents.end(id)
    goTo(at, '&done=1')
  }

  const acts: Readonly<Record<string, (at: At, form: Form) => Promise<void> | void>> = {
    async login(at, form) {
      const flow = flowOf(at)
      const login = String(form.username ?? '')
      const step = await logins.password(market, flow, login, String(form.password ?? ''))
      follow(at, { ...flow, personId: null }, step, login)
    },
    async code(at, form) {
      const flow = flowOf(at)
      follow(at, flow, await logins.code(flow, String(form.code ?? '')))
    },
    async resend(at) {
      const flow = flowOf(at)
      follow(at, flow, await logins.resend(flow))
    },
    cancel: leave,
    leave,
    end: (at, form) => end(at, ({ id }) => id === form.consent),
    'end-all': (at) => end(at, () => true),
  }

  function leave(at: At): void {
    sharings.end(at.secret)
    goTo(at)
  }

  return {
    /** What is shared, for whoever is logged in; the login for everybody else. */
    show(ctx: Context): void {
      const at = arrive(ctx)
      const person = personAt(at)
      if (person) showSharings(at, person)
      else showLogin(at, logins.owesCode(flowOf(at)))
    },

    /** A form of these pages. Throws form-token-invalid, interaction-unknown. */
    async act(ctx: Context, name: string, form: Form): Promise<void> {
      const act = Object.hasOwn(acts, name) ? acts[name] : undefined
      if (!act) throw new Problem('route-unknown', { path: ctx.path }, 'route-known')
      const at = arrive(ctx, form)
      checkFormToken(form, tokenOf(at))
      await act(at, form)
    },
  }
}
