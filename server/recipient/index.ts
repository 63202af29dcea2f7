export type { DemoCustomer, RecipientMarket, RecipientMarketId } from './market.ts'
export { openRecipient, type Recipient, type RecipientOptions } from './recipient.ts'
