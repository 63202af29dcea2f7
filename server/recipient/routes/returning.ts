import type { Desk } from '../desk.ts'
import { donePage } from '../pages/done.ts'
import { returnPage } from '../pages/return.ts'
import { transitionPage } from '../pages/transition.ts'
import type { Route } from '../routing.ts'

/** The way to the bank's own pages, and the way back. */
export function returningRoutes(desk: Desk): Route[] {
  const { connections, returnPath, accountsOf } = desk
  const { base } = desk.scene('en')
  return [
    {
      method: 'GET',
      path: `${base}/connections/:id/onward`,
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
        return { redirect: `${base}/connections/${id}/done` }
      },
    },
    {
      method: 'GET',
      path: `${base}/connections/:id/done`,
      act({ params, session, language, developer }) {
        const connection = connections.find(session.key, params.id as string)
        const scene = desk.scene(language)
        const accounts = accountsOf(scene, connection).length
        return { page: donePage({ scene, sharing: desk.sharingOf(language, connection), accounts, developer }) }
      },
    },
  ]
}
