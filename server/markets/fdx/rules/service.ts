import type { Rule } from '../../rule.ts'
import { say } from '../../rules/words.ts'

/** What the operations that tell of the bank itself ask. */
export const serviceRules: Readonly<Record<string, Rule>> = {
  'operation-served': {
    part: 'data',
    title: say('The operation is one that this bank serves', 'A operação é uma que este banco oferece'),
    clause: 'FDX 6.4 capability API; error 1106',
    fix: say('Take an operationId from GET /capability.', 'Use um operationId de GET /capability.'),
    places: [{ at: 'query:operationId', right: say('<an id from GET /capability>', '<um id de GET /capability>') }],
  },
  'version-served': {
    part: 'data',
    title: say('The version of FDX is one that this bank speaks', 'A versão do FDX é uma que este banco fala'),
    clause: 'FDX 6.4 capability API: fdxVersion; error 1106',
    fix: say('Ask for one of the versions served, or for none.', 'Peça uma das versões oferecidas, ou nenhuma.'),
    places: [{ at: 'query:fdxVersion', right: ({ facts }) => [facts.served].flat().join(', ') }],
  },
}
