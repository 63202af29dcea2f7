import type { Rule } from '../rule.ts'

/** Rules that markets share, with a market's own clauses where it has any. */
export function citing(
  rules: Readonly<Record<string, Rule>>,
  clauses: Readonly<Record<string, string>>,
): Record<string, Rule> {
  return Object.fromEntries(
    Object.entries(rules).map(([id, rule]) => [id, { ...rule, clause: clauses[id] ?? rule.clause }]),
  )
}
