import type { Right, RightContext, Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

/** What the core operations ask: of what they read, and of how it is asked for. */
export const coreRules: Readonly<Record<string, Rule>> = {
  'account-shared': {
    part: 'data',
    title: say('The consent shares the account', 'O consentimento compartilha a conta'),
    clause: 'FDX core API: error 701; one outside the consent is not told from one that does not exist',
    fix: say(
      'Use an accountId from GET /accounts with the same token.',
      'Use um accountId de GET /accounts com o mesmo token.',
    ),
    places: [{ at: 'address', right: otherAccount }, { at: 'query:accountIds' }, { at: 'query:accountId' }],
  },
  'customer-related': {
    part: 'data',
    title: say("The customer holds one of the consent's accounts", 'O cliente é titular de uma conta do consentimento'),
    clause: 'FDX customer API: error 601',
    fix: say('Use a customerId from GET /customers.', 'Use um customerId de GET /customers.'),
    places: [
      {
        at: 'address',
        right: lastPart(say('<a customerId from GET /customers>', '<um customerId de GET /customers>')),
      },
    ],
  },
  'page-key': {
    part: 'data',
    title: say(
      "A page's key is one that this list gave, for the same filters",
      'A chave da página é uma que esta lista deu, para os mesmos filtros',
    ),
    clause: 'FDX core API: pageKey, offset; error 401',
    fix: say(
      'Follow links.next or links.prev as it is, within an hour; begin anew without pageKey and offset.',
      'Siga links.next ou links.prev como está, em até uma hora; recomece sem pageKey nem offset.',
    ),
    places: [
      { at: 'query:pageKey', right: null },
      { at: 'query:offset', right: null },
    ],
  },
  'date-written': {
    part: 'data',
    title: say('Dates are written yyyy-mm-dd', 'As datas são escritas aaaa-mm-dd'),
    clause: 'FDX core API: DateString; error 702',
    fix: say('Write a day that exists, such as 2026-01-31.', 'Escreva um dia que existe, como 2026-01-31.'),
    places: ({ name }) => [{ at: `query:${name}`, right: say('<a date, yyyy-mm-dd>', '<uma data, aaaa-mm-dd>') }],
  },
  'statement-known': {
    part: 'data',
    title: say('The account has the statement', 'A conta tem o extrato'),
    clause: 'FDX core API: errors 1104, 1108',
    fix: say(
      'Use a statementId from the list of this account, within the look-back.',
      'Use um statementId da lista desta conta, dentro do período de consulta.',
    ),
    places: [{ at: 'address', right: otherStatement }],
  },
  'statement-ready': {
    part: 'data',
    title: say('The statement has been made', 'O extrato está pronto'),
    clause: 'FDX core API: status PROCESSING; error 1300',
    fix: say('Wait until the list says AVAILABLE.', 'Espere a lista dizer AVAILABLE.'),
    places: [{ at: 'address' }],
  },
  'image-known': {
    part: 'data',
    title: say('A transaction of the account has the image', 'Uma transação da conta tem a imagem'),
    clause: 'FDX core API: error 1103',
    fix: say('Use an id of imageIds of a transaction.', 'Use um id de imageIds de uma transação.'),
    places: [{ at: 'address', right: lastPart(say('<an id of imageIds>', '<um id de imageIds>')) }],
  },
  'programme-known': {
    part: 'data',
    title: say(
      'Shared accounts earn for the programme, and it has categories where they are asked for',
      'Contas compartilhadas pontuam no programa, e ele tem categorias quando são pedidas',
    ),
    clause: 'FDX core API: errors 1101, 1102',
    fix: say('Use a programId from GET /reward-programs.', 'Use um programId de GET /reward-programs.'),
    places: [{ at: 'address' }],
  },
}

/** The address that was called, with the account in it replaced; nothing to say where it names none. */
function otherAccount({ sent }: RightContext): Right | undefined {
  const path = String(sent ?? '').split('?')[0] as string
  const [before, after] = path.split(/\/accounts\/[^/]+/)
  if (before === undefined || after === undefined) return undefined
  return say(
    `${before}/accounts/<an accountId from GET /accounts>${after}`,
    `${before}/accounts/<um accountId de GET /accounts>${after}`,
  )
}

const STATEMENT = lastPart(say('<a statementId of this account>', '<um statementId desta conta>'))

/** The same for a statement, where one was named: an account that has none yet has nothing to name. */
function otherStatement(context: RightContext): Right | undefined {
  return context.facts.statementId === undefined ? undefined : STATEMENT(context)
}
