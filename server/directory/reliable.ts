/** Whether a certificate may be relied on at a moment of wire time: it has not ended, and nobody took it back. */
export function isReliable(
  { revokedAt, notAfter }: { revokedAt: number | null; notAfter: number },
  wireNow: number,
): boolean {
  return revokedAt === null && notAfter >= wireNow
}
