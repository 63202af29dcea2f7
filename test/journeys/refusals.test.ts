import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataRecipient } from '../../server/cli/data-recipient.ts'
import { obb } from '../../server/markets/obb/index.ts'
import { openTestBank, stepsOf, type TestApp, type TestBank } from '../support/bank.ts'
import { forgedCertificate } from '../support/forged.ts'
import { openJar, outsideOf, pageOf } from '../support/jar.ts'
import { fragmentOf, type Outsider, openOutsider, refusalsOf, stateOf } from '../support/outsider.ts'
import type { RawAnswer } from '../support/raw-call.ts'

let bank: TestBank
let app: TestApp
let other: TestApp
let outsider: Outsider
let stranger: Outsider

const MINUTE = 60_000

beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Agenda de Contas')
  other = await bank.app('Outra Agenda')
  outsider = openOutsider(app)
  stranger = openOutsider(other)
})

afterAll(async () => {
  await Promise.all([app, other].map((one) => one?.close()))
  await bank.close()
  expect(bank.log.errors).toEqual([])
})

const jar = () => openJar(app.credentials.caPem)
const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
const now = () => bank.rooms.world.clock.now()

const codeOf = ({ json }: RawAnswer) => (json?.errors as { code: string }[] | undefined)?.[0]?.code

/** A pushed request of a fresh consent, and the page that follows the login. */
async function loggedIn(login: string, as = login) {
  const consentId = await app.consentFor(login)
  const pushed = await outsider.pushed(consentId)
  const browser = jar()
  return { consentId, pushed, browser, stop: await browser.logIn(pushed.url, bank.customer(as)) }
}

describe('The account holder decides', () => {
  // covers: 47
  it('cancelling gives access_denied with state in the fragment and rejects the consent (FAPI-BR customer checks; consents v3 CUSTOMER_MANUALLY_REJECTED)', async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    const back = new URL(outsideOf(await browser.submit(pageOf(stop), 'cancel')))
    expect(back.search).toBe('')
    expect(fragmentOf(back.href)).toMatchObject({ error: 'access_denied', state: pushed.state })
    expect(fragmentOf(back.href)).not.toHaveProperty('code')
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'USER', why: 'CUSTOMER_MANUALLY_REJECTED' })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'cancel consent', rule: 'customer-decides' }),
    )
  })

  it('cancelling before anyone logged in tells the app and leaves the consent waiting (consents v3 4.4: only its customer rejects it)', async () => {
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId)
    const browser = jar()
    const login = pageOf(await browser.open(pushed.url))
    expect(fragmentOf(outsideOf(await browser.submit(login, 'cancel')))).toMatchObject({
      error: 'access_denied',
      state: pushed.state,
    })
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    expect(refusalsOf(bank, consentId)).toContainEqual(expect.objectContaining({ rule: 'customer-decides' }))
  })

  it('a consent its app deleted before approval can not be approved (consents v3 DELETE, AWAITING_AUTHORISATION to REJECTED)', async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    expect((await app.removeConsent(consentId)).status).toBe(204)
    const ended = pageOf(await browser.submit(pageOf(stop), 'approve'))
    expect(ended.status).toBe(410)
    expect(fragmentOf(outsideOf(await browser.submit(ended, 'submit')))).toMatchObject({
      error: 'access_denied',
      state: pushed.state,
    })
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'USER', why: 'CUSTOMER_MANUALLY_REJECTED' })
    expect((await app.removeConsent(consentId)).status).toBe(422)
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'confirm consent', status: 410, rule: 'consent-waiting' }),
        expect.objectContaining({ status: 422, rule: 'consent-state' }),
      ]),
    )
  })

  it('a consent its app deleted before the customer came asks for no login and tells the app (FAPI-BR dynamic scope: already rejected)', async () => {
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId)
    await app.removeConsent(consentId)
    const browser = jar()
    const ended = pageOf(await browser.open(pushed.url))
    expect([ended.status, ended.html.includes('id="ended"')]).toEqual([410, true])
    const back = outsideOf(await browser.submit(ended, 'submit'))
    expect(fragmentOf(back)).toMatchObject({ error: 'access_denied', state: pushed.state })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'show login', status: 410, rule: 'consent-waiting' }),
    )
    expect(refusalsOf(bank, consentId).at(-1)).toMatchObject({
      operation: 'return to the app',
      rule: 'consent-waiting',
    })
  })
})

