import type { AnsweredApproval, PhoneApproval } from '#identity'
import { problem } from '#kernel'
import { fits } from './named-account.ts'
import type { RunningBank } from './running-bank.ts'

/** Which request to the bank's app: by its own id, or the newest of a consent. */
export type Wanted = { requestId: string } | { consentId: string }

/** The request that waits on a customer's phone; undefined where none does. */
export async function waitingOnPhone(bank: RunningBank, wanted: Wanted): Promise<PhoneApproval | undefined> {
  const { approvals } = await bank.call<{ approvals: PhoneApproval[] }>('GET', '/api/phone/approvals')
  return approvals.find((one) =>
    'requestId' in wanted ? one.id === wanted.requestId : one.consentId === wanted.consentId,
  )
}

export type PhoneAnswer = {
  decision: 'approve' | 'reject'
  login: string
  password: string
  /** By id or by number; all that can be shared where left out. */
  accounts?: readonly string[] | undefined
}

/**
 * Answers a request as its customer, who logs in to the bank's app. Throws bank-stopped-customer where an account is not
 * offered, and what the console refuses.
 */
export function answerOnPhone(
  bank: RunningBank,
  request: PhoneApproval,
  { decision, login, password, accounts }: PhoneAnswer,
): Promise<AnsweredApproval> {
  const missing = accounts?.find((name) => !request.accounts.some((account) => fits(account, name)))
  if (decision === 'approve' && missing !== undefined) {
    throw problem('bank-stopped-customer', { reason: `it offers no account ${missing}` })
  }
  const chosen = accounts && request.accounts.filter((account) => accounts.some((name) => fits(account, name)))
  const path = `/api/phone/approvals/${encodeURIComponent(request.id)}/${decision}`
  return bank.call<AnsweredApproval>('POST', path, {
    ...{ login, password },
    ...(decision === 'approve' && chosen ? { accounts: chosen.map(({ id }) => id) } : {}),
  })
}
