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
  'address-version-served': {
    part: 'gateway',
    title: say('The address is of the version that this bank serves', 'O endereço é da versão que este banco oferece'),
    clause: 'FDX 6.4: the address carries the major version; error 1106',
    fix: say('Call the version served, at the same path.', 'Chame a versão oferecida, no mesmo caminho.'),
    places: [{ at: 'address', right: ({ facts }) => String(facts.instead ?? '') }],
  },
}
