export type { Delivery, DeliveryState, NewDelivery } from './model.ts'
export { openSend } from './send.ts'
export { openWebhooks, type Webhooks } from './webhooks.ts'
