import type { ApplicationManner } from '../generated-applications.ts'

const employer = (number: number) => `07${7_000_000 + number * 137}`

/** How applications are known in the United States: by their employer number, as data recipients. Invented, all of them. */
export const APPLICATIONS: ApplicationManner = {
  ...{ prefix: 'fdx ', roles: ['DATA_RECIPIENT'], redirectPath: 'callback', team: (name) => `${name} team` },
  blueprints: [
    { name: 'Tidy Acorn Budget', organisation: 'Tidy Acorn Inc', registration: employer(1), says: 'Household budget' },
    {
      name: 'Ledgerfield',
      organisation: 'Ledgerfield Software LLC',
      registration: employer(2),
      says: 'Books for small shops',
    },
    {
      name: 'Nesting Wren',
      organisation: 'Nesting Wren Savings Inc',
      registration: employer(3),
      says: 'Savings goals',
    },
    {
      name: 'Longacre Wealth',
      organisation: 'Longacre Wealth LLC',
      registration: employer(4),
      says: 'Everything held, in one view',
    },
    {
      name: 'Porchlight Loans',
      organisation: 'Porchlight Lending Inc',
      registration: employer(5),
      says: 'Income check for lenders',
    },
    {
      name: 'Two Keys Rent',
      organisation: 'Two Keys Rentals Inc',
      registration: employer(6),
      says: 'Rent by bank account',
      failed: true,
    },
  ],
}
