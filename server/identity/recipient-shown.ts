import type { Market } from '#markets'

/** An application as the bank's pages name it: who stands behind it, and through whom it gets the data. */
export type RecipientShown = { name: string; organisation: string; platforms: readonly string[] }

/** Reads it from a client's metadata; `id` is told where it registered no name. */
export function recipientShown(
  { consent }: Pick<Market, 'consent'>,
  client: Readonly<Record<string, unknown>>,
  id: string,
): RecipientShown {
  return {
    name: String(client.client_name ?? id),
    organisation: consent.organisation?.(client) ?? String(client.organisation_name ?? ''),
    platforms: consent.platforms?.(client) ?? [],
  }
}
