import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json, type ObbBank, openObbBank } from '../support/obb.ts'
import { rawCall } from '../support/raw-call.ts'
import { openWire, type Wire, type WireCall, type WireRequest } from '../support/wire.ts'
import { officialDocuments, officialOperations, operationAt } from './official.ts'

const folder = officialDocuments()
const REDIRECT = 'https://127.0.0.1:8443/callback'

let bank: ObbBank
let software: Software
let other: Software

/** A software of the directory with its certificate, not registered yet. */
type Software = { id: string; jwksUri: string; wire: Wire; statement(): Promise<string> }

beforeAll(async () => {
  bank = await openObbBank()
  const { organisationId } = (await bank.app('Empresa do Registro')).credentials
  software = await newSoftware(organisationId, 'Registro Um')
  other = await newSoftware(organisationId, 'Registro Dois')
})
afterAll(async () => {
  software?.wire.close()
  other?.wire.close()
  await bank?.close()
})

async function newSoftware(organisationId: string, name: string): Promise<Software> {
  const { directory } = bank.rooms
  const { softwareId } = directory.createSoftware({
    ...{ organisationId, market: 'obb', name, redirectUris: [REDIRECT], roles: ['DADOS'] },
    webhookUris: ['https://127.0.0.1:8443/webhook'],
  })
  const credentials = await directory.issueCredentials(softwareId)
  return {
    id: softwareId,
    jwksUri: `${bank.urls.public}/directory/${organisationId}/${softwareId}/application.jwks`,
    wire: openWire(credentials),
    statement: () => directory.softwareStatement(softwareId),
  }
}

describe('the participants list (participants 1.0.0)', () => {
  const read = (wire: Wire) => wire.call({ url: `${bank.urls.public}/directory/participants` })

  test.skipIf(folder === undefined)('fits the official document', async () => {
    const operation = operationAt(
      officialOperations(folder as string, 'participants-1.0.0.yml'),
      'GET',
      '/participants',
    )
    const call = await read(software.wire)
    expect(call.status).toBe(200)
    expect(operation.answerFaults(call)).toEqual([])
  })

  // covers: 10.2/1
  test('names every served endpoint whole, so that no client builds one', async () => {
    const participants = json<{ AuthorisationServers: Server[] }[]>(await read(software.wire))
    const servers = participants.flatMap((participant) => participant.AuthorisationServers)
    expect(servers).toHaveLength(1)
    const endpoints = servers[0]?.ApiResources.flatMap((api) => api.ApiDiscoveryEndpoints.map((at) => at.ApiEndpoint))
    expect(endpoints).toContain(`${bank.urls.mutual}/open-banking/accounts/v2/accounts/{accountId}/balances`)
    expect(endpoints).toContain(`${bank.urls.mutual}/open-banking/consents/v3/consents/{consentId}`)
    expect(endpoints).toHaveLength(11)
  })

  // covers: 10.2/1
  test('names a logo that anybody may fetch: an image (10.2)', async () => {
    const [participant] = json<{ AuthorisationServers: Server[] }[]>(await read(software.wire))
    const uri = String(participant?.AuthorisationServers[0]?.CustomerFriendlyLogoUri)
    expect(uri.startsWith(`${bank.urls.public}/`)).toBe(true)
    for (const method of ['GET', 'HEAD']) {
      const logo = await rawCall(uri, bank.rooms.directory.authority.certificatePem, { method })
      expect([logo.status, logo.headers['content-type']]).toEqual([200, 'image/svg+xml'])
      expect(logo.text).toMatch(method === 'GET' ? /^<svg .*<\/svg>\n$/ : /^$/)
    }
  })
})

type Server = {
  CustomerFriendlyLogoUri: string
  ApiResources: { ApiDiscoveryEndpoints: { ApiEndpoint: string }[] }[]
}