describe('Time ends a consent', () => {
  // covers: 9.5/2
  it('an unconfirmed consent is rejected after 60 minutes and its request refused (consents v3 CONSENT_EXPIRED)', async () => {
    const consentId = await app.consentFor('ana')
    bank.advance(59 * MINUTE)
    const pushed = await outsider.pushed(consentId)
    const browser = jar()
    const stop = await browser.logIn(pushed.url, bank.customer('ana'))
    bank.advance(MINUTE)
    const ended = pageOf(await browser.submit(pageOf(stop), 'approve'))
    expect([ended.status, ended.html.includes('id="ended"')]).toEqual([410, true])
    expect(fragmentOf(outsideOf(await browser.submit(ended, 'submit')))).toMatchObject({ error: 'access_denied' })
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'ASPSP', why: 'CONSENT_EXPIRED' })
    const late = await outsider.push((await outsider.object(consentId)).jwt)
    expect([late.status, late.json?.error]).toEqual([400, 'invalid_request'])
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'confirm consent', rule: 'consent-waiting' }),
        expect.objectContaining({ operation: 'push authorization request', status: 400, rule: 'request-consent' }),
      ]),
    )
  })

  it('past its expirationDateTime an authorised consent opens nothing (consents v3 CONSENT_MAX_DATE_REACHED; 401, invalid_grant)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana', {
      expirationDateTime: iso(now() + 10 * MINUTE),
    })
    expect((await outsider.accounts(accessToken)).status).toBe(200)
    bank.advance(10 * MINUTE)
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    const refreshed = await outsider.refresh(refreshToken)
    expect([refreshed.status, refreshed.json?.error]).toEqual([400, 'invalid_grant'])
    expect((await outsider.userinfo(accessToken)).status).toBe(401)
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'ASPSP', why: 'CONSENT_MAX_DATE_REACHED' })
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'accountsGetAccounts', status: 401, rule: 'consent-active' }),
        expect.objectContaining({ operation: 'token refresh_token', status: 400, rule: 'consent-active' }),
        expect.objectContaining({ operation: 'userinfo', status: 401, rule: 'consent-active' }),
      ]),
    )
  })

  // covers: 119, 9.4/7
  it('a customer token ends after its 900 seconds and a refresh token does not (FAPI-BR: 300 to 900 s; refresh as long as the consent)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana')
    bank.advance(901_000)
    expect((await outsider.accounts(accessToken)).status).toBe(401)
    bank.advance(400 * 24 * 60 * MINUTE)
    const refreshed = await outsider.refresh(refreshToken)
    expect(refreshed.status).toBe(200)
    expect((await outsider.accounts(String(refreshed.json?.access_token))).status).toBe(200)
    expect(refusalsOf(bank, consentId)).toContainEqual(expect.objectContaining({ status: 401, rule: 'token-active' }))
  })

  it('a code that is never exchanged ends its consent (consents v3 CONSENT_TECHNICAL_ISSUE)', async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    const { code } = fragmentOf(outsideOf(await browser.submit(pageOf(stop), 'approve')))
    bank.advance(6 * MINUTE)
    const redeemed = await outsider.redeem(code as string, pushed.verifier)
    expect([redeemed.status, redeemed.json?.error]).toEqual([400, 'invalid_grant'])
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'ASPSP', why: 'CONSENT_TECHNICAL_ISSUE' })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'token authorization_code', rule: 'code-current' }),
    )
  })
})

