import { problem } from '#kernel'
import { type Api, type Route, route } from '../../../api.ts'
import type { KeptNotice, Subscription } from '../../../notice-profile.ts'
import { dayOf, startOfDate } from '../../dates.ts'
import { pageAsked, pageOfRows, pageParameters } from '../../paging.ts'
import { components, notificationBody, subscriptionBody } from './schema.ts'

const SUBSCRIBE = 'fdx:notifications:subscribe'
const PUBLISH = 'fdx:notifications:publish'

/** What the operations on events have in common: the app's own token, and nobody's consent. */
function ofEvents(id: string, method: Route['method'], path: string, scope: string) {
  return {
    ...{ id, method, path, token: 'client', scope, permissions: [] },
    ...{ arrow: null, to: 'gateway', parameters: [] },
  } satisfies Partial<Route>
}

const ofOne = (id: string, method: Route['method']) => ({
  ...ofEvents(id, method, '/notification-subscriptions/:subscriptionId', SUBSCRIBE),
  parameters: [
    { name: 'subscriptionId', in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 256 } },
  ] as const,
})

type SubscriptionBody = {
  type: string
  category: string
  callbackUrl: string
  subscriber: unknown
  effectiveDate?: string
}

const create = route({
  ...ofEvents('createNotificationSubscription', 'POST', '/notification-subscriptions', SUBSCRIBE),
  body: subscriptionBody,
  responses: { 201: { $ref: '#/components/schemas/NotificationSubscription' } },
  act({ notices }, { body, market, clientId }) {
    const { type: topic, category, callbackUrl, subscriber, effectiveDate } = body as SubscriptionBody
    if (!mayBeCalled(callbackUrl)) throw problem('callback-unsafe', { callbackUrl }, 'callback-safe')
    const effectiveFrom = effectiveDate === undefined ? null : (startOfDate(effectiveDate) ?? null)
    return notices.subscribe({ market: market.id, clientId, topic, category, callbackUrl, subscriber, effectiveFrom })
  },
  map: (subscription) => ({ status: 201, data: mapSubscription(subscription) }),
})

const read = route({
  ...ofOne('getNotificationSubscription', 'GET'),
  responses: { 200: { $ref: '#/components/schemas/NotificationSubscription' } },
  act({ notices }, { market, clientId, params }) {
    const id = params.subscriptionId as string
    return notices.subscription(market.id, clientId, id) ?? unknown(id)
  },
  map: (subscription) => ({ status: 200, data: mapSubscription(subscription) }),
})

const remove = route({
  ...ofOne('deleteNotificationSubscription', 'DELETE'),
  responses: { 204: null },
  act({ notices }, { market, clientId, params }) {
    const id = params.subscriptionId as string
    return notices.unsubscribe(market.id, clientId, id) || unknown(id)
  },
  map: () => ({ status: 204 }),
})

const publish = route({
  ...ofEvents('publishNotification', 'POST', '/notifications', PUBLISH),
  body: notificationBody,
  responses: { 204: null },
  act({ notices }, { body, market, clientId }) {
    const { notificationId: id, type: topic } = body as { notificationId: string; type: string }
    notices.publish(market.id, clientId, { id, topic, body })
  },
  map: () => ({ status: 204 }),
})

const poll = route({
  ...ofEvents('getNotifications', 'GET', '/notifications', SUBSCRIBE),
  parameters: [
    ...pageParameters,
    { name: 'dataRecipientId', in: 'query', required: false, schema: { type: 'string', minLength: 1, maxLength: 256 } },
  ],
  responses: { 200: { $ref: '#/components/schemas/Notifications' } },
  act({ notices }, input) {
    const { market, clientId, query } = input
    // An application is told of what is its own, whoever's it asks for.
    const others = query.dataRecipientId !== undefined && query.dataRecipientId !== clientId
    return pageOfRows(input, pageAsked<number>(input, 'notifications'), {
      read: ({ limit, after, backwards }) =>
        others ? [] : notices.kept(market.id, clientId, { limit, after, newestFirst: backwards }),
      keyOf: ({ seq }: KeptNotice): number => seq,
    })
  },
  map: ({ items, told }) => ({ status: 200, data: { ...told, notifications: items.map(({ body }) => body) } }),
})

function mapSubscription({ id, topic, category, callbackUrl, subscriber, effectiveFrom }: Subscription) {
  return {
    ...{ subscriptionId: id, type: topic, category, callbackUrl, subscriber },
    ...(effectiveFrom === null ? {} : { effectiveDate: dayOf(effectiveFrom) }),
  }
}

function unknown(subscriptionId: string): never {
  throw problem('subscription-unknown', { subscriptionId }, 'subscription-known')
}

/** Whether the bank may call an address: over TLS, or on this machine. */
function mayBeCalled(url: string): boolean {
  const { protocol, hostname, username, password } = new URL(url)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What applications are told by themselves, and what they tell (FDX 6.4, event notifications). */
export const eventsApi: Api = {
  id: 'events',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/events'],
  family: 'events',
  familyVersion: '6.4.0',
  // Unauthorized is 1205 here (FDX 6.4, event notifications, errors).
  codes: { 603: '1205' },
  components,
  routes: [create, read, remove, publish, poll],
}
