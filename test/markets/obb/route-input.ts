import type { Consent } from '#consent'
import type { RouteInput } from '#markets'
import { obb } from '../../../server/markets/obb/index.ts'

export const NOW = Date.parse('2026-11-18T15:00:00Z')

const BANK = { name: 'Banco', legalName: 'Banco S.A.', registrationNumber: '99999008000191' }

/** An operation's input as the gateway hands it over; keys are sealed by writing them down. */
export function routeInput(more: Partial<RouteInput> = {}): RouteInput {
  return {
    path: '/called',
    params: {},
    query: {},
    body: undefined,
    market: obb,
    settings: {},
    institution: { ...BANK, homeUri: 'https://localhost:4301' },
    registrationOf: () => undefined,
    clientId: 'client',
    scopes: [],
    mediaType: 'application/json',
    document: undefined,
    consent: { accountIds: ['account'] } as unknown as Consent,
    header: () => undefined,
    now: NOW,
    newId: () => 'new-id',
    pageKeys: {
      seal: (value) => `sealed ${JSON.stringify(value)}`,
      open: (key) => (key.startsWith('sealed ') ? JSON.parse(key.slice(7)) : undefined),
    },
    sealOf: (text) => new TextEncoder().encode(text.padEnd(32)),
    ...more,
  }
}