describe('Revocation', () => {
  // covers: 9.4/13
  it('DELETE on an authorised consent stops its access token at once, its refresh token and userinfo (FAPI-BR consent deletion)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana')
    expect((await app.removeConsent(consentId)).status).toBe(204)
    const [data, refreshed, who] = await Promise.all([
      outsider.accounts(accessToken),
      outsider.refresh(refreshToken),
      outsider.userinfo(accessToken),
    ])
    expect([data.status, data.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer/)])
    expect([refreshed.status, refreshed.json?.error]).toEqual([400, 'invalid_grant'])
    expect([who.status, who.json?.error]).toEqual([401, 'invalid_token'])
    expect(await stateOf(app, consentId)).toEqual({ status: 'REJECTED', by: 'USER', why: 'CUSTOMER_MANUALLY_REVOKED' })
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'accountsGetAccounts', status: 401, rule: 'consent-active' }),
        expect.objectContaining({ operation: 'token refresh_token', status: 400, rule: 'consent-active' }),
        expect.objectContaining({ operation: 'userinfo', status: 401, rule: 'consent-active' }),
      ]),
    )
  })

  it('of a consent that the bank ended the record says by whom and why, and that only a new one helps (consents v3 rejection.reason)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana')
    const bankEnding = obb.consent.bankEnding as NonNullable<typeof obb.consent.bankEnding>
    bank.rooms.consents.end(consentId, bankEnding)
    const early = await outsider.accounts(accessToken, { headers: { 'x-fapi-interaction-id': 'none' } })
    expect([early.status, codeOf(early)]).toEqual([401, 'UNAUTHORIZED'])
    bank.advance(16 * MINUTE)
    const late = await outsider.accounts(accessToken)
    expect([late.status, codeOf(late)]).toEqual([401, 'UNAUTHORIZED'])
    bank.advance(80 * 24 * 60 * MINUTE)
    bank.rooms.identity.sweep()
    expect((await outsider.refresh(refreshToken)).json?.error).toBe('invalid_grant')
    const ending = { state: 'REJECTED', by: bankEnding.by, reason: bankEnding.reason }
    const refused = stepsOf(bank, consentId).filter(({ problem }) => problem)
    expect(refused.map(({ operation, problem }) => [operation, problem?.rule])).toEqual([
      ['accountsGetAccounts', 'consent-active'],
      ['accountsGetAccounts', 'consent-active'],
      ['introspect customer token', 'consent-active'],
      ['token refresh_token', 'consent-active'],
      ['verify the app', 'consent-active'],
    ])
    for (const { id } of refused) expect(bank.rooms.journey.exchange(id).refusal?.facts).toMatchObject(ending)
    bank.advance(11 * 24 * 60 * MINUTE)
    bank.rooms.identity.sweep()
    await outsider.refresh(refreshToken)
    expect(refusalsOf(bank, consentId).at(-1)).toMatchObject({ rule: 'refresh-current' })
  })

  it('a refresh token its app revoked works no more (RFC 7009 2.1)', async () => {
    const { consentId, refreshToken } = await app.connect('ana')
    await app.revoke(refreshToken)
    const refreshed = await outsider.refresh(refreshToken)
    expect([refreshed.status, refreshed.json?.error]).toEqual([400, 'invalid_grant'])
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'token refresh_token', rule: 'refresh-current' }),
    )
  })
})

