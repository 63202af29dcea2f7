import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { readStatus, statusRequest } from '../support/certificate-status.ts'
import { certificateRequest, directoryClient, newSoftware } from '../support/directory-client.ts'
import { forgedCertificate } from '../support/forged.ts'
import { rawCall } from '../support/raw-call.ts'
import { pathWith, toolsets } from '../support/shell-tools.ts'

let bank: TestBank
let software: Awaited<ReturnType<typeof newSoftware>>
let directory: ReturnType<typeof directoryClient>
let ca: string
beforeAll(async () => {
  bank = await openTestBank()
  software = await newSoftware(bank, 'Aplicativo do Diretório')
  directory = directoryClient(bank, software)
  ca = bank.rooms.directory.authority.certificatePem
})
afterAll(() => bank?.close())

const addresses = () => bank.rooms.directory.addresses
const own = (rest = '') => `/organisations/${software.organisationId}/softwarestatements/${software.softwareId}${rest}`
const told = ({ status, json }: { status: number; json: Record<string, unknown> | undefined }) => [status, json?.error]

describe('the directory’s own authorization server', () => {
  test('its metadata names only what is there (RFC 8414 2)', async () => {
    const answer = await rawCall(`${addresses().issuer}/.well-known/openid-configuration`, ca)
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({
      issuer: addresses().issuer,
      token_endpoint: `${addresses().token}/token`,
      scopes_supported: ['directory:software'],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['tls_client_auth'],
      tls_client_certificate_bound_access_tokens: true,
    })
    const keys = await rawCall(String(answer.json?.jwks_uri), ca)
    expect(keys.json?.keys).toHaveLength(1)
  })

  // covers: 10.2/3
  test('a certificate is a software’s credentials, and the token opens its statement (8705 2.1; openid-client)', async () => {
    const { key, cert } = software.tls
    const agent = new Agent({ connect: { ca, key: key as string, cert: cert as string } })
    const own_fetch = (url: string, init: object) => undiciFetch(url, { ...init, dispatcher: agent })
    const options = { [client.customFetch]: own_fetch as unknown as client.CustomFetch }
    const url = new URL(addresses().issuer)
    const config = await client.discovery(url, software.softwareId, {}, client.TlsClientAuth(), options)
    const tokens = await client.clientCredentialsGrant(config, { scope: 'directory:software' })
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'directory:software', expires_in: 600 })

    const statement = await client.fetchProtectedResource(
      config,
      tokens.access_token,
      new URL(`${addresses().api}${own('/assertion')}`),
      'GET',
    )
    expect(statement.headers.get('content-type')).toContain('application/jwt')
    const jwt = await statement.text()
    const keys = await rawCall(`${addresses().keystore}/openbanking.jwks`, ca)
    const set = createRemoteJWKSet(new URL('https://unused.example'), {
      [(await import('jose')).customFetch]: async () => Response.json(keys.json),
    })
    const { payload } = await jwtVerify(jwt, set, { algorithms: ['PS256'] })
    expect(payload).toMatchObject({ software_id: software.softwareId, org_id: software.organisationId })
    await agent.close()
  })

  test.each([
    ['another type of grant', 'grant_type=password', [400, 'unsupported_grant_type']],
    ['no type of grant', 'client_id=x', [400, 'invalid_request']],
    ['no client', 'grant_type=client_credentials', [400, 'invalid_request']],
    ['another client than the certificate’s', 'grant_type=client_credentials&client_id=x', [401, 'invalid_client']],
    ['a parameter twice', 'grant_type=client_credentials&client_id=x&client_id=y', [400, 'invalid_request']],
  ])('the token endpoint refuses %s', async (_, fields, expected) => {
    expect(told(await directory.token(fields))).toEqual(expected)
  })

  test('it gives no other scope, and refuses what is no form', async () => {
    const asked = `grant_type=client_credentials&client_id=${software.softwareId}&scope=openid`
    expect(told(await directory.token(asked))).toEqual([400, 'invalid_scope'])
    const json = { headers: { 'content-type': 'application/json' } }
    expect(told(await directory.token('{}', json))).toEqual([415, 'invalid_request'])
    expect((await directory.token('', { method: 'GET', body: undefined })).status).toBe(405)
  })

  test('a software that is not active gets no token, and the tokens it has open nothing', async () => {
    const sleeping = await newSoftware(bank, 'Parado')
    const calls = directoryClient(bank, sleeping)
    expect((await calls.api('/organisations')).status).toBe(200)
    bank.rooms.directory.updateSoftware(sleeping.softwareId, { status: 'Inactive' })
    expect(told(await calls.token())).toEqual([400, 'unauthorized_client'])
    expect(told(await calls.api('/organisations'))).toEqual([400, 'unauthorized_client'])
  })
})

