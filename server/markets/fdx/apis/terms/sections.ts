import type { Category } from '../accounts/kinds.ts'

/** A part of the terms: what it is about, and what it says, paragraph by paragraph. */
export type Section = { title: string; paragraphs: readonly string[] }

/** The edition of what stands here: another one where a word of it changes. */
export const EDITION = '2026-1'

const GENERAL: readonly Section[] = [
  {
    title: 'About these terms',
    paragraphs: [
      'They stand between the bank and everybody who holds the account. Whoever opened it agreed to them on that day.',
      'The bank is simulated. It holds no money, is no bank of any country, and nothing here binds anybody.',
    ],
  },
]

const CLOSING: readonly Section[] = [
  {
    title: 'Your data',
    paragraphs: [
      'Nobody but you decides who reads this account through the bank’s interfaces. What you share, with whom and until when stands on the bank’s own page, where you end it with one click.',
    ],
  },
  {
    title: 'Changes, and the end',
    paragraphs: [
      'The bank tells of a change thirty days before it counts. You may leave before that without any cost.',
      'The account can be closed on any day on which nothing lies in it and nothing is owed on it.',
    ],
  },
]

/** What is agreed of the accounts of each category. */
const OF_CATEGORY: Readonly<Record<Category, readonly Section[]>> = {
  DEPOSIT_ACCOUNT: [
    {
      title: 'Money in and out',
      paragraphs: [
        'What is paid in by noon can be spent on the same day. A cheque can be spent once the other bank has paid it.',
        'What you have approved with a card is held back until the merchant asks for it, for seven days at the most.',
      ],
    },
    {
      title: 'Interest and overdrafts',
      paragraphs: [
        'Interest is worked out each day on what lies in the account and added once a month, at the rate below.',
        'Without an agreed overdraft the bank pays no more than is there. With one, what is missing is lent for as long as it is missing.',
      ],
    },
  ],
  LOC_ACCOUNT: [
    {
      title: 'Drawing and paying back',
      paragraphs: [
        'You may owe as much as the limit below. What you draw counts from the day it is booked.',
        'Each month has a statement. Pay the least amount it names by the day it names; paid in full by then, purchases cost no interest.',
      ],
    },
    {
      title: 'When a payment is late',
      paragraphs: [
        'The bank writes to you first. What is still missing after thirty days is told to credit registers.',
      ],
    },
  ],
  LOAN_ACCOUNT: [
    {
      title: 'Paying the loan back',
      paragraphs: [
        'You pay the same amount each month. First it pays the interest of that month, then it makes the loan smaller.',
        'You may pay more, or all of it, on any day and without a charge.',
      ],
    },
    {
      title: 'What secures it',
      paragraphs: ['Where a home or a car was named as security, it stays so until the last payment is booked.'],
    },
  ],
  INVESTMENT_ACCOUNT: [
    {
      title: 'Buying and selling',
      paragraphs: [
        'The bank carries your orders out at the next price that the market gives. It gives no advice.',
        'What you hold can lose its worth. Nobody insures it against that.',
      ],
    },
  ],
  INSURANCE_ACCOUNT: [
    {
      title: 'Cover and premium',
      paragraphs: [
        'The cover below counts while premiums are paid. One that is late can be paid within thirty days, and the cover goes on.',
        'Tell of a claim as soon as you can. The bank answers within fourteen days.',
      ],
    },
  ],
  ANNUITY_ACCOUNT: [
    {
      title: 'Payments to you',
      paragraphs: [
        'The payments below are made for as long as was agreed, whatever becomes of the markets.',
        'Whoever gives an annuity up before its payments begin gets its value less the charge that was agreed.',
      ],
    },
  ],
  COMMERCIAL_ACCOUNT: [
    {
      title: 'Who acts for the company',
      paragraphs: [
        'The people whom the company has named to the bank act for it until it tells otherwise in writing.',
        'What is booked by the end of a day is in that day’s ledger balance; what others still have to pay is not in the available one.',
      ],
    },
  ],
  DIGITAL_WALLET: [
    {
      title: 'Paying with the wallet',
      paragraphs: [
        'What is loaded can be spent at once. Money sent to another wallet has arrived and does not come back by itself.',
        'Tell the bank at once when a telephone with the wallet is lost: from then on what is spent is not yours to bear.',
      ],
    },
  ],
}

/** The terms of a category's accounts, in their order. */
export function sectionsOf(category: Category): readonly Section[] {
  return [...GENERAL, ...OF_CATEGORY[category], ...CLOSING]
}