describe('A wrong certificate', () => {
  // covers: 43, 9.4/12
  it("another application's certificate with this one's token is 401 at the APIs and at userinfo (RFC 8705 3)", async () => {
    const { consentId, accessToken } = await app.connect('ana')
    const { tls } = stranger
    expect((await outsider.accounts(accessToken, { tls })).status).toBe(401)
    expect(await outsider.userinfo(accessToken, { tls })).toMatchObject({
      status: 401,
      json: { error: 'invalid_token' },
    })
    expect((await outsider.accounts(accessToken)).status).toBe(200)
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'accountsGetAccounts', status: 401, rule: 'token-bound' }),
        expect.objectContaining({ operation: 'userinfo', status: 401, rule: 'token-bound' }),
      ]),
    )
  })

  // covers: 9.2/4
  it("another application's certificate at the token and PAR endpoints is invalid_client (FAPI-BR: UID of the certificate)", async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    const { code } = fragmentOf(outsideOf(await browser.submit(pageOf(stop), 'approve')))
    const { tls } = stranger
    const redeemed = await outsider.redeem(code as string, pushed.verifier, {}, { tls })
    expect([redeemed.status, redeemed.json?.error]).toEqual([401, 'invalid_client'])
    const again = await outsider.push((await outsider.object(consentId)).jwt, {}, { tls })
    expect([again.status, again.json?.error]).toEqual([401, 'invalid_client'])
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'token authorization_code', status: 401, rule: 'client-certificate' }),
        expect.objectContaining({ operation: 'push authorization request', status: 401, rule: 'client-certificate' }),
      ]),
    )
  })

  // covers: 70, 77
  it('no certificate is refused at every protected endpoint (FAPI 1.0 Advanced 5.2.2; FAPI-BR mutual TLS)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana')
    const tls = {}
    const { jwt } = await outsider.object(consentId)
    const answers = await Promise.all([
      outsider.accounts(accessToken, { tls }),
      outsider.refresh(refreshToken, {}, { tls }),
      outsider.push(jwt, {}, { tls }),
      outsider.userinfo(accessToken, { tls }),
      outsider.form(outsider.endpoints.revoke, { token: accessToken }, { tls }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    const errors = answers.slice(1).map(({ json }) => json?.error)
    // Userinfo is a protected resource: there the token is at fault (RFC 8705 3).
    expect(errors).toEqual(['invalid_client', 'invalid_client', 'invalid_token', 'invalid_client'])
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining(
        ['accountsGetAccounts', 'token refresh_token', 'push authorization request', 'userinfo', 'revoke token'].map(
          (operation) => expect.objectContaining({ operation, status: 401, rule: 'certificate-shown' }),
        ),
      ),
    )
  })

  // covers: 9.2/3
  it('a certificate of a foreign authority with a copied subject and issuer is refused (certificate standard: chain)', async () => {
    const { consentId, accessToken, refreshToken } = await app.connect('ana')
    const tls = await forgedCertificate(app.credentials.transport.chainPem)
    expect((await outsider.accounts(accessToken, { tls })).status).toBe(401)
    const refreshed = await outsider.refresh(refreshToken, {}, { tls })
    expect([refreshed.status, refreshed.json?.error]).toEqual([401, 'invalid_client'])
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining(
        ['accountsGetAccounts', 'token refresh_token'].map((operation) =>
          expect.objectContaining({ operation, status: 401, rule: 'certificate-trusted' }),
        ),
      ),
    )
  })

  // covers: 9.2/3
  it('a revoked certificate is refused from then on, also on a connection already open (certificate standard: revocation)', async () => {
    const doomed = await bank.app('App com certificado revogado')
    const itself = openOutsider(doomed)
    const { consentId, accessToken, refreshToken } = await doomed.connect('ana')
    const open = await doomed.endpoint('accounts', '/accounts')
    expect((await doomed.request('GET', open, accessToken)).status).toBe(200)
    const { serialNumber } = bank.rooms.directory.credentials(doomed.credentials.softwareId)?.transport ?? {}
    bank.rooms.directory.revokeCertificate(serialNumber as string, 'keyCompromise')
    expect((await doomed.request('GET', open, accessToken)).status).toBe(401)
    expect((await itself.accounts(accessToken)).status).toBe(401)
    const refreshed = await itself.refresh(refreshToken)
    expect([refreshed.status, refreshed.json?.error]).toEqual([401, 'invalid_client'])
    await doomed.close()
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining(
        ['accountsGetAccounts', 'token refresh_token'].map((operation) =>
          expect.objectContaining({ operation, status: 401, rule: 'certificate-trusted' }),
        ),
      ),
    )
  })
})

