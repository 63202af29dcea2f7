import { nextOrAgain } from '../../routes/asked.ts'
import type { Reply, Route, Visit } from '../../routing.ts'
import { readChoice, readGroups, readWho } from '../choice.ts'
import type { ObbDraft } from '../draft.ts'
import { howLongPage } from '../pages/steps/how-long.ts'
import { whatPage } from '../pages/steps/what.ts'
import { whoPage } from '../pages/steps/who.ts'
import type { ObbDeps } from './deps.ts'

/** The steps to a consent: who, what, how long. */
export function connectingRoutes({ market, connections, drafts }: ObbDeps): Route[] {
  const demoCustomers = market.demoCustomers ?? []

  /** A step's page; without a draft that has come so far, the way begins at the bank. */
  const step = (
    path: string,
    ready: (draft: ObbDraft) => boolean,
    page: (visit: Visit, draft: ObbDraft) => Reply,
  ): Route => ({
    method: 'GET',
    path,
    act(visit) {
      const draft = drafts.of(visit.session.key)
      return draft && ready(draft) ? page(visit, draft) : { redirect: '/obb' }
    },
  })

  return [
    step('/obb/consent/who', ready.who, ({ language, session, query }, draft) => ({
      page: whoPage({ language, formToken: session.formToken, draft, demoCustomers, wrong: query.get('wrong') }),
    })),
    {
      method: 'POST',
      path: '/obb/consent/who',
      act({ form, session }) {
        const [document, businessDocument] = [form.get('document') ?? '', form.get('business_document') ?? '']
        drafts.change(session.key, { customer: form.get('customer') ?? '', document, businessDocument })
        return nextOrAgain('/obb/consent/who', '/obb/consent/what', () => readWho(form, demoCustomers))
      },
    },
    step('/obb/consent/what', ready.what, ({ language, session, query }, draft) => ({
      page: whatPage({ language, formToken: session.formToken, draft, wrong: query.get('wrong') }),
    })),
    {
      method: 'POST',
      path: '/obb/consent/what',
      act: ({ form, session }) =>
        nextOrAgain('/obb/consent/what', '/obb/consent/how-long', () =>
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
  ]
}

const ready = {
  who: () => true,
  what: ({ customer }: ObbDraft) => customer !== null,
  howLong: ({ customer, groups }: ObbDraft) => customer !== null && groups !== null,
}
