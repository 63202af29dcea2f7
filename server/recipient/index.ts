export { type DemoCustomer, RECIPIENT_MARKETS, type RecipientMarket, type RecipientMarketId } from './market.ts'
export { openRecipient, type Recipient, type RecipientOptions } from './recipient.ts'
