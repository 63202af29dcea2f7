import { afterAll, beforeAll, expect, it } from 'vitest'
import { writtenSubject } from '../../server/markets/subject-dn.ts'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'
import { forgedStatement } from '../support/forged.ts'
import { type Outsider, openOutsider } from '../support/outsider.ts'
import { rawCall } from '../support/raw-call.ts'

let strict: TestBank
let bank: TestBank
let app: TestApp
let outsider: Outsider

beforeAll(async () => {
  ;[strict, bank] = await Promise.all([openTestBank(), openTestBank({ legacyClients: ['obb'] })])
  app = await bank.app('Conta Antiga')
  outsider = openOutsider(app)
})
afterAll(async () => {
  await app?.close()
  await Promise.all([strict, bank].map((one) => one?.close()))
  expect([strict.log.errors, bank.log.errors]).toEqual([[], []])
})

/** A software that asks to be registered with its certificate as its only credential. */
async function newcomer(at: TestBank) {
  const { directory, marketplace, identity } = at.rooms
  const owner = marketplace.ownerDeveloper()
  const { softwareId } = directory.createSoftware({
    ...{ organisationId: owner.organisationId, market: 'obb', name: 'Software antigo', roles: ['DADOS'] },
    redirectUris: ['https://127.0.0.1:8443/callback'],
  })
  const { transport } = await directory.issueCredentials(softwareId)
  const tls = { key: transport.keyPem, cert: transport.chainPem }
  const der = Buffer.from(transport.chainPem.split('-----')[2] as string, 'base64')
  const subject = writtenSubject(directory.readCertificate(der).subject)
  return {
    tls,
    subject,
    async register(changes: Record<string, unknown> = {}) {
      const body = JSON.stringify({
        ...{ redirect_uris: ['https://127.0.0.1:8443/callback'], token_endpoint_auth_method: 'tls_client_auth' },
        software_statement: await forgedStatement(at, softwareId),
        tls_client_auth_subject_dn: subject,
        ...changes,
      })
      const headers = { 'content-type': 'application/json' }
      const ca = directory.authority.certificatePem
      return rawCall(`${identity.server('obb').metadata().registration_endpoint}`, ca, {
        ...{ method: 'POST', tls, headers, body },
      })
    },
  }
}

// covers: 9.2/5, 10.7/2
it('a certificate alone is no way to authenticate: the profile’s one way is the other (FAPI-BR 9.2)', async () => {
  const answer = await (await newcomer(strict)).register()
  expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_client_metadata'])
})

// covers: 10.7/2
it('the switch for clients from before is not to be seen in the metadata (registration profile)', () => {
  for (const { rooms } of [strict, bank]) {
    const metadata = rooms.identity.server('obb').metadata()
    expect(metadata.token_endpoint_auth_methods_supported).toEqual(['private_key_jwt'])
    expect(JSON.stringify(metadata)).not.toContain('tls_client_auth')
  }
})

// covers: 10.7/1
it('with the switch a client registers its certificate’s subject and gets tokens with the certificate alone (RFC 8705 2.1)', async () => {
  const { register, tls, subject } = await newcomer(bank)
  for (const changes of [
    { tls_client_auth_subject_dn: undefined },
    { tls_client_auth_subject_dn: `${subject},C=BR` },
    { tls_client_auth_san_dns: 'localhost' },
    { tls_client_auth_subject_dn: subject.replace('UID=', '0.9.2342.19200300.100.1.1=') },
  ]) {
    const refused = await register(changes)
    expect([refused.status, refused.json?.error], refused.text).toEqual([400, 'invalid_client_metadata'])
  }
  const made = await register()
  expect([made.status, made.json?.tls_client_auth_subject_dn], made.text).toEqual([201, subject])
  const client_id = String(made.json?.client_id)
  const grant = { grant_type: 'client_credentials', scope: 'consents', client_id }
  const given = await outsider.form(outsider.endpoints.token, grant, { tls })
  expect([given.status, given.json?.scope], given.text).toEqual([200, 'consents'])
  const foreign = await outsider.form(outsider.endpoints.token, grant)
  expect([foreign.status, foreign.json?.error]).toEqual([401, 'invalid_client'])
  const own = { ...grant, client_id: app.credentials.clientId }
  const signsNothing = await outsider.form(outsider.endpoints.token, own)
  expect([signsNothing.status, signsNothing.json?.error]).toEqual([401, 'invalid_client'])
})
