import type { Rule } from '../../rule.ts'
import { lastPart, say } from '../../rules/words.ts'

/** What the tax API asks, of whoever reads forms and whoever hands them in. */
export const taxRules: Readonly<Record<string, Rule>> = {
  'tax-form-type': {
    part: 'data',
    title: say('The bank knows forms of this type', 'O banco conhece informes deste tipo'),
    clause: 'FDX tax API: error 1201',
    fix: say(
      'Ask for types that this bank knows, separated by commas, or leave taxForms out; hand in a form of such a type.',
      'Peça tipos que este banco conhece, separados por vírgulas, ou omita taxForms; entregue um informe de um deles.',
    ),
    places: (facts) =>
      facts.in === 'body'
        ? [
            {
              at: 'body',
              right: say('<one form under a key such as tax1099Int>', '<um informe sob uma chave como tax1099Int>'),
            },
          ]
        : [{ at: 'query:taxForms', right: [facts.supported].flat().join(',') }],
  },
  'tax-content-type': {
    part: 'data',
    title: say('Forms come as JSON or PDF', 'Informes vêm em JSON ou PDF'),
    clause: 'FDX tax API: error 1203',
    fix: say('Ask for application/json or application/pdf.', 'Peça application/json ou application/pdf.'),
    places: [{ at: 'query:contentTypes', right: 'application/json' }],
  },
  'tax-year': {
    part: 'data',
    title: say('Forms are of the year before', 'Os informes são do ano anterior'),
    clause: 'FDX tax API: error 1202',
    fix: say(
      'Ask for the year before this one, or for none; hand in forms of that year.',
      'Peça o ano anterior a este, ou nenhum; entregue informes desse ano.',
    ),
    places: [{ at: 'query:taxYear', right: ({ facts }) => (typeof facts.year === 'number' ? facts.year : null) }],
  },
  'tax-forms-out': {
    part: 'data',
    title: say('The forms of the year have come out', 'Os informes do ano já saíram'),
    clause: 'FDX tax API: error 1205',
    fix: say('Ask again from the last day of January.', 'Peça de novo a partir do último dia de janeiro.'),
    places: [{ at: 'address' }],
  },
  'tax-form-known': {
    part: 'data',
    title: say("The form is of the consent's holder", 'O informe é do titular do consentimento'),
    clause: 'FDX tax API: error 1200',
    fix: say('Use a taxFormId from GET /tax-forms.', 'Use um taxFormId de GET /tax-forms.'),
    places: [
      { at: 'address', right: lastPart(say('<a taxFormId from GET /tax-forms>', '<um taxFormId de GET /tax-forms>')) },
    ],
  },
  'tax-account': {
    part: 'data',
    title: say('A form says which account it is about', 'Um informe diz de qual conta trata'),
    clause: 'FDX tax API: createTaxForm, updateTaxForm; error 1204',
    fix: say('Send accountId with the form.', 'Envie accountId com o informe.'),
    places: [{ at: 'body', right: say('<the same form with an accountId>', '<o mesmo informe com um accountId>') }],
  },
  'tax-account-open': {
    part: 'data',
    title: say('Forms are handed in about accounts that are open', 'Informes são entregues sobre contas abertas'),
    clause: 'FDX tax API: error 705',
    fix: say('Hand it in about another account.', 'Entregue sobre outra conta.'),
    places: [{ at: 'body', right: say('<a form about an open account>', '<um informe sobre uma conta aberta>') }],
  },
  'tax-form-own': {
    part: 'data',
    title: say('An application corrects what it handed in itself', 'Um app corrige o que ele mesmo entregou'),
    clause: 'FDX tax API: updateTaxForm; error 403',
    fix: say('Hand in a form of your own: POST /tax-forms.', 'Entregue um informe próprio: POST /tax-forms.'),
    places: [
      {
        at: 'address',
        right: lastPart(say('<a taxFormId from POST /tax-forms>', '<um taxFormId de POST /tax-forms>')),
      },
    ],
  },
  'tax-form-same': {
    part: 'data',
    title: say(
      'A correction is of the same type, year and account as the form',
      'Uma correção é do mesmo tipo, ano e conta que o informe',
    ),
    clause: 'FDX tax API: updateTaxForm; error 401',
    fix: say(
      'Send the form with its own type, taxYear and accountId; for others hand in another form.',
      'Envie o informe com seu próprio tipo, taxYear e accountId; para outros, entregue outro informe.',
    ),
    places: [{ at: 'body', right: say('<the form of the address, corrected>', '<o informe do endereço, corrigido>') }],
  },
  'tax-document': {
    part: 'data',
    title: say('The document of a form is a PDF', 'O documento de um informe é um PDF'),
    clause: 'FDX tax API: updateTaxForm; error 401',
    fix: say('Send the bytes of a PDF as they are.', 'Envie os bytes de um PDF como são.'),
    places: [{ at: 'body', right: say('<the bytes of a PDF>', '<os bytes de um PDF>') }],
  },
  'tax-forms-room': {
    part: 'data',
    title: say(
      'An application hands in no more forms of a year than the bank keeps for one customer',
      'Um app não entrega mais informes de um ano do que o banco guarda para um cliente',
    ),
    clause: "The bank's own limit; FDX error 1207",
    fix: say('Correct a form that was handed in before.', 'Corrija um informe entregue antes.'),
    places: [{ at: 'method', right: 'PUT' }, { at: 'address' }],
  },
}
