/**
 * The groups of data that this app uses; a group's permissions are asked for together or not at all (consents v3).
 * What is required is required for a reason that the page states (experience guide, 05200 to 05600).
 */
export const GROUPS = [
  { id: 'balances', category: 'accounts', required: true, permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'] },
  {
    id: 'statements',
    category: 'accounts',
    required: false,
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ'],
  },
  {
    id: 'limits',
    category: 'accounts',
    required: false,
    permissions: ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'],
  },
] as const

export type GroupId = (typeof GROUPS)[number]['id']

/** The permissions of the chosen groups, with `RESOURCES_READ`, which belongs to every group. */
export function permissionsOf(chosen: readonly string[]): string[] {
  const permissions = GROUPS.filter(({ id }) => chosen.includes(id)).flatMap((group) => [...group.permissions])
  return [...new Set([...permissions, 'RESOURCES_READ'])]
}

/** Whether the permissions that the bank granted hold all of a group. */
export function allows(permissions: readonly string[], id: GroupId): boolean {
  return GROUPS.some((group) => group.id === id && group.permissions.every((name) => permissions.includes(name)))
}
