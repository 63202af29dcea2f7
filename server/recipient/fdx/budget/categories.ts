import type { Category } from '../../budget/categories.ts'

/** Types of transactions that say by themselves what the money was for. */
const BY_TYPE: Record<string, Category> = {
  DIRECTDEPOSIT: 'income',
  DIVIDEND: 'income',
  ATMWITHDRAWAL: 'cash',
  FEE: 'fees',
}

/** Merchant category codes, by ranges (ISO 18245). */
const BY_MCC: [from: number, to: number, Category][] = [
  [742, 742, 'pets'],
  [3000, 3999, 'leisure'],
  [4111, 4131, 'transport'],
  [4511, 4511, 'leisure'],
  [4722, 4722, 'leisure'],
  [4784, 4789, 'transport'],
  [4812, 4900, 'home'],
  [5200, 5399, 'shopping'],
  [5411, 5499, 'groceries'],
  [5541, 5542, 'transport'],
  [5811, 5814, 'eating'],
  [5815, 5818, 'leisure'],
  [5912, 5912, 'health'],
  [5942, 5942, 'learning'],
  [5995, 5995, 'pets'],
  [5511, 5999, 'shopping'],
  [6010, 6011, 'cash'],
  [6300, 6300, 'home'],
  [6513, 6513, 'home'],
  [7011, 7011, 'leisure'],
  [7512, 7549, 'transport'],
  [7800, 7999, 'leisure'],
  [8011, 8099, 'health'],
  [8211, 8299, 'learning'],
  [9311, 9311, 'taxes'],
]

/** Words of a description, first match wins. */
const BY_WORDS: [RegExp, Category][] = [
  [/\b(savings?|brokerage|invest\w*|ira|401k)\b/, 'savings'],
  [/\b(tax|irs|treasury|revenue|dmv)\b/, 'taxes'],
  [/\bcash advance\b/, 'cash'],
  [
    /\b(rent|mortgage|electric\w*|power|water|gas|utilit\w*|internet|fiber|wireless|mobile|phone|insurance|premium|hoa)\b/,
    'home',
  ],
  [/\bpayment\b.*\b(loan|line)\b/, 'home'],
  [/\b(grocer\w*|market|foods?|bakery|produce|butcher)\b/, 'groceries'],
  [/\b(payroll|wages|supplier|wholesale|flour|accounting)\b/, 'work'],
  [/\b(restaurant|cafe|coffee|diner|grill|pizza|taqueria|tea|bistro|bar)\b/, 'eating'],
  [/\b(fuel|gasoline|station|transit|metro|bus|rail|parking|toll|ride|auto|bike)\b/, 'transport'],
  [/\b(health|pharmacy|drug|clinic|dental|dentist|medical|fitness|gym|yoga)\b/, 'health'],
  [/\b(school|college|university|tuition|books?|course|lessons?)\b/, 'learning'],
  [/\b(stream\w*|cinema|theater|concert|travel|hotel|airlines?|inn|games?|subscription)\b/, 'leisure'],
  [/\b(pet|vet|veterinary)\b/, 'pets'],
  [/\b(store|shop|outfitters|hardware|furniture|clothing|electronics|gift)\b/, 'shopping'],
]

/** Files a transaction by its type, its merchant's category code and its words. It is a guess and told as one. */
export function categoryOf({
  accountCategory,
  type,
  code,
  description,
  credit,
}: {
  accountCategory: string
  type: string
  /** The merchant category code, where the transaction names one. */
  code: number | null
  description: string
  credit: boolean
}): Category {
  // What reaches a card is the customer's own payment, from wherever it came.
  if (accountCategory === 'LOC_ACCOUNT' && type === 'PAYMENT') return 'own'
  const certain = BY_TYPE[type] ?? (type === 'INTEREST' ? (credit ? 'income' : 'fees') : undefined)
  if (certain) return certain
  const byCode = code === null ? undefined : BY_MCC.find(([from, to]) => code >= from && code <= to)?.[2]
  const plain = description.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const told = byCode ?? BY_WORDS.find(([words]) => words.test(plain))?.[1]
  if (credit) return told === 'savings' ? 'savings' : 'income'
  return told ?? (type === 'TRANSFER' ? 'transfers' : 'other')
}