describe('certificates at the door', () => {
  const withTls = (tls: { key?: string; cert?: string }) => directory.token(undefined, { tls })

  test('none, a foreign, a future, an ended one and one that signs messages are refused by name', async () => {
    const { certificatePem } = software.credentials.transport
    const refused = async (tls: { key?: string; cert?: string }) => {
      const { status, json } = await withTls(tls)
      expect([status, json?.error]).toEqual([401, 'invalid_client'])
      return String(json?.error_description)
    }
    expect(await refused({ key: undefined as never, cert: undefined as never })).toContain('no client certificate')
    expect(await refused(await forgedCertificate(certificatePem))).toContain('was not issued by this directory')
    const of = { issuer: 'own' as const, bank }
    expect(await refused(await forgedCertificate(certificatePem, { ...of, days: [-400, -400] }))).toContain('validity')
    expect(await refused(await forgedCertificate(certificatePem, { ...of, days: [30, 30] }))).toContain('validity')
    const { directory: room } = bank.rooms
    const seal = room.certificatesOf({ softwareId: software.softwareId }).find(({ kind }) => kind === 'signing')!
    const cert = room.certificate(seal.serialNumber)!.certificatePem
    expect(await refused({ cert, key: room.certificateKey(seal.serialNumber)! })).toContain(
      'is not a transport certificate',
    )
  })

  test('the banking door refuses a signing certificate as it does a foreign one', async () => {
    const { directory: room, identity } = bank.rooms
    const [seal] = room.certificatesOf({ organisationId: software.organisationId })
    const tls = {
      cert: room.certificate(seal!.serialNumber)!.certificatePem,
      key: room.certificateKey(seal!.serialNumber)!,
    }
    const { token_endpoint: url } = identity.server('obb').metadata()
    const answer = await rawCall(url, ca, {
      ...{ method: 'POST', tls, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      body: 'grant_type=client_credentials',
    })
    expect(told(answer)).toEqual([401, 'invalid_client'])
  })
})

describe('the participants’ API', () => {
  test('tells of organisations, the bank’s authorization servers and key sets', async () => {
    const { bank: institution } = bank.rooms.directory
    const all = (await directory.api('/organisations')).json as unknown as { OrganisationId: string }[]
    expect(all.map((each) => each.OrganisationId)).toContain(institution.organisationId)
    const one = await directory.api(`/organisations/${software.organisationId}`)
    expect(one.json).toMatchObject({ OrganisationId: software.organisationId, Status: 'Active' })
    const servers = await directory.api(`/organisations/${institution.organisationId}/authorisationservers`)
    const { issuer } = bank.rooms.identity.server('obb')
    expect(servers.json).toMatchObject([
      { OpenIDDiscoveryDocument: `${issuer}/.well-known/openid-configuration`, AutoRegistrationSupported: true },
    ])
    const seals = await directory.api(`/organisations/${institution.organisationId}/certificates/rtsseal`)
    expect(seals.json).toMatchObject([{ keyType: 'rtsseal', Status: 'Active', SoftwareStatementIds: [] }])
    const statements = await directory.api(`/organisations/${software.organisationId}/softwarestatements`)
    const ids = (statements.json as unknown as { SoftwareStatementId: string }[]).map(
      (each) => each.SoftwareStatementId,
    )
    expect(ids).toContain(software.softwareId)
    expect((await directory.api(own())).json).toMatchObject({ ClientId: software.softwareId, Status: 'Active' })
  })

  // covers: 10.2/4
  test('issues a certificate for a request, beside the first; both open the door until one is revoked', async () => {
    const { pem, keyPem } = await certificateRequest()
    const headers = { 'content-type': 'application/x-pem-file' }
    const issued = await directory.api(own('/certificates/rtstransport'), { method: 'POST', body: pem, headers })
    expect(issued.status).toBe(201)
    const { CertificateOrKeyId: serial, x5c } = issued.json as { CertificateOrKeyId: string; x5c: string[] }
    const cert = `-----BEGIN CERTIFICATE-----\n${x5c[0]}\n-----END CERTIFICATE-----\n`
    const second = { cert, key: keyPem }
    expect((await directory.token(undefined, { tls: second })).status).toBe(200)
    expect((await directory.token()).status).toBe(200)

    const address = own(`/certificates/rtstransport/${serial}`)
    expect((await directory.api(address)).json).toMatchObject({ CertificateOrKeyId: serial, Status: 'Active' })
    const put = { method: 'PUT', body: JSON.stringify({ RevokeReason: 'keycompromise' }) }
    expect((await directory.api(address, put)).status).toBe(204)
    expect((await directory.api(address)).json).toMatchObject({ Status: 'Revoked' })
    expect(told(await directory.token(undefined, { tls: second }))).toEqual([401, 'invalid_client'])
    expect((await directory.token()).status).toBe(200)

    const { revocation, keystore } = addresses()
    const body = new Uint8Array(statusRequest(ca, [serial, software.credentials.transport.serialNumber]))
    const status = await fetch(`${revocation}/ocsp`, { method: 'POST', body })
    expect(readStatus(Buffer.from(await status.arrayBuffer()), ca)).toMatchObject({
      signed: true,
      statuses: [{ status: 'revoked', reason: 1 }, { status: 'good' }],
    })
    const base = `${keystore}/${software.organisationId}/${software.softwareId}`
    const inactive = await rawCall(`${base}/inactive/transport.jwks`, ca)
    expect(inactive.json?.keys).toMatchObject([{ x5c: [x5c[0]] }])
    expect(new X509Certificate(cert).infoAccess).toContain(`${revocation}/ocsp`)
  })

  test('DELETE revokes too, and a reason that none is stays without effect', async () => {
    const { pem } = await certificateRequest()
    const headers = { 'content-type': 'text/plain' }
    const issued = await directory.api(own('/certificates/rtssigning'), { method: 'POST', body: pem, headers })
    const address = own(
      `/certificates/rtssigning/${(issued.json as { CertificateOrKeyId: string }).CertificateOrKeyId}`,
    )
    for (const body of ['', '{', '[]', '{"RevokeReason":"because"}', '{"RevokeReason":"__proto__"}']) {
      expect((await directory.api(address, { method: 'PUT', body })).status).toBe(400)
    }
    expect((await directory.api(address, { method: 'DELETE' })).status).toBe(204)
  })

  // covers: 10.2/3
  test('refuses who has no token, an unknown or ended one, or another certificate (RFC 6750 3.1, RFC 8705 3)', async () => {
    const url = `${addresses().api}/organisations`
    const none = await directory.call(url)
    expect(told(none)).toEqual([401, 'invalid_token'])
    expect(none.headers['www-authenticate']).toBe('Bearer')
    const unknown = await directory.call(url, { headers: { authorization: 'Bearer nothing' } })
    expect(told(unknown)).toEqual([401, 'invalid_token'])
    expect(unknown.headers['www-authenticate']).toBe('Bearer error="invalid_token"')

    const token = String((await directory.token()).json?.access_token)
    const authorization = `Bearer ${token}`
    const other = await newSoftware(bank, 'Outro')
    const { status, text } = await directory.call(url, { tls: other.tls, headers: { authorization } })
    expect(status).toBe(401)
    expect(text).toContain('bound to another certificate')
    expect((await rawCall(`${addresses().issuer}/organisations`, ca, { headers: { authorization } })).status).toBe(401)
    expect((await directory.call(url, { headers: { authorization } })).status).toBe(200)
    bank.advance(600_000)
    expect(told(await directory.call(url, { headers: { authorization } }))).toEqual([401, 'invalid_token'])
  })

  test('shows a software its own things alone', async () => {
    const stranger = await newSoftware(bank, 'Alheio', bank.rooms.directory.bank.organisationId)
    const calls = directoryClient(bank, stranger)
    expect(told(await calls.api(own()))).toEqual([403, 'insufficient_scope'])
    expect(told(await calls.api(own('/assertion')))).toEqual([403, 'insufficient_scope'])
    expect(told(await calls.api(own('/certificates/rtstransport')))).toEqual([403, 'insufficient_scope'])
    const serial = software.credentials.transport.serialNumber
    const theft = { method: 'DELETE' }
    expect((await calls.api(own(`/certificates/rtstransport/${serial}`), theft)).status).toBe(403)
    expect(bank.rooms.directory.isRevoked(serial)).toBe(false)
    const again = directoryClient(bank, software)
    for (const path of ['/organisations/nobody', own('/certificates/other'), own('/certificates/rtssigning/00')]) {
      expect(told(await again.api(path)), path).toEqual([404, 'not_found'])
    }
    expect((await again.api('/organisations', { method: 'DELETE' })).status).toBe(405)
  })

  test('a software that only the directory knows registers with the statement it read there', async () => {
    const fresh = await newSoftware(bank, 'De Fora')
    const calls = directoryClient(bank, fresh)
    const { text } = await calls.api(
      `/organisations/${fresh.organisationId}/softwarestatements/${fresh.softwareId}/assertion`,
    )
    const { registration_endpoint: url } = bank.rooms.identity.server('obb').metadata()
    const answer = await calls.call(String(url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ software_statement: text, jwks_uri: decodeJwt(text).software_jwks_uri },
        redirect_uris: ['https://127.0.0.1:8443/callback'],
        token_endpoint_auth_method: 'private_key_jwt',
        response_types: ['code id_token'],
        grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
      }),
    })
    expect(answer.status).toBe(201)
    expect(answer.json?.client_id).toBeDefined()
  })
})

