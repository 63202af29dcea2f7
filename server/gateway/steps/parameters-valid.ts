import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** Headers, query and path parameters fit the operation's schemas. */
export const parametersValid: Step = {
  id: 'parameters-valid',
  run(call) {
    const { query, faults } = call.checks.parameters(call.ctx, call.params)
    if (faults.length > 0) throw problem('request-invalid', { faults })
    call.query = query
  },
}