describe('A revoked signing certificate', () => {
  // covers: 10.2/2
  it('ends its key as an application’s credential and for its requests at the next call (RFC 5280 5.3.1; OpenID Connect Core 10.1.1)', async () => {
    const doomed = await bank.app('App com chave revogada')
    const itself = openOutsider(doomed)
    const { consentId, refreshToken } = await doomed.connect('ana')
    const { directory } = bank.rooms
    const { softwareId } = doomed.credentials
    const { serialNumber } = directory.certificatesOf({ softwareId }).find(({ kind }) => kind === 'signing')!
    directory.revokeCertificate(serialNumber, 'keyCompromise')
    for (const answer of [
      await itself.token({ grant_type: 'client_credentials', scope: 'consents' }),
      await itself.refresh(refreshToken),
      await itself.push((await itself.object(consentId)).jwt),
    ]) {
      expect([answer.status, answer.json?.error]).toEqual([401, 'invalid_client'])
    }
    await doomed.close()
  })

  it('leaves the key of another certificate in force, which the bank knows at the next call (OpenID Connect Core 10.1.1)', async () => {
    const renewed = await bank.app('App com chave renovada')
    await renewed.clientToken()
    const { directory } = bank.rooms
    const { softwareId } = renewed.credentials
    const first = directory.certificatesOf({ softwareId }).find(({ kind }) => kind === 'signing')!
    await directory.renewCertificate(first.serialNumber)
    await renewed.clientToken()
    directory.revokeCertificate(first.serialNumber, 'superseded')
    const again = await openDataRecipient({
      ...renewed.credentials,
      signing: directory.credentials(softwareId)!.signing,
    })
    expect((await again.clientToken()).access_token).toEqual(expect.any(String))
    await Promise.all([renewed.close(), again.close()])
  })
})

describe('Another customer', () => {
  // covers: 9.6/1
  it('somebody else who logs in reads why, the app gets access_denied, and the consent stays waiting (FAPI-BR customer checks: CPF)', async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana', 'bruno')
    const mismatch = pageOf(stop)
    expect([mismatch.status, mismatch.html.includes('id="mismatch"')]).toEqual([403, true])
    expect(mismatch.html).not.toContain('id="consent-form"')
    expect(fragmentOf(outsideOf(await browser.submit(mismatch, 'submit')))).toMatchObject({
      error: 'access_denied',
      state: pushed.state,
    })
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    expect(refusalsOf(bank, consentId)).toEqual([
      { operation: 'show login', type: 'consent-of-another-person', rule: 'consent-customer', status: 403 },
      { operation: 'return to the app', type: 'oauth-refusal', rule: 'consent-customer', status: 303 },
    ])
  })

  // covers: 9.6/1
  it("somebody else's forms neither confirm nor reject the consent (FAPI-BR customer checks)", async () => {
    const { consentId, browser, stop } = await loggedIn('ana', 'bruno')
    const mismatch = pageOf(stop)
    const forms = (to: string) => ({ ...mismatch, html: mismatch.html.replaceAll('/leave"', `/${to}"`) })
    expect(pageOf(await browser.submit(forms('confirm'), 'submit')).status).toBe(403)
    expect(fragmentOf(outsideOf(await browser.submit(forms('cancel'), 'submit')))).toMatchObject({
      error: 'access_denied',
    })
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'confirm consent', rule: 'consent-customer' }),
    )
  })

  // covers: 9.6/2
  it("a company's consent is refused to a person who does not represent it (FAPI-BR customer checks: CNPJ)", async () => {
    const company = companyOf('carla') ?? companyOf('bruno') ?? companyOf('ana')
    const outside = ['ana', 'bruno', 'carla'].find((login) => !represents(login, company as string)) as string
    const consentId = await app.consentFor(outside, { companyDocument: company })
    const pushed = await outsider.pushed(consentId)
    const browser = jar()
    const mismatch = pageOf(await browser.logIn(pushed.url, bank.customer(outside)))
    expect([mismatch.status, mismatch.html.includes('id="mismatch"')]).toEqual([403, true])
    expect(fragmentOf(outsideOf(await browser.submit(mismatch, 'submit')))).toMatchObject({ error: 'access_denied' })
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ type: 'consent-of-another-company', rule: 'consent-customer', status: 403 }),
    )
  })

  const holders = (login: string) => {
    const { customers } = bank.rooms.bank
    return customers.actsFor(customers.byDocument('obb', bank.customer(login).document)?.id as string)
  }
  const represents = (login: string, document: string) => holders(login).some((holder) => holder.document === document)
  const companyOf = (login: string) => holders(login).find(({ kind }) => kind === 'company')?.document

  it('a wrong password keeps the consent waiting and says so on the page (consents v3 4.4: a failed login rejects nothing)', async () => {
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId)
    const browser = jar()
    const failed = pageOf(await browser.logIn(pushed.url, { login: 'ana', password: 'errada' }))
    expect([failed.status, failed.html.includes('id="login-error"')]).toEqual([401, true])
    const page = pageOf(await browser.submit(failed, 'submit', { password: bank.customer('ana').password }))
    expect(page.html).toContain('id="consent-form"')
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'log in', status: 401, rule: 'customer-login' }),
    )
  })
})

