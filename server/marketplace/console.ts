import { type Caller, type ConsoleInput, type ConsoleRoute, originIn, Problem, problem } from '#kernel'
import { marketIdOf } from '#markets'
import type { Marketplace } from './marketplace.ts'
import type { Application, NewApplication, NewDeveloper, Period } from './model.ts'
import { checkNewApplication, checkPage, checkPeriod, checkSignIn, checkSignUp, checkWait, fitting } from './schemas.ts'

const EVERYBODY = ['owner', 'developer', 'anyone'] as const
const BUILDERS = ['owner', 'developer'] as const

/** The marketplace's part of the console API. Developers see their own applications only, the owner all. */
export function marketplaceRoutes(marketplace: Marketplace): ConsoleRoute[] {
  /** Somebody else's application is as good as none. */
  function visible(input: ConsoleInput): Application {
    const applicationId = input.params.id as string
    const application = marketplace.application(applicationId)
    if (!application || !mayTouch(input.caller, application)) {
      throw problem('application-not-found', { applicationId })
    }
    tie(input, application)
    return application
  }

  return [
    {
      method: 'POST',
      path: '/api/marketplace/sign-up',
      roles: EVERYBODY,
      status: 201,
      exchange: { arrow: 1, from: 'developer', to: 'marketplace', operation: 'sign up' },
      act: ({ body }) => marketplace.signUp(fitting<NewDeveloper>(checkSignUp, body)),
    },
    {
      method: 'POST',
      path: '/api/marketplace/sign-in',
      roles: EVERYBODY,
      act: ({ body }) => marketplace.signIn(fitting<{ email: string; password: string }>(checkSignIn, body)),
    },
    {
      method: 'GET',
      path: '/api/marketplace/applications',
      roles: BUILDERS,
      act({ query, caller }) {
        fitting(checkPage, Object.fromEntries(query))
        const limit = Number(query.get('limit') ?? 100)
        const before = query.get('before') ?? undefined
        const applications = marketplace.applications({
          limit,
          origin: originIn(query),
          ...(before === undefined ? {} : { before }),
          ...(caller.role === 'developer' ? { developerId: caller.developerId } : {}),
        })
        return { applications, next: applications.length === limit ? applications.at(-1)?.id : null }
      },
    },
    {
      method: 'POST',
      path: '/api/marketplace/applications',
      roles: BUILDERS,
      status: 201,
      exchange: { arrow: 1, from: 'developer', to: 'marketplace', operation: 'create application' },
      async act(input) {
        const asked = fitting<Omit<NewApplication, 'developerId'>>(checkNewApplication, input.body)
        input.tie({ market: marketIdOf(asked.market, asked.lane) })
        const developerId =
          input.caller.role === 'developer' ? input.caller.developerId : marketplace.ownerDeveloper().id
        const application = await marketplace.createApplication({ ...asked, developerId })
        tie(input, application)
        return { application }
      },
    },
    {
      method: 'GET',
      path: '/api/marketplace/applications/:id',
      roles: BUILDERS,
      async act(input) {
        fitting(checkWait, Object.fromEntries(input.query))
        const application = visible(input)
        const waitMs = Number(input.query.get('waitMs') ?? 0)
        return { application: waitMs === 0 ? application : await settled(marketplace, application.id, waitMs) }
      },
    },
    {
      method: 'GET',
      path: '/api/marketplace/applications/:id/credentials',
      roles: BUILDERS,
      exchange: { arrow: 4, from: 'developer', to: 'marketplace', operation: 'collect credentials' },
      act(input) {
        const application = visible(input)
        return { credentials: marketplace.pack(application.id) }
      },
    },
    {
      method: 'GET',
      path: '/api/marketplace/applications/:id/usage',
      roles: BUILDERS,
      async act(input) {
        const application = visible(input)
        return { usage: await marketplace.usage(application.id, periodOf(input.query)) }
      },
    },
    {
      // A POST, for what it hands out is a secret that no cache or history should see.
      method: 'POST',
      path: '/api/marketplace/software/:id/pack',
      roles: ['owner'],
      act: async ({ params }) => ({ pack: await marketplace.softwarePack(params.id as string) }),
    },
    {
      method: 'GET',
      path: '/api/marketplace/session',
      roles: ['developer'],
      act: ({ caller }) => marketplace.session(tokenOf(caller)),
    },
    {
      method: 'POST',
      path: '/api/marketplace/session',
      roles: ['developer'],
      act: ({ caller }) => marketplace.renewSession(tokenOf(caller)),
    },
    {
      method: 'DELETE',
      path: '/api/marketplace/session',
      roles: ['developer'],
      act: ({ caller }) => marketplace.signOut(tokenOf(caller)),
    },
  ]
}

/** The session a developer came with; the owner has none, who passes wherever a developer may. */
function tokenOf(caller: Caller): string {
  return (caller.role === 'developer' && caller.sessionToken) || ''
}

/** Throws request-invalid. */
function periodOf(query: URLSearchParams): Period {
  fitting(checkPeriod, Object.fromEntries(query))
  const [from, to] = ['from', 'to'].map((name) => (query.has(name) ? Number(query.get(name)) : undefined))
  if (from !== undefined && to !== undefined && from > to) {
    throw problem('request-invalid', {
      faults: [{ pointer: '/to', keyword: 'minimum', message: 'must not be before from', allowed: from }],
    })
  }
  return { from, to }
}

function mayTouch(caller: Caller, application: Application): boolean {
  return caller.role === 'owner' || (caller.role === 'developer' && caller.developerId === application.developerId)
}

function tie({ tie: onto }: ConsoleInput, { id, market, clientId }: Application): void {
  onto({ applicationId: id, market, ...(clientId === null ? {} : { clientId }) })
}

/** The application once the agent is done with it, or as it stands when the wait ends. */
async function settled(marketplace: Marketplace, id: string, timeoutMs: number): Promise<Application> {
  try {
    return await marketplace.whenProvisioned(id, { timeoutMs })
  } catch (error) {
    const application = marketplace.application(id)
    if (application && error instanceof Problem) return application
    throw error
  }
}