test.skipIf(process.platform === 'win32').each(toolsets())(
  'OpenSSL reads the addresses in a certificate and believes what it finds there: $tools',
  async ({ standIns }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bancada-openssl-'))
    try {
      const doomed = await newSoftware(bank, 'Condenado')
      const file = (name: string, text: string) => {
        writeFileSync(path.join(folder, name), text)
        return path.join(folder, name)
      }
      const issuer = file('ca.pem', ca)
      const good = file('good.pem', software.credentials.transport.certificatePem)
      const bad = file('bad.pem', doomed.credentials.transport.certificatePem)
      bank.rooms.directory.revokeCertificate(doomed.credentials.transport.serialNumber, 'superseded')
      const env = { ...process.env, PATH: pathWith(standIns) }
      const run = (...args: string[]) =>
        promisify(execFile)('openssl', args, { env }).then(
          ({ stdout, stderr }) => stdout + stderr,
          ({ stdout, stderr }) => stdout + stderr,
        )
      const verify = (name: string) => run('verify', '-CAfile', issuer, '-crl_check', '-crl_download', name)
      expect(await verify(good)).toContain('OK')
      expect(await verify(bad)).toContain('certificate revoked')
      const url = `${addresses().revocation}/ocsp`
      const status = (name: string) => run('ocsp', '-issuer', issuer, '-cert', name, '-url', url, '-CAfile', issuer)
      expect(await status(good)).toMatch(/good\.pem: good[\s\S]*verify OK/)
      expect(await status(bad)).toMatch(/bad\.pem: revoked[\s\S]*Reason: superseded/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

test('nothing of this was a fault of the bank', () => {
  expect(bank.log.errors).toEqual([])
})
