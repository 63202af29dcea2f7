import { problem } from '#kernel'
import { statementPage } from '../../pages/statement.ts'
import { cursorOf, periodOf } from '../../routes/asked.ts'
import type { Route } from '../../routing.ts'
import { movementsOf, plainBalance } from '../budget/read.ts'
import type { Account, Snapshot } from '../data.ts'
import { accountName } from '../pages/account-name.ts'
import { amountText, limitPart } from '../pages/accounts-part.ts'
import { obbScene } from '../scene.ts'
import { day, TERMS } from '../terms.ts'
import { obbWords } from '../words/index.ts'
import type { ObbDeps } from './deps.ts'

const DEFAULT_PERIOD_MS = 30 * 24 * 60 * 60 * 1000

/** What is done with a sharing in Brazil alone: its renewal, and the statement of one account. */
export function usingRoutes({ world, connections }: ObbDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/obb/connections/:id/renew',
      async act({ params, session, form, device }) {
        const term = TERMS.find((known) => known === form.get('term'))
        if (!term) throw problem('input-invalid', { field: 'term' })
        await connections.renew(session.key, params.id as string, term, device)
        return { redirect: `/obb/connections/${params.id}` }
      },
    },
    {
      method: 'GET',
      path: '/obb/connections/:id/accounts/:accountId',
      async act({ params, query, language, session, developer }) {
        const connection = connections.find(session.key, params.id as string)
        const accounts = (connection.data as Snapshot | null)?.accounts ?? []
        const account = accounts.find(({ accountId }) => accountId === params.accountId)
        if (!account) throw problem('not-found')
        const now = world.clock.now()
        const period = periodOf(query, { from: day(now - DEFAULT_PERIOD_MS), to: day(now) })
        const asked = { period, cursor: cursorOf(query) }
        const page = await connections.transactions(session.key, connection.id, account.accountId, asked)
        const scene = obbScene(language)
        const { transactions, prev, next } = page
        const movements = movementsOf(scene, transactions)
        return {
          page: statementPage({
            ...{ scene, connection, accountId: account.accountId, now, developer },
            name: accountName(obbWords(language), account.facts),
            figures: figuresOf(account, language),
            statement: { period, movements, prev, next, balanceMinor: plainBalance(account) },
          }),
        }
      },
    },
  ]
}

function figuresOf({ balances, limits }: Account, language: Parameters<typeof obbWords>[0]) {
  const words = obbWords(language)
  return [
    [words.available, amountText(language, balances?.availableAmount)],
    [words.blocked, amountText(language, balances?.blockedAmount)],
    [words.invested, amountText(language, balances?.automaticallyInvestedAmount)],
    [words.limit, limitPart(words, language, limits)],
  ] as const
}
