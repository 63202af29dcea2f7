import { problem } from '#kernel'
import { type Statement, statementPage } from '../../pages/statement.ts'
import { cursorOf, periodOf } from '../../routes/asked.ts'
import type { Route, Visit } from '../../routing.ts'
import type { Scene } from '../../scene.ts'
import type { Connection } from '../../store.ts'
import { html } from '../../web/html.ts'
import { accountName, fieldName, figuresOf } from '../accounts.ts'
import { amountText, currencyOf } from '../amounts.ts'
import { movementsOf, plainBalance } from '../budget/read.ts'
import type { Connections } from '../connections.ts'
import type { FdxAccount, Snapshot } from '../data.ts'
import { detailsPart, holdersPart, holdingsPart, rewardsPart, statementsPart } from '../pages/account-parts.ts'
import { fdxScene } from '../scene.ts'
import { readableDays } from '../terms.ts'
import type { FdxDeps } from './deps.ts'

/** What is done with a sharing under FDX alone: the page of one account of any category, and its documents. */
export function usingRoutes({ world, connections }: FdxDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/fdx/connections/:id/accounts/:accountId',
      async act(visit) {
        const { params, language, session, developer } = visit
        const connection = connections.find(session.key, params.id as string)
        const account = accountOf(connection, params.accountId as string)
        const now = world.clock.now()
        const scene = fdxScene(language)
        const { facts, accountId } = account
        const programmes = (connection.data as Snapshot).rewards
        return {
          page: statementPage({
            ...{ scene, connection, accountId, now, developer },
            name: accountName(language, facts),
            figures: figuresOf(facts).map((name) => [
              fieldName(language, name),
              amountText(scene, facts[name], currencyOf(facts, scene)),
            ]),
            above: html`${holdingsPart(scene, facts)}`,
            statement: await statementOf(connections, visit, scene, connection, account, now),
            below: html`<div class="columns half">${detailsPart(scene, facts)}<div class="stack">${statementsPart(scene, connection, account)}${rewardsPart(scene, programmes, accountId)}${holdersPart(scene, account.contact)}</div></div>`,
          }),
        }
      },
    },
    {
      method: 'GET',
      path: '/fdx/connections/:id/accounts/:accountId/statements/:statementId',
      async act({ params, session }) {
        const connection = connections.find(session.key, params.id as string)
        const { accountId } = accountOf(connection, params.accountId as string)
        const { statementId } = params as { statementId: string }
        return { document: await connections.statement(session.key, connection.id, accountId, statementId) }
      },
    },
  ]
}

function accountOf({ data }: Connection, accountId: string): FdxAccount {
  const account = (data as Snapshot | null)?.accounts.find((each) => each.accountId === accountId)
  if (!account) throw problem('not-found')
  return account
}

/** A page of the account's transactions, read now; null where the bank has none to give for it. */
async function statementOf(
  connections: Connections,
  { query, session }: Visit,
  scene: Scene,
  connection: Connection,
  { accountId, facts, transactions }: FdxAccount,
  now: number,
): Promise<Statement['statement']> {
  if (transactions === null) return null
  const { from, to } = readableDays(now)
  const period = periodOf(query, { from, to })
  const asked = { period, cursor: cursorOf(query) }
  const page = await connections.transactions(session.key, connection.id, accountId, asked)
  const movements = movementsOf(scene, page.transactions, currencyOf(facts, scene))
  return { period, movements, prev: page.prev, next: page.next, balanceMinor: plainBalance(scene, facts) }
}