describe('One consent, one grant', () => {
  // covers: 116
  it('a second consent in the same browser asks for login and consent again (FAPI-BR: no session speaks for anyone)', async () => {
    const { browser, stop } = await loggedIn('ana')
    outsideOf(await browser.submit(pageOf(stop), 'approve'))
    const consentId = await app.consentFor('ana')
    const pushed = await outsider.pushed(consentId)
    const consent = pageOf(await browser.logIn(pushed.url, bank.customer('ana')))
    expect(consent.html).toContain('id="consent-form"')
    expect(await stateOf(app, consentId)).toEqual({ status: 'AWAITING_AUTHORISATION' })
    const { code } = fragmentOf(outsideOf(await browser.submit(consent, 'approve')))
    expect((await outsider.redeem(code as string, pushed.verifier)).status).toBe(200)
  })

  // covers: 116
  it("another customer's consent in the same browser is theirs alone (FAPI-BR customer checks)", async () => {
    const { browser, stop } = await loggedIn('ana')
    outsideOf(await browser.submit(pageOf(stop), 'approve'))
    const consentId = await app.consentFor('bruno')
    const pushed = await outsider.pushed(consentId)
    const page = pageOf(await browser.logIn(pushed.url, bank.customer('bruno')))
    expect(page.html).toContain('id="consent-form"')
    const { code } = fragmentOf(outsideOf(await browser.submit(page, 'approve')))
    const tokens = await outsider.redeem(code as string, pushed.verifier)
    const who = await outsider.userinfo(String(tokens.json?.access_token))
    const bruno = bank.rooms.bank.customers.byDocument('obb', bank.customer('bruno').document)
    expect(who.json).toEqual({ sub: bruno?.id })
  })

  // covers: 116
  it('each consent has a grant of its own, and ending one leaves the other (FAPI-BR: total revocation of one consent)', async () => {
    const [first, second] = [await app.connect('ana'), await app.connect('ana')]
    const grants = [first, second].map(({ consentId }) => bank.rooms.consents.find(consentId)?.grantId)
    expect(new Set(grants).size).toBe(2)
    await app.removeConsent(first.consentId)
    expect((await outsider.accounts(first.accessToken)).status).toBe(401)
    expect((await outsider.accounts(second.accessToken)).status).toBe(200)
    expect((await outsider.refresh(second.refreshToken)).status).toBe(200)
    expect(refusalsOf(bank, first.consentId)).toContainEqual(expect.objectContaining({ status: 401 }))
    expect(refusalsOf(bank, second.consentId)).toEqual([])
  })

  // covers: 9.5/2
  it('a consent that was authorised can not be used for a second grant (FAPI-BR dynamic scope: already authorised)', async () => {
    const { consentId } = await app.connect('ana')
    const answer = await outsider.push((await outsider.object(consentId)).jwt)
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_request'])
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'push authorization request', status: 400, rule: 'request-consent' }),
    )
  })
})

