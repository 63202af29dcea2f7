import type { ProblemAnswer } from '../envelope.ts'
import { answer } from './problem-answer.ts'

/** How what the operations about the bank itself refuse is answered (FDX 6.4, errors 1106, 1205 to 1207). */
export const serviceProblems: Readonly<Record<string, ProblemAnswer>> = {
  'subscription-unknown': answer(404, 404, 'Not found', 'No subscription of this application has this id.'),
  'callback-unsafe': answer(
    400,
    401,
    'Invalid input',
    (f) => `callbackUrl was "${f.callbackUrl}"; give an https address, or http on this machine.`,
  ),
  'too-many-requests': answer(
    429,
    1207,
    'Too many requests',
    (f) => `No more than ${f.limit} a minute; try again in ${f.retryAfterSeconds} seconds.`,
  ),
  'operation-not-served': answer(
    501,
    1106,
    'Not implemented',
    (f) => `This bank does not serve ${f.operationId}; GET /capability lists what it does.`,
  ),
  'version-not-served': answer(
    501,
    1106,
    'FDX version not supported',
    (f) => `This bank does not speak ${f.version} but ${[f.served].flat().join(', ')}.`,
  ),
}
