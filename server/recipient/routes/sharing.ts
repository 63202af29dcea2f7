import type { Desk } from '../desk.ts'
import type { ShownMessage } from '../messages.ts'
import { connectionPage } from '../pages/connection.ts'
import { connectionsPage } from '../pages/connections.ts'
import { disconnectPage } from '../pages/disconnect.ts'
import { DIRECTORY, KEPT_MS } from '../remembered.ts'
import type { Route } from '../routing.ts'
import { developerPage } from '../web/developer/page.ts'

/** What is shared: the management area, one sharing with its end, and the messages behind it. */
export function sharingRoutes(desk: Desk): Route[] {
  const { connections, messages, sharingOf, certificate } = desk
  const { base } = desk.scene('en')

  return [
    {
      method: 'GET',
      path: `${base}/connections`,
      act({ language, session }) {
        const sharings = connections.list(session.key).map((connection) => sharingOf(language, connection))
        return { page: connectionsPage({ scene: desk.scene(language), sharings }) }
      },
    },
    {
      method: 'GET',
      path: `${base}/connections/:id`,
      async act(visit) {
        const { params, language, session, developer } = visit
        const connection = connections.find(session.key, params.id as string)
        const told = { sharing: sharingOf(language, connection), parts: await desk.partsOf(visit, connection) }
        const { formToken } = session
        return { page: connectionPage({ scene: desk.scene(language), formToken, ...told, developer }) }
      },
    },
    {
      method: 'GET',
      path: `${base}/connections/:id/messages`,
      act({ params, language, session }) {
        const connection = connections.find(session.key, params.id as string)
        const title = [connection.bank, sharingOf(language, connection).who].filter(Boolean).join(' · ')
        const all = withDirectory(messages.of(connection.id), messages.of(DIRECTORY))
        const shown = { guide: desk.guide(language), title, back: `${base}/connections/${connection.id}`, certificate }
        return { page: developerPage({ language, ...shown, messages: all }) }
      },
    },
    {
      method: 'POST',
      path: `${base}/connections/:id/refresh`,
      async act({ params, session }) {
        await connections.refresh(session.key, params.id as string)
        return { redirect: `${base}/connections/${params.id}` }
      },
    },
    {
      method: 'GET',
      path: `${base}/connections/:id/disconnect`,
      act({ params, language, session }) {
        const sharing = sharingOf(language, connections.find(session.key, params.id as string))
        return { page: disconnectPage({ scene: desk.scene(language), formToken: session.formToken, sharing }) }
      },
    },
    {
      method: 'POST',
      path: `${base}/connections/:id/disconnect`,
      async act({ params, session }) {
        await connections.disconnect(session.key, params.id as string)
        return { redirect: `${base}/connections/${params.id}` }
      },
    },
  ]
}

/** A connection's messages with those reads of the directory that it could use: they are kept for a while, for all. */
function withDirectory(own: ShownMessage[], directory: ShownMessage[]): ShownMessage[] {
  const [first, last] = [own[0], own.at(-1)]
  if (!first || !last) return own
  const used = directory.filter(({ at }) => at > first.at - KEPT_MS && at <= last.at)
  return [...used, ...own].sort((one, other) => one.at - other.at)
}
