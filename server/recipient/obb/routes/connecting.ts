import { Problem } from '#kernel'
import type { Reply, Route, Visit } from '../../routing.ts'
import { readChoice, readGroups, readWho } from '../choice.ts'
import type { Draft } from '../drafts.ts'
import { donePage } from '../pages/connection.ts'
import { returnPage } from '../pages/return.ts'
import { howLongPage } from '../pages/steps/how-long.ts'
import { whatPage } from '../pages/steps/what.ts'
import { whoPage } from '../pages/steps/who.ts'
import { transitionPage } from '../pages/transition.ts'
import { banksPage } from '../pages/welcome.ts'
import type { RouteDeps } from '../routes.ts'

/** The way to a connection: the bank, who, what, how long, the bank's own pages, and the way back. */
export function connectingRoutes(deps: RouteDeps): Route[] {
  const { market, connections, drafts, metadata } = deps
  const demoCustomers = market.demoCustomers ?? []
  const returnPath = new URL(market.redirectUri).pathname

  /** A step's page; without a draft that has come so far, the way begins at the bank. */
  const step = (
    path: string,
    ready: (draft: Draft) => boolean,
    page: (visit: Visit, draft: Draft) => Reply,
  ): Route => ({
    method: 'GET',
    path,
    act(visit) {
      const draft = drafts.of(visit.session.key)
      return draft && ready(draft) ? page(visit, draft) : { redirect: '/obb' }
    },
  })

  return [
    {
      method: 'GET',
      path: '/obb/banks',
      act: async (visit) => ({ page: banksPage(await pickerOf(deps, visit, '/obb/banks')) }),
    },
    {
      method: 'POST',
      path: '/obb/consent/bank',
      async act({ form, session }) {
        const brand = (await metadata.brands()).find(({ key, ours }) => ours && key === form.get('bank'))
        if (!brand) return { redirect: '/obb/banks' }
        drafts.begin(session.key, brand.name)
        return { redirect: '/obb/consent/who' }
      },
    },
    step('/obb/consent/who', ready.who, ({ language, session, query }, draft) => ({
      page: whoPage({ language, formToken: session.formToken, draft, demoCustomers, wrong: query.get('wrong') }),
    })),
    {
      method: 'POST',
      path: '/obb/consent/who',
      act({ form, session }) {
        const [document, businessDocument] = [form.get('document') ?? '', form.get('business_document') ?? '']
        drafts.change(session.key, { customer: form.get('customer') ?? '', document, businessDocument })
        return checked('/obb/consent/who', '/obb/consent/what', () => readWho(form, demoCustomers))
      },
    },
    step('/obb/consent/what', ready.what, ({ language, session, query }, draft) => ({
      page: whatPage({ language, formToken: session.formToken, draft, wrong: query.get('wrong') }),
    })),
    {
      method: 'POST',
      path: '/obb/consent/what',
      act: ({ form, session }) =>
        checked('/obb/consent/what', '/obb/consent/how-long', () =>
          drafts.change(session.key, { groups: readGroups(form) }),
        ),
    },
    step('/obb/consent/how-long', ready.howLong, ({ language, session, query }, draft) => ({
      page: howLongPage({ language, formToken: session.formToken, draft, demoCustomers, wrong: query.get('wrong') }),
    })),
    {
      method: 'POST',
      path: '/obb/connect',
      async act({ form, session }) {
        const id = await connections.connect(session.key, readChoice(form, demoCustomers))
        drafts.end(session.key)
        return { redirect: `/obb/connections/${id}/onward` }
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/onward',
      act({ params, session, language }) {
        const url = connections.onward(session.key, params.id as string)
        const { bank } = connections.find(session.key, params.id as string)
        return { page: transitionPage({ language, url, bank }) }
      },
    },
    {
      method: 'GET',
      path: returnPath,
      act: ({ language, session }) => ({
        page: returnPage({ language, formToken: session.formToken, path: returnPath }),
      }),
    },
    {
      method: 'POST',
      path: returnPath,
      async act({ form, session }) {
        const id = await connections.complete(session.key, form.get('answer') ?? '')
        return { redirect: `/obb/connections/${id}/done` }
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/done',
      act({ params, session, language, developer }) {
        return {
          page: donePage({ language, connection: connections.find(session.key, params.id as string), developer }),
        }
      },
    },
  ]
}

const ready = {
  who: () => true,
  what: ({ customer }: Draft) => customer !== null,
  howLong: ({ customer, groups }: Draft) => customer !== null && groups !== null,
}

/** The next page, or the same one again with the field that could not be used. */
function checked(here: string, next: string, read: () => unknown): Reply {
  try {
    read()
    return { redirect: next }
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== 'input-invalid') throw error
    return { redirect: `${here}?${new URLSearchParams({ wrong: String(error.facts.field) })}` }
  }
}

/** What the bank picker shows; the list of banks may be out of reach, the page is not. */
export async function pickerOf({ metadata }: RouteDeps, { language, session, query }: Visit, here: string) {
  const brands = await metadata.brands().catch((error: unknown) => {
    if (error instanceof Problem) return null
    throw error
  })
  return { language, formToken: session.formToken, brands, search: query.get('q') ?? '', here }
}
