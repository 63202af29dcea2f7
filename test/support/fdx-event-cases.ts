import { randomUUID } from 'node:crypto'
import type { FdxCase, FdxSetting } from './fdx-cases.ts'

const party = {
  ...{ name: 'Tidy Budget', type: 'DATA_RECIPIENT', homeUri: 'https://tidy.example', registry: 'PRIVATE' },
  ...{ registeredEntityName: 'Tidy Budget Inc', registeredEntityId: 'TB-1' },
}

/** To an address that nobody listens at, of something that doesn't happen here. */
const subscription = () => ({
  ...{ type: 'PLANNED_OUTAGE', category: 'MAINTENANCE', subscriber: party },
  callbackUrl: 'https://127.0.0.1:9/told',
})

const notification = () => ({
  ...{ notificationId: randomUUID(), type: 'CUSTOM', category: 'SECURITY', publisher: party },
  ...{ sentOn: '2026-11-22T12:00:00Z', notificationPayload: { id: 'x-1', idType: 'PARTY' } },
})

const incident = () => ({
  ...{ type: 'ACCOUNT_TAKEOVER', incidentId: randomUUID(), reason: 'Logins from two continents', reporter: party },
})

/** How the operations of an application's own account are called: events, and reports of fraud. */
export const EVENT_CASES: Readonly<Record<string, FdxCase>> = {
  createNotificationSubscription: { body: subscription, status: 201 },
  // A newer subscription to the same takes the place of an older one.
  getNotificationSubscription: { fresh: subscribeToEvents },
  deleteNotificationSubscription: { ends: 1, status: 204, fresh: subscribeToEvents },
  publishNotification: { body: notification, status: 204 },
  getNotifications: {},
  reportSuspectedFraudIncident: { body: incident },
}

export const EVENT_UNKNOWN_CODES: Readonly<Record<string, string>> = { subscriptionId: '404' }

/** Subscribes the app to something, and notes the subscription's id. */
export async function subscribeToEvents({ app, own, known }: FdxSetting): Promise<void> {
  const answer = await app.api('/fdx/v6/notification-subscriptions', own, {
    ...{ method: 'POST', body: JSON.stringify(subscription()) },
    headers: { 'content-type': 'application/json' },
  })
  if (answer.status !== 201) throw new Error(`the subscription was refused: ${answer.text}`)
  known.subscriptionId = String(answer.json?.subscriptionId)
}
