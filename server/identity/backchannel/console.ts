import { badParameter, type ConsoleRoute, openSchemas, problem } from '#kernel'
import type { ApprovalHook } from './hook.ts'
import type { Phones } from './phones.ts'

const ROLES = ['owner'] as const

const ANSWER = {
  type: 'object',
  properties: {
    accounts: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 200 }, maxItems: 1000 },
    login: { type: 'string', minLength: 1, maxLength: 100 },
    password: { type: 'string', maxLength: 1000 },
  },
  dependentRequired: { login: ['password'], password: ['login'] },
  additionalProperties: false,
} as const

const checkAnswer = openSchemas().check(ANSWER)

/** What the suites call the two answers, and we do. */
const ACTIONS: ReadonlyMap<string | null, 'approve' | 'reject'> = new Map([
  ['allow', 'approve'],
  ['approve', 'approve'],
  ['deny', 'reject'],
  ['reject', 'reject'],
])

/** The simulated phone's part of the console API: what waits there, the answers, and the address for test suites. */
export function approvalRoutes(deps: { phones: Phones; hook: ApprovalHook; consoleUrl: string }): ConsoleRoute[] {
  const { phones, hook, consoleUrl } = deps
  return [
    {
      method: 'GET',
      path: '/api/phone/approvals',
      roles: ROLES,
      act({ query }) {
        const consentId = query.get('consent')
        const waiting = phones.waiting()
        return { approvals: waiting.filter((one) => consentId === null || one.consentId === consentId) }
      },
    },
    {
      method: 'POST',
      path: '/api/phone/approvals/:id/approve',
      roles: ROLES,
      act({ params, body }) {
        const { accounts, ...by } = answerIn(body)
        return phones.approve(params.id as string, accounts, loginIn(by))
      },
    },
    {
      method: 'POST',
      path: '/api/phone/approvals/:id/reject',
      roles: ROLES,
      act: ({ params, body }) => phones.reject(params.id as string, loginIn(answerIn(body))),
    },
    { method: 'GET', path: '/api/phone/hook', roles: ROLES, act: () => ({ open: hook.isOpen() }) },
    {
      method: 'POST',
      path: '/api/phone/hook',
      roles: ROLES,
      act: () => ({ url: `${consoleUrl}/api/phone/hook/${hook.open()}?authReqId={auth_req_id}&action={action}` }),
    },
    {
      method: 'DELETE',
      path: '/api/phone/hook',
      roles: ROLES,
      act() {
        hook.close()
        return { open: false }
      },
    },
    {
      method: 'GET',
      path: '/api/phone/hook/:key',
      roles: ['anyone', 'owner'],
      act({ params, query }) {
        hook.check(params.key as string)
        const id = query.get('authReqId') ?? ''
        const decision = ACTIONS.get(query.get('action'))
        if (decision === undefined) throw badParameter('action', 'must be allow or deny')
        return decision === 'approve' ? phones.approve(id) : phones.reject(id)
      },
    },
  ]
}

type AnswerBody = { accounts?: string[]; login?: string; password?: string }

function answerIn(body: unknown): AnswerBody {
  const sent = body ?? {}
  const faults = checkAnswer(sent)
  if (faults.length > 0) throw problem('request-invalid', { faults })
  return sent as AnswerBody
}

function loginIn({ login, password }: AnswerBody) {
  return login === undefined || password === undefined ? undefined : { login, password }
}
