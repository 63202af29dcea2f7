import type { Facts } from '#kernel'
import type { ProblemAnswer } from '../envelope.ts'
import { detailOf } from '../problem-wording.ts'

/** Answers a problem: HTTP status, FDX code, message, and what was wrong and would be right. */
export function answer(
  status: number,
  code: number,
  title: string,
  detail: string | ((facts: Facts) => string),
  headers?: ProblemAnswer['headers'],
): ProblemAnswer {
  return {
    ...{ status, code: String(code), title },
    detail: detailOf(detail),
    ...(headers ? { headers } : {}),
  }
}