// covers: 71, 88
describe('The authorization code', () => {
  // covers: 72
  it('a code used twice is invalid_grant, and what it had given works no more (RFC 6749 4.1.2)', async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    const { code } = fragmentOf(outsideOf(await browser.submit(pageOf(stop), 'approve')))
    const first = await outsider.redeem(code as string, pushed.verifier)
    const second = await outsider.redeem(code as string, pushed.verifier)
    expect([second.status, second.json?.error]).toEqual([400, 'invalid_grant'])
    expect((await outsider.accounts(String(first.json?.access_token))).status).toBe(401)
    const refreshed = await outsider.refresh(String(first.json?.refresh_token))
    expect([refreshed.status, refreshed.json?.error]).toEqual([400, 'invalid_grant'])
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'token authorization_code', status: 400, rule: 'code-current' }),
        expect.objectContaining({ operation: 'accountsGetAccounts', status: 401, rule: 'token-active' }),
        expect.objectContaining({ operation: 'token refresh_token', status: 400, rule: 'refresh-current' }),
      ]),
    )
  })

  it.each([
    ["another client's code is invalid_grant (RFC 6749 5.2)", 'stranger', 'grant-client'],
    ['a wrong PKCE verifier is invalid_grant (RFC 7636 4.6)', 'verifier', 'code-verifier'],
    ['a missing PKCE verifier is invalid_grant (RFC 7636 4.6)', 'no-verifier', 'code-verifier'],
    ['another redirect_uri is invalid_grant (RFC 6749 4.1.3)', 'redirect', 'code-redirect'],
    ['a code past its 60 seconds is invalid_grant (FAPI-BR authorization code)', 'late', 'code-current'],
  ])('%s', async (_title, wrong, rule) => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    const { code } = fragmentOf(outsideOf(await browser.submit(pageOf(stop), 'approve')))
    if (wrong === 'late') bank.advance(61_000)
    const who = wrong === 'stranger' ? stranger : outsider
    const verifier = { verifier: 'x'.repeat(43), 'no-verifier': undefined }[wrong as 'verifier']
    const answer = await who.redeem(
      code as string,
      wrong in { verifier: 1, 'no-verifier': 1 } ? verifier : pushed.verifier,
      wrong === 'redirect' ? { redirect_uri: `${app.redirectUri}x` } : {},
    )
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_grant'])
    expect(answer.json).not.toHaveProperty('access_token')
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'token authorization_code', status: 400, rule }),
    )
  })

  // covers: 69
  it("a client's code with another client's client_id is refused (FAPI-BR: client_id in the token endpoint)", async () => {
    const { consentId, pushed, browser, stop } = await loggedIn('ana')
    const { code } = fragmentOf(outsideOf(await browser.submit(pageOf(stop), 'approve')))
    const answer = await outsider.redeem(code as string, pushed.verifier, { client_id: other.credentials.clientId })
    expect(answer.json?.error).toMatch(/^invalid_(client|grant)$/)
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'token authorization_code', status: answer.status }),
    )
  })
})

describe('The refresh token', () => {
  // covers: 77
  it("another client's refresh token is invalid_grant (RFC 6749 6)", async () => {
    const { consentId, refreshToken } = await app.connect('ana')
    const answer = await stranger.refresh(refreshToken)
    expect([answer.status, answer.json?.error]).toEqual([400, 'invalid_grant'])
    expect((await outsider.refresh(refreshToken)).status).toBe(200)
    expect(refusalsOf(bank, consentId)).toContainEqual(
      expect.objectContaining({ operation: 'token refresh_token', status: 400, rule: 'grant-client' }),
    )
  })

  // covers: 9.4/10
  it('fewer scopes on refresh narrow that token only, never the grant; more are refused (RFC 6749 6)', async () => {
    const { consentId, refreshToken } = await app.connect('ana')
    const narrow = await outsider.refresh(refreshToken, { scope: `openid resources consent:${consentId}` })
    expect(narrow.status).toBe(200)
    expect(String(narrow.json?.scope).split(' ')).not.toContain('accounts')
    expect((await outsider.accounts(String(narrow.json?.access_token))).status).toBe(403)
    const whole = await outsider.refresh(refreshToken)
    expect((await outsider.accounts(String(whole.json?.access_token))).status).toBe(200)
    const wide = await outsider.refresh(refreshToken, { scope: 'openid accounts customers' })
    expect([wide.status, wide.json?.error]).toEqual([400, 'invalid_scope'])
    expect(refusalsOf(bank, consentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'accountsGetAccounts', status: 403, rule: 'token-scope' }),
        expect.objectContaining({ operation: 'token refresh_token', status: 400, rule: 'refresh-scope' }),
      ]),
    )
  })
})
