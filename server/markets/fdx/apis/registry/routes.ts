import { problem } from '#kernel'
import { type Api, type Parameter, type RegisteredClient, type Rooms, type RouteInput, route } from '../../../api.ts'
import { pageAsked, pageOfList, pageOfRows, pageParameters } from '../../paging.ts'
import { dataProvider } from '../../publication.ts'
import { consentSteps } from '../../steps.ts'
import { components } from './schema.ts'

const VERSION = '6.4.0'

const idParameter = (name: string): Parameter => ({
  ...{ name, in: 'path', required: true },
  schema: { type: 'string', minLength: 1, maxLength: 256 },
})

/** What every operation of the registry has in common: the app's own token, whatever its scopes. */
const OF_THE_REGISTRY = {
  ...({ method: 'GET', token: 'client', steps: consentSteps, arrow: null, to: 'directory' } as const),
  ...{ scope: [], permissions: [] },
}

const recipients = route({
  ...OF_THE_REGISTRY,
  ...{ id: 'getRegistryRecipients', path: '/recipients', parameters: pageParameters },
  responses: { 200: { $ref: '#/components/schemas/Recipients' } },
  act: ({ registry }, input) =>
    pageOfRows(input, pageAsked<string>(input, 'recipients'), {
      read: (rows) => registry.clients(input.market.id, rows),
      keyOf: ({ clientId }: RegisteredClient): string => clientId,
      total: registry.countClients(input.market.id),
    }),
  map: ({ items, told }) => ({ status: 200, data: { ...told, recipients: items.map(mapRecipient) } }),
})

const recipient = route({
  ...OF_THE_REGISTRY,
  ...{ id: 'getRegistryRecipient', path: '/recipients/:recipientId', parameters: [idParameter('recipientId')] },
  responses: { 200: { $ref: '#/components/schemas/Recipient' } },
  act: ({ registry }, { market, params }) =>
    registry.client(market.id, params.recipientId as string) ?? unknown('recipient', params.recipientId),
  map: (client) => ({ status: 200, data: mapRecipient(client) }),
})

const providers = route({
  ...OF_THE_REGISTRY,
  ...{ id: 'getDataProviders', path: '/data-providers', parameters: pageParameters },
  responses: { 200: { $ref: '#/components/schemas/DataProviders' } },
  act: providersOf,
  map: (all, input) => {
    const { items, told } = pageOfList(all, input, 'data-providers')
    return { status: 200, data: { ...told, dataProviders: items } }
  },
})

const provider = route({
  ...OF_THE_REGISTRY,
  ...{ id: 'getDataProvider', path: '/data-providers/:dataProviderId', parameters: [idParameter('dataProviderId')] },
  responses: { 200: { $ref: '#/components/schemas/DataProvider' } },
  act: (rooms, input) =>
    providersOf(rooms, input).find(({ id }) => id === input.params.dataProviderId) ??
    unknown('data provider', input.params.dataProviderId),
  map: (data) => ({ status: 200, data }),
})

/** This bank alone: the registry is the install's own. */
function providersOf({ registry }: Rooms, { market }: RouteInput) {
  return [dataProvider(registry.published(market.id))]
}

function unknown(what: string, id: string | undefined): never {
  throw problem('registry-entry-not-found', { what, id }, 'registry-entry-known')
}

/** The entity of registration with the registry's own id (FDX recipient registry). */
function mapRecipient({ clientId, metadata }: RegisteredClient) {
  return { recipient_id: clientId, ...metadata }
}

/** Who takes part: the recipients that registered here, and the bank (FDX 6.4, registry). */
export const registryApi: Api = {
  ...{ id: 'registry', version: VERSION, basePath: '/fdx/v6', family: 'registry', familyVersion: VERSION },
  components,
  routes: [recipients, recipient, providers, provider],
}
