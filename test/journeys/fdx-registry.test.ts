import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSchemas } from '../../server/kernel/index.ts'
import { registryApi } from '../../server/markets/fdx/apis/registry/routes.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { type FdxApp, openFdxApp } from '../support/fdx.ts'
import { rawCall } from '../support/raw-call.ts'

let bank: TestBank
let app: FdxApp
let token: string
let customerToken: string

beforeAll(async () => {
  bank = await openTestBank()
  app = await openFdxApp(bank, 'Reader')
  for (const name of ['One', 'Two', 'Three']) {
    await openFdxApp(bank, name, {
      details: { entityName: `${name} Inc`, entityId: name, registry: 'GLEIF', platformName: 'Harbor Platform' },
    })
  }
  token = await appToken(app)
  customerToken = (await app.connect('avery')).accessToken
}, 60_000)
afterAll(async () => {
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

async function appToken(of: FdxApp): Promise<string> {
  const answer = await of.form('/fdx/auth/v1/token', {
    ...{ grant_type: 'client_credentials', client_id: of.clientId },
  })
  return String(answer.json?.access_token)
}

const schemas = openSchemas(registryApi.components)
const faultsOf = (entity: string, body: unknown) => schemas.check({ $ref: `#/components/schemas/${entity}` })(body)
type Listed = {
  recipients: { recipient_id: string; client_id: string }[]
  page: Record<string, unknown>
  links?: never
}

describe('The registry of FDX (GET /recipients, GET /data-providers)', () => {
  it('lists whoever registered with what they registered, and no secret', async () => {
    const answer = await app.api('/fdx/v6/recipients', token)
    expect(answer, answer.text).toMatchObject({ status: 200, json: { page: { totalElements: 4 } } })
    expect(faultsOf('Recipients', answer.json)).toEqual([])
    const { recipients } = answer.json as unknown as Listed
    expect(recipients).toContainEqual(
      expect.objectContaining({
        ...{ client_name: 'One', status: 'Approved', token_endpoint_auth_method: 'tls_client_auth' },
        registry_references: [{ registered_entity_name: 'One Inc', registered_entity_id: 'One', registry: 'GLEIF' }],
        intermediaries: [expect.objectContaining({ name: 'Harbor Platform' })],
      }),
    )
    for (const hidden of ['software_id', 'organisation_id', 'registration_key', 'registration_access_token'])
      expect(answer.text).not.toContain(hidden)
  })

  it('pages through them by opaque keys, each recipient once', async () => {
    const seen: string[] = []
    let path: string | undefined = '/fdx/v6/recipients?limit=3'
    for (let pages = 0; path !== undefined && pages < 9; pages += 1) {
      const answer = await app.api(path, token)
      expect(answer, answer.text).toMatchObject({ status: 200 })
      const { recipients, links } = answer.json as { recipients: { recipient_id: string }[]; links?: Links }
      seen.push(...recipients.map(({ recipient_id: id }) => id))
      path = links?.next?.href
    }
    expect(seen).toHaveLength(4)
    expect(new Set(seen).size).toBe(4)
    const second = await app.api('/fdx/v6/recipients?limit=3&offset=Page2', token)
    expect((second.json as unknown as Listed).recipients.map(({ recipient_id: id }) => id)).toEqual(seen.slice(3))
    const beyond = await app.api('/fdx/v6/recipients?limit=3&offset=Page9', token)
    expect(beyond).toMatchObject({ status: 200, json: { recipients: [] } })
    expect(await app.api('/fdx/v6/recipients?pageKey=forged', token)).toMatchObject({ status: 400 })
    expect(await app.api('/fdx/v6/recipients?limit=0', token)).toMatchObject({ status: 400, json: { code: '401' } })
  })
  type Links = { next?: { href: string } }

  it('gives one by its id, and 404 for one that is not there', async () => {
    const one = await app.api(`/fdx/v6/recipients/${app.clientId}`, token)
    expect(one, one.text).toMatchObject({ status: 200, json: { recipient_id: app.clientId, client_name: 'Reader' } })
    expect(faultsOf('Recipient', one.json)).toEqual([])
    expect(await app.api('/fdx/v6/recipients/nobody', token)).toMatchObject({ status: 404, json: { code: '404' } })
  })

  it('tells of the bank as the one data provider', async () => {
    const all = await app.api('/fdx/v6/data-providers', token)
    expect(all, all.text).toMatchObject({ status: 200, json: { page: { totalElements: 1 } } })
    expect(faultsOf('DataProviders', all.json)).toEqual([])
    const [provider] = (all.json as { dataProviders: { id: string; baseUri: string }[] }).dataProviders
    expect(provider).toMatchObject({ baseUri: `${app.baseUrl}/fdx/v6`, fdxVersions: ['V6.4'] })
    const one = await app.api(`/fdx/v6/data-providers/${provider?.id}`, token)
    expect(one.json).toEqual(provider)
    expect(await app.api('/fdx/v6/data-providers/nobody', token)).toMatchObject({ status: 404 })
  })

  it('gives the bank the role of a data provider, and recipients theirs (FDX 6.4, PartyType)', async () => {
    const { json } = await app.api('/fdx/v6/data-providers', token)
    const published = await rawCall(`${bank.urls.public}/directory/fdx/registry`, app.credentials.caPem)
    for (const told of [json, published.json])
      expect(told).toMatchObject({ dataProviders: [{ roles: ['DATA_PROVIDER'] }] })
    const { recipients } = published.json as unknown as { recipients: { roles: string[] }[] }
    for (const { roles } of recipients) expect(roles).not.toContain('DATA_PROVIDER')
  })

  it('calls the bank by its legal entity of this market, as each grant does, and leaves Brazil’s list its own', async () => {
    const entity = { registeredEntityName: 'Bancada Bank, N.A.', registeredEntityId: '009999008', registry: 'PRIVATE' }
    const { json } = await app.api('/fdx/v6/data-providers', token)
    expect(json).toMatchObject({ dataProviders: [{ name: 'Bancada Bank', registryReferences: [entity] }] })
    const published = await rawCall(`${bank.urls.public}/directory/fdx/registry`, app.credentials.caPem)
    expect(published.json).toMatchObject({ dataProviders: [{ name: 'Bancada Bank', registryReferences: [entity] }] })
    const { consentId, accessToken } = await app.connect('avery')
    const grant = await app.api(`/fdx/v6/consents/${consentId}`, accessToken)
    expect((grant.json as { parties: unknown[] }).parties[0]).toMatchObject({
      ...{ name: 'Bancada Bank', type: 'DATA_PROVIDER', ...entity },
    })
    const { name } = bank.rooms.directory.bank
    const brazil = await rawCall(`${bank.urls.public}/directory/participants`, app.credentials.caPem)
    expect(brazil.text).toContain(name)
    for (const told of [brazil.text, published.text]) expect(told.includes('N.A.')).toBe(told === published.text)
    expect(published.text).not.toContain(name)
  })

  it('opens to an app’s own token alone, and only with its certificate', async () => {
    expect(await app.call('/fdx/v6/recipients')).toMatchObject({ status: 401, json: { code: '603' } })
    expect(await app.api('/fdx/v6/recipients', customerToken)).toMatchObject({ status: 403, json: { code: '602' } })
    expect(await app.api('/fdx/v6/recipients', token, { tls: {} })).toMatchObject({ status: 401 })
    const other = await openFdxApp(bank, 'Other')
    expect(await other.api('/fdx/v6/recipients', token)).toMatchObject({ status: 401, json: { code: '603' } })
  })

  it('is among the operations that the bank says it serves, registration too', async () => {
    const answer = await app.api('/fdx/v6/capability', token)
    const ids = (answer.json as { operations: { id: string }[] }).operations.map(({ id }) => id)
    expect(ids).toEqual(
      expect.arrayContaining(['createRecipient', 'deleteRecipient', 'getRegistryRecipients', 'getDataProviders']),
    )
  })
})
