import type { ProblemAnswer } from '../envelope.ts'
import { answer } from './problem-answer.ts'

/** How what the operations about the bank itself refuse is answered (FDX 6.4, error 1106). */
export const serviceProblems: Readonly<Record<string, ProblemAnswer>> = {
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
    (f) => `This bank does not speak ${f.fdxVersion} but ${[f.served].flat().join(', ')}.`,
  ),
}
