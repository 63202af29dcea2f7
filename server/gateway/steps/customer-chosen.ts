import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** Nobody shows a token in the open lane: whoever calls reads the customer that the bank's owner chose for it, if any. */
export const customerChosen: Step = {
  id: 'customer-chosen',
  run(call, { openReader }) {
    const reader = openReader(call.market)
    if (!reader) throw problem('lane-closed', {})
    call.token = reader
  },
}
