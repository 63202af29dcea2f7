import type { Statement } from '#bank'
import { type Api, type Route, type RouteInput, route } from '../../../api.ts'
import { dateParameters } from '../../date-window.ts'
import { dayOf } from '../../dates.ts'
import { monthInWords, statementPdf } from '../../documents/statement.ts'
import { pageParameters } from '../../paging.ts'
import { date, identifier, list as listOf, object, oneOf, part, text } from '../../schema/build.ts'
import { components as common, pageOf } from '../../schema/common.ts'
import { accountIdParameter, statementIdParameter } from '../../schema/parameters.ts'
import { readStatement, readStatements } from './read.ts'

const PDF = 'application/pdf'

const ofStatements = {
  method: 'GET',
  token: 'customer',
  scope: 'fdx:statements:read',
  permissions: ['STATEMENTS'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

const list = route({
  ...ofStatements,
  id: 'searchForAccountStatements',
  path: '/accounts/:accountId/statements',
  parameters: [accountIdParameter, ...dateParameters, ...pageParameters],
  responses: { 200: { $ref: '#/components/schemas/Statements' } },
  act: readStatements,
  map: ({ statements, told }, input) => ({
    status: 200,
    data: { ...told, statements: statements.map((statement) => mapStatement(statement, input)) },
  }),
})

/** A statement with the one link to its document (FDX 6.4, Statement). */
function mapStatement(statement: Statement, { path }: RouteInput) {
  return {
    accountId: statement.accountId,
    statementId: statement.id,
    statementDate: dayOf(statement.availableAt),
    description: `Statement for ${monthInWords(statement.month)}`,
    status: statement.state === 'available' ? 'AVAILABLE' : 'PROCESSING',
    links: [{ href: `${path}/${statement.id}`, action: 'GET', rel: 'statement', types: [PDF] }],
  }
}

const document = route({
  ...ofStatements,
  id: 'getAccountStatement',
  path: '/accounts/:accountId/statements/:statementId',
  parameters: [accountIdParameter, statementIdParameter],
  produces: [PDF],
  responses: { 200: { type: 'string', format: 'binary' } },
  act: readStatement,
  map: (facts) => ({
    status: 200,
    file: { mediaType: PDF, name: `statement-${facts.statement.month}.pdf`, bytes: statementPdf(facts) },
  }),
})

const STATEMENT = object(
  {
    accountId: identifier,
    statementId: identifier,
    statementDate: date,
    status: oneOf('AVAILABLE', 'PROCESSING', 'FAILED'),
  },
  { description: text(), links: listOf(part('Link'), { minItems: 1, maxItems: 1 }) },
)

export const statementsApi: Api = {
  id: 'statements',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'statements',
  familyVersion: '6.4.0',
  components: { ...common, Statement: STATEMENT, Statements: pageOf('statements', part('Statement')) },
  routes: [list, document],
}
