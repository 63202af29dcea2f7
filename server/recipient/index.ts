export type { DemoCustomer, RecipientMarket } from './market.ts'
export { RECIPIENT_MARKETS, type RecipientMarketId } from './markets.ts'
export { openRecipient, type Recipient, type RecipientOptions } from './recipient.ts'
