const STATUSES: Readonly<Record<string, number>> = { 'body-too-large': 413, 'body-late': 408 }

/** The status for a body that can't be had, by the problem's type, where no market words it. */
export function lostBodyStatus(type: string): number {
  return STATUSES[type] ?? 400
}
