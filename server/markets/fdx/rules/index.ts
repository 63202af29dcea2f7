import type { Rule } from '../../rule.ts'

/** Every rule of FDX that refuses: its clause, what it looks at, and what would put a refusal right. */
export const rules: Readonly<Record<string, Rule>> = {}
