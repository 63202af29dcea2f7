import { problem } from '#kernel'
import type { Step } from '../call.ts'

/** The consent includes a permission that opens the operation. */
export const consentPermission: Step = {
  id: 'consent-permission',
  run({ route, token }) {
    if (route.permissions.length === 0) return
    const granted = token?.consent?.permissions ?? []
    if (!route.permissions.some((permission) => granted.includes(permission))) {
      throw problem('permission-missing', { permissions: [...route.permissions] })
    }
  },
}