describe('registration and management (DCR/DCM 2.0.1)', () => {
  const operations = folder === undefined ? [] : officialOperations(folder, 'dcr-dcm-2.0.1.yml')

  /** Calls over the wire and compares with the document, where there is one. */
  async function call(by: Wire, request: WireRequest, { breaks = false } = {}): Promise<WireCall> {
    const made = await by.call(request)
    if (folder === undefined) return made
    const path = request.url.endsWith('/register') ? '/register' : '/register/{clientId}'
    const operation = operationAt(operations, made.method, path)
    expect(operation.answerFaults(made)).toEqual([])
    if (breaks) expect(operation.requestFaults(made)).not.toEqual([])
    else expect(operation.requestFaults(made)).toEqual([])
    return made
  }

  const register = (body: unknown, { by = software.wire, breaks = false } = {}) => {
    const { registration_endpoint: url } = bank.rooms.identity.server('obb').metadata() as {
      registration_endpoint: string
    }
    return call(by, { method: 'POST', url, body }, { breaks })
  }
  const metadata = async (of: Software) => ({
    software_statement: await of.statement(),
    redirect_uris: [REDIRECT],
    grant_types: ['refresh_token', 'client_credentials', 'authorization_code'],
    response_types: ['code id_token'],
    jwks_uri: of.jwksUri,
    token_endpoint_auth_method: 'private_key_jwt',
  })
  const errorOf = (made: WireCall) => [made.status, json(made).error]

  test.each([
    ['invalid_redirect_uri', { redirect_uris: ['https://127.0.0.1:9999/other'] }, false],
    ['invalid_redirect_uri', { redirect_uris: undefined }, true],
    ['invalid_client_metadata', { jwks_uri: 'https://127.0.0.1:9999/application.jwks' }, false],
    ['invalid_client_metadata', { token_endpoint_auth_method: 'client_secret_basic' }, true],
    ['invalid_software_statement', { software_statement: 'not.a.statement' }, false],
    ['invalid_software_statement', { software_statement: undefined }, true],
    ['invalid_webhook_uris', { webhook_uris: ['https://127.0.0.1:8443/elsewhere'] }, false],
  ])('a registration is refused with 400 %s', async (error, change, breaks) => {
    const made = await register({ ...(await metadata(software)), ...change }, { breaks })
    expect(errorOf(made)).toEqual([400, error])
  })

  test('an inactive software is refused with 400 unapproved_software_statement', async () => {
    bank.rooms.directory.updateSoftware(software.id, { status: 'Inactive' })
    try {
      expect(errorOf(await register(await metadata(software)))).toEqual([400, 'unapproved_software_statement'])
    } finally {
      bank.rooms.directory.updateSoftware(software.id, { status: 'Active' })
    }
  })

  test('a caller without a certificate is refused with 401 and learns no client id', async () => {
    const nobody = openWire({ caPem: bank.rooms.directory.authority.certificatePem })
    try {
      const made = await register(await metadata(software), { by: nobody })
      expect(errorOf(made)).toEqual([401, 'invalid_token'])
      expect(json(made)).not.toHaveProperty('client_id')
    } finally {
      nobody.close()
    }
  })

  test("another software's certificate is refused with 400 invalid_software_statement", async () => {
    expect(errorOf(await register(await metadata(software), { by: other.wire }))).toEqual([
      400,
      'invalid_software_statement',
    ])
  })

  test('a client is registered, read, updated and deleted, each as the document has it', async () => {
    const made = await register(await metadata(software))
    expect(made.status).toBe(201)
    const client = json<Client>(made)
    expect(client.grant_types).not.toContain('implicit')
    expect(client.scope.split(' ')).toContain('accounts')
    expect(client).not.toHaveProperty('client_secret')
    const url = client.registration_client_uri
    expect(new URL(url).origin).toBe(bank.urls.mutual)
    const token = client.registration_access_token
    const managed = (method: string, body?: unknown, more: WireRequest | object = {}) =>
      call(software.wire, { method, url, token, ...(body === undefined ? {} : { body }), ...more })

    for (let i = 0; i < 2; i += 1) {
      const read = await managed('GET')
      expect(read.status).toBe(200)
      expect(json<Client>(read)).toMatchObject({ client_id: client.client_id, registration_access_token: token })
    }
    const change = { ...(await metadata(software)), client_id: client.client_id, scope: 'openid consents resources' }
    const updated = await managed('PUT', change)
    expect(updated.status).toBe(200)
    expect(json<Client>(updated)).toMatchObject({
      client_id: client.client_id,
      registration_access_token: token,
      scope: 'openid consents resources',
    })
    expect(errorOf(await managed('PUT', { ...change, software_statement: 'not.a.statement' }))).toEqual([
      400,
      'invalid_software_statement',
    ])
    expect(errorOf(await managed('PUT', { ...change, client_id: 'another' }))).toEqual([400, 'invalid_client_metadata'])

    for (const method of ['GET', 'PUT', 'DELETE']) {
      const refused = await managed(method, method === 'PUT' ? change : undefined, { token: 'wrong' })
      expect(errorOf(refused)).toEqual([401, 'invalid_token'])
    }
    expect((await managed('DELETE')).status).toBe(204)
    expect((await managed('GET')).status).toBe(401)
    expect((await managed('DELETE')).status).toBe(401)
  })

  test('implicit is shown only to a client that sent it', async () => {
    const body = { ...(await metadata(other)), grant_types: ['implicit', 'authorization_code', 'client_credentials'] }
    const made = await register(body, { by: other.wire, breaks: true })
    expect(made.status).toBe(201)
    expect(json<Client>(made).grant_types).toEqual(['implicit', 'authorization_code', 'client_credentials'])
    const again = await register(await metadata(other), { by: other.wire })
    expect(errorOf(again)).toEqual([400, 'invalid_client_metadata'])
  })
})

type Client = {
  client_id: string
  registration_client_uri: string
  registration_access_token: string
  grant_types: string[]
  scope: string
}
