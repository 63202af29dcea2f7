import type { Consents } from '#consent'
import type { GatewayRegistration } from '#markets'

const PAGE = 200

/** What ends with a client that is deleted: its consents too, where the market says how. */
export function openClientEnd({
  consents,
  atGateway,
}: {
  consents: Consents
  atGateway: GatewayRegistration | undefined
}) {
  return (clientId: string): void => {
    if (!atGateway) return
    const { by, reason } = atGateway.consentsEnd
    let before: { createdAt: number; id: string } | undefined
    do {
      const page = consents.list({ clientId, before, limit: PAGE })
      const last = page.at(-1)
      before = page.length === PAGE && last ? { createdAt: last.createdAt, id: last.id } : undefined
      for (const consent of page) {
        if (consents.isActive(consent) || consents.isWaiting(consent)) consents.end(consent.id, { by, reason })
      }
    } while (before)
  }
}
