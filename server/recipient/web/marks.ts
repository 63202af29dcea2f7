import { type Html, trusted } from './html.ts'

/** The app's mark: two coins that overlap, one account and another. */
export const LOGO: Html = trusted(
  '<svg class="logo" viewBox="0 0 40 28" aria-hidden="true"><circle class="coin-a" cx="14" cy="14" r="13"/><circle class="coin-b" cx="26" cy="14" r="13"/><path class="coin-c" d="M20 2.5a13 13 0 0 1 0 23 13 13 0 0 1 0-23z"/></svg>',
)

const icon = (paths: string): Html =>
  trusted(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`,
  )

export const ICONS = {
  shield: icon('<path d="M12 3l8 3v6c0 5-3.5 8-8 9-4.500-1-8-4-8-9V6z"/><path d="M8.500 12l2.500 2.500 4.500-5"/>'),
  eye: icon('<path d="M2 12s3.500-7 10-7 10 7 10 7-3.500 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>'),
  hand: icon('<circle cx="12" cy="12" r="9"/><path d="M8 8l8 8M16 8l-8 8"/>'),
  check: icon('<circle cx="12" cy="12" r="9"/><path d="M8 12.500l3 3 5-6.500"/>'),
  arrow: icon('<path d="M5 12h14M13 6l6 6-6 6"/>'),
  code: icon('<path d="M8 7l-5 5 5 5M16 7l5 5-5 5"/>'),
  alert: icon('<path d="M12 3l10 18H2z"/><path d="M12 10v5M12 18v.01"/>'),
} as const
