import type { Facts } from '#kernel'
import type { ProblemAnswer } from '../envelope.ts'
import { answer } from './problem-answer.ts'

/** How what the data operations refuse is answered (FDX 6.4, errors 601, 701 to 706 and 1101 to 1300). */
export const dataProblems: Readonly<Record<string, ProblemAnswer>> = {
  'page-key-invalid': answer(
    400,
    401,
    'Invalid input',
    (f) => `The page can't be found by pageKey or offset: ${f.reason}. Follow the links, or begin anew without one.`,
  ),
  'date-invalid': answer(400, 702, 'Invalid start or end date', (f) => `${f.name} was "${f.sent}"; write 2026-01-31.`),
  'date-range-invalid': answer(400, 703, 'Invalid date range', (f) => `${f.reason}.`),
  'no-data': answer(404, 1107, 'No data found', 'Nothing fits these parameters.'),
  'customer-not-related': answer(404, 601, 'Customer not found', 'No customer of this consent has this id.'),
  'account-not-shared': answer(404, 701, 'Account not found', 'No account of this consent has this id.'),
  'account-locked': answer(403, 706, 'Account is locked', 'The bank has locked this account for now; ask again later.'),
  'reward-programme-unknown': answer(
    404,
    1101,
    'Reward programme not found',
    'No shared account earns for such a programme.',
  ),
  'reward-categories-unknown': answer(404, 1102, 'Categories not found', 'This programme has no categories.'),
  'image-unknown': answer(404, 1103, 'Image not found', 'No transaction of this account has this image.'),
  'statement-unknown': answer(404, 1104, 'Statement not found', 'This account has no statement with this id in reach.'),
  'statements-none': answer(404, 1108, 'Account has no statements', 'No month of this account has been closed yet.'),
  'statement-processing': answer(
    400,
    1300,
    'Statement is still processing',
    (f) => `The statement can be read from ${f.availableAt}.`,
  ),
  'tax-form-unknown': answer(404, 1200, 'Tax form not found', 'No tax form of this customer has this id.'),
  'tax-form-type-unsupported': answer(400, 1201, 'Tax form type not supported', supportedForms),
  'tax-year-unsupported': answer(
    400,
    1202,
    'Tax year not supported',
    (f) => `In a year only forms of the one before are told, here ${f.year}; ${f.sent} was asked for.`,
  ),
  'tax-account-missing': answer(400, 1204, 'Account id is required', 'Say which account the form is about: accountId.'),
  'tax-account-closed': answer(409, 705, 'Account is closed', 'The account that the form is about is closed.'),
  'tax-form-of-bank': answer(403, 403, 'Forbidden', 'The bank made this form: no application changes it.'),
  'tax-form-differs': answer(
    400,
    401,
    'Invalid input',
    (f) => `${f.member} is another than that of the form in the address; hand in another form for it.`,
  ),
  'tax-document-broken': answer(
    400,
    401,
    'Invalid input',
    (f) => `A PDF begins with ${f.starts}; this document doesn't.`,
  ),
  'tax-forms-full': answer(
    429,
    1207,
    'Too many requests',
    (f) => `This application has handed in as many forms of ${f.year} for this customer as are kept; correct one.`,
  ),
  'tax-forms-early': answer(409, 1205, 'Tax forms are not available yet', (f) => `They are ready on ${f.from}.`),
}

function supportedForms({ sent, supported }: Facts): string {
  return `This bank has no ${sent}; it has ${(supported as string[]).join(', ')}.`
}
