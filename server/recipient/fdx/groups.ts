/**
 * The data clusters that this app uses, in groups that are asked for together. A budget needs balances; the rest may be
 * left out, and nothing is asked for that no page shows (FDX 6.4, data clusters).
 */
export const GROUPS = [
  { id: 'accounts', required: true, clusters: ['ACCOUNT_BASIC', 'ACCOUNT_DETAILED'] },
  { id: 'transactions', required: false, clusters: ['TRANSACTIONS'] },
  { id: 'investments', required: false, clusters: ['INVESTMENTS'] },
  { id: 'statements', required: false, clusters: ['STATEMENTS'] },
  { id: 'rewards', required: false, clusters: ['REWARDS'] },
  { id: 'contact', required: false, clusters: ['CUSTOMER_CONTACT'] },
] as const

export type GroupId = (typeof GROUPS)[number]['id']

/** The clusters of the chosen groups. */
export const clustersOf = (chosen: readonly string[]): string[] =>
  GROUPS.filter(({ id }) => chosen.includes(id)).flatMap(({ clusters }) => [...clusters])

/** Scope and clusters must describe the same data: a cluster's scope is its name without underscores (FDX, scopes). */
export const scopeOf = (clusters: readonly string[]): string =>
  clusters.map((name) => `fdx:${name.toLowerCase().replaceAll('_', '')}:read`).join(' ')

/** Whether the clusters that the bank granted hold all of a group. */
export function allows(clusters: readonly string[], id: GroupId): boolean {
  return GROUPS.some((group) => group.id === id && group.clusters.every((name) => clusters.includes(name)))
}
