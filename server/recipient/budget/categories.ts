/** What money is for. `own` moves between the customer's own accounts and is neither income nor spending. */
export const CATEGORIES = [
  'income',
  'home',
  'groceries',
  'eating',
  'transport',
  'health',
  'learning',
  'leisure',
  'shopping',
  'pets',
  'work',
  'taxes',
  'savings',
  'cash',
  'fees',
  'transfers',
  'other',
  'own',
] as const
export type Category = (typeof CATEGORIES)[number]
