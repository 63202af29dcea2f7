import type { Consents } from '#consent'

/** Consents of one application that are looked at, the newest first: nobody's account is shared with it more often. */
const LOOKED_AT = 200

/** Finds the active consents by which applications of a market share any of some accounts. */
export function sharingBy(consents: Pick<Consents, 'list' | 'isActive'>) {
  return (market: string, clientIds: readonly string[], accountIds: readonly string[]) =>
    clientIds.flatMap((clientId) =>
      consents
        .list({ market, clientId, limit: LOOKED_AT })
        .filter((consent) => consents.isActive(consent) && consent.heldSince === null)
        .flatMap(({ id, permissions, accountIds: shared }) =>
          accountIds
            .filter((account) => shared.includes(account))
            .map((accountId) => ({ id, clientId, permissions, accountId })),
        ),
    )
}
