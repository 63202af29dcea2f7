import type { JsonSchema } from '#kernel'
import { NOTICE_CATEGORIES, NOTICE_TYPES } from '../../notices.ts'
import { partySchema } from '../../party-schema.ts'

const TEXT = { type: 'string', minLength: 1, maxLength: 256 }
const TYPE = { enum: [...NOTICE_TYPES] }
const CATEGORY = { enum: [...NOTICE_CATEGORIES] }

const subscription = {
  type: TYPE,
  category: CATEGORY,
  callbackUrl: { type: 'string', format: 'uri', maxLength: 2000 },
  subscriber: partySchema,
  effectiveDate: { type: 'string', format: 'date' },
}

export const subscriptionBody: JsonSchema = {
  type: 'object',
  required: ['type', 'category', 'callbackUrl', 'subscriber'],
  // What a client sends of the server's own members is ignored (FDX 6.4, NotificationSubscription).
  properties: { ...subscription, subscriptionId: {} },
}

const notification = {
  notificationId: TEXT,
  type: TYPE,
  sentOn: { type: 'string', format: 'date-time' },
  category: CATEGORY,
  severity: { enum: ['EMERGENCY', 'ALERT', 'WARNING', 'NOTICE', 'INFO'] },
  priority: { enum: ['HIGH', 'MEDIUM', 'LOW'] },
  publisher: partySchema,
  subscriber: partySchema,
  notificationPayload: {
    type: 'object',
    properties: {
      id: TEXT,
      idType: { enum: ['ACCOUNT', 'CUSTOMER', 'PARTY', 'MAINTENANCE', 'CONSENT'] },
      customFields: {
        type: 'object',
        properties: { name: TEXT, value: { type: 'string', maxLength: 1024 } },
      },
    },
  },
  url: { type: 'object', required: ['href'], properties: { href: { type: 'string', maxLength: 2000 } } },
}

export const notificationBody: JsonSchema = {
  type: 'object',
  required: ['notificationId', 'type', 'sentOn', 'category', 'publisher', 'notificationPayload'],
  properties: notification,
}

export const components: Readonly<Record<string, JsonSchema>> = {
  NotificationSubscription: {
    type: 'object',
    required: ['subscriptionId', 'type', 'category', 'callbackUrl', 'subscriber'],
    properties: { ...subscription, subscriptionId: TEXT },
  },
  Notifications: {
    type: 'object',
    required: ['page', 'notifications'],
    properties: {
      page: { type: 'object' },
      links: { type: 'object' },
      notifications: { type: 'array', items: notificationBody },
    },
  },
}
