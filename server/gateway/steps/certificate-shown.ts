import { Problem } from '#kernel'
import type { Step } from '../call.ts'

/** The caller shows a transport certificate that the directory issued, valid and not revoked. */
export const certificateShown: Step = {
  id: 'certificate-shown',
  run({ peer }) {
    if (peer instanceof Problem) throw peer
  },
}
