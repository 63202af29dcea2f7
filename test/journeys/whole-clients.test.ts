import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visitBank } from '../../server/cli/customer.ts'
import { environmentFile } from '../../server/marketplace/credential-pack.ts'
import { openTestBank, type TestBank } from '../support/bank.ts'
import { pathWith, toolsets } from '../support/shell-tools.ts'

const CLIENTS = path.resolve(import.meta.dirname, '..', 'clients')
/** Stand-ins are some fifty processes of Node. */
const SLOW_MS = 180_000
const REDIRECT = 'https://127.0.0.1:8443/callback'
const folder = mkdtempSync(path.join(tmpdir(), 'bancada-clients-'))

let bank: TestBank

beforeAll(async () => {
  bank = await openTestBank()
})
afterAll(async () => {
  await bank.close()
  rmSync(folder, { recursive: true, force: true })
  expect(bank.log.errors).toEqual([])
})

/** The files of a software that the directory knows and the bank does not: it has to register itself. */
async function software(name: string): Promise<string> {
  const { directory, marketplace, identity } = bank.rooms
  const { softwareId, organisationId } = directory.createSoftware({
    organisationId: marketplace.ownerDeveloper().organisationId,
    ...{ market: 'obb', name, redirectUris: [REDIRECT], roles: ['DADOS'] },
  })
  const { transport, signing, encryption, caPem } = await directory.issueCredentials(softwareId)
  const { issuer } = identity.server('obb')
  const files: Record<string, string> = {
    'transport.crt.pem': transport.certificatePem,
    'transport.key.pem': transport.keyPem,
    'signing.key.pem': signing.privatePem,
    'signing.jwk.json': JSON.stringify(signing.privateJwk),
    'encryption.jwk.json': JSON.stringify(encryption.privateJwk),
    'ca.crt.pem': caPem,
    'software-statement.jwt': await directory.softwareStatement(softwareId),
    'bancada.env': environmentFile(name, {
      BANCADA_SOFTWARE_ID: softwareId,
      BANCADA_ORGANISATION_ID: organisationId,
      BANCADA_REDIRECT_URI: REDIRECT,
      BANCADA_ISSUER: issuer,
      BANCADA_METADATA_URL: `${issuer}/.well-known/openid-configuration`,
      BANCADA_PARTICIPANTS_URL: `${bank.urls.public}/directory/participants`,
      BANCADA_CA_FILE: 'ca.crt.pem',
      BANCADA_TRANSPORT_CERTIFICATE_FILE: 'transport.crt.pem',
      BANCADA_TRANSPORT_KEY_FILE: 'transport.key.pem',
      BANCADA_SIGNING_KEY_ID: signing.kid,
      BANCADA_SIGNING_KEY_FILE: 'signing.key.pem',
      BANCADA_SIGNING_JWK_FILE: 'signing.jwk.json',
      BANCADA_ENCRYPTION_KEY_ID: encryption.kid,
      BANCADA_ENCRYPTION_JWK_FILE: 'encryption.jwk.json',
    }),
  }
  const dir = path.join(folder, name)
  mkdirSync(dir)
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(dir, file), text, { mode: 0o600 })
  return dir
}

/** Runs a client, plays its customer, and gives what it wrote. */
async function run(program: string, script: string, dir: string, PATH = process.env.PATH) {
  const { login, password, document } = bank.customer('ana')
  const client = spawn(program, [path.join(CLIENTS, script), dir, document], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PATH },
  })
  const told = { out: [] as string[], err: '' }
  client.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.err += text
  })
  const ended = new Promise<number | null>((resolve) => client.once('close', resolve))
  for await (const line of createInterface({ input: client.stdout })) {
    told.out.push(line.replace(/^asked: .+/, 'asked'))
    if (line.startsWith('asked: ')) {
      await bank.rooms.identity.phones.approve(line.slice('asked: '.length))
      client.stdin.write('answered\n')
    }
    if (told.out.length > 1) continue
    const caPem = bank.rooms.directory.authority.certificatePem
    const end = await visitBank({ url: line, caPem, login, password, decision: 'approve' })
    client.stdin.write(`${end.kind === 'redirected' ? end.url : end.reason}\n`)
  }
  return { ...told, code: await ended }
}

// covers: 92, 93, 95, 108
test('openid-client registers itself and goes the whole way: consent, token, refresh, revocation, the phone, leave (RFC 7591, 7592, 7009; CIBA)', async () => {
  const { out, err, code } = await run(process.execPath, 'openid-client.mjs', await software('openid'))
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out[1] as string)[0].available).toMatchObject({ currency: 'BRL' })
  expect(out.slice(2)).toEqual(['refreshed', 'revoked: invalid_grant', 'asked', 'answered', 'left'])
})

describe.each(toolsets())('with $tools', ({ tools, standIns }) => {
  // covers: 92, 93, 95
  test.skipIf(process.platform === 'win32')(
    'plain curl registers itself and goes the whole way, each command printed (RFC 7591, 7592, 7009; CIBA)',
    async () => {
      const { out, err, code } = await run('sh', 'curl.sh', await software(`curl, ${tools}`), pathWith(standIns))
      expect(code, err).toBe(0)
      expect(JSON.parse(out[1] as string).data.length).toBeGreaterThan(0)
      expect(out.slice(2)).toEqual(['refreshed', 'revoked: invalid_grant', 'asked', 'answered', 'left'])
      const printed = err.split('\n').filter((line) => line.startsWith('+ curl '))
      expect(printed.length).toBeGreaterThan(10)
    },
    SLOW_MS,
  )
})
