import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Visit, visitBank } from '../../server/cli/customer.ts'
import {
  type AppCredentials,
  type DataRecipient,
  type Lodging,
  openDataRecipient,
} from '../../server/cli/data-recipient.ts'
import type { Log } from '../../server/kernel/index.ts'
import { type Bancada, type BancadaOptions, openBancada } from '../../server/main.ts'

/** Collects what the bank logs, so that a test can say nothing was wrong. */
export type KeptLog = Log & { errors: string[] }

export function keptLog(): KeptLog {
  const errors: string[] = []
  return {
    errors,
    info: () => undefined,
    warn: () => undefined,
    error: (message, error) => void errors.push(`${message} ${error instanceof Error ? error.stack : (error ?? '')}`),
  }
}

/** A whole bank in a folder of its own, on free ports, for one test file. */
export type TestBank = Bancada & {
  dataDir: string
  log: KeptLog
  /** Moves bank time forward. */
  advance(ms: number): void
  /** A new application through arrows 1 to 3, with a recipient that speaks for it over the wire. */
  app(name: string): Promise<TestApp>
  /** A customer of the Brazilian book by login. */
  customer(login: string): { login: string; password: string; document: string; name: string }
}

export type TestApp = DataRecipient & {
  credentials: AppCredentials & { softwareId: string; organisationId: string; applicationId: string }
  /** Lodges a consent and returns its id. */
  consentFor(login: string, lodging?: Partial<Lodging>): Promise<string>
  /** The customer's visit to the bank for a pushed request. */
  visit(url: string, login: string, visit?: Partial<Visit>): ReturnType<typeof visitBank>
  /** The whole journey: consent, request, customer, code, token. */
  connect(login: string, lodging?: Partial<Lodging>, visit?: Partial<Visit>): Promise<Connection>
}

export type Connection = {
  consentId: string
  accessToken: string
  refreshToken: string
  scope: string
  accounts: string[]
}

export async function openTestBank(options: Partial<BancadaOptions> = {}): Promise<TestBank> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'bancada-test-'))
  const log = keptLog()
  const bank = await openBancada({ port: 0, sampleApp: false, history: false, log, ...options, dataDir })

  const customer = (login: string) => {
    const found = bank.rooms.bank.customers.demonstrationLogins('obb').find((c) => c.login === login)
    if (!found) throw new Error(`no demonstration customer ${login}`)
    return found
  }

  async function app(name: string): Promise<TestApp> {
    const { marketplace } = bank.rooms
    const { id } = await marketplace.createApplication({
      developerId: marketplace.ownerDeveloper().id,
      market: 'obb',
      name,
      redirectUris: ['https://127.0.0.1:8443/callback'],
    })
    await marketplace.whenProvisioned(id, { timeoutMs: 20_000 })
    const credentials = marketplace.credentials(id)
    const recipient = await openDataRecipient(credentials)
    const visit = (url: string, login: string, more: Partial<Visit> = {}) =>
      visitBank({
        url,
        caPem: credentials.caPem,
        login,
        password: customer(login).password,
        decision: 'approve',
        code: async () => bank.rooms.identity.waitingCodes().find((waiting) => waiting.login === login)?.code,
        ...more,
      })
    const consentFor = async (login: string, lodging: Partial<Lodging> = {}): Promise<string> => {
      const lodged = await recipient.lodge({ document: customer(login).document, ...lodging })
      if (lodged.status !== 201) throw new Error(`consent refused: ${JSON.stringify(lodged.body)}`)
      return (lodged.body as { data: { consentId: string } }).data.consentId
    }
    return {
      ...recipient,
      credentials,
      consentFor,
      visit,
      async connect(login, lodging, more) {
        const consentId = await consentFor(login, lodging)
        const pending = await recipient.push(consentId)
        const end = await visit(pending.url, login, more)
        if (end.kind !== 'redirected') throw new Error(`the bank stopped the customer: ${end.reason}`)
        const tokens = await recipient.redeem(end.url, pending)
        return {
          consentId,
          accessToken: tokens.access_token,
          refreshToken: tokens.refresh_token as string,
          scope: tokens.scope as string,
          accounts: end.accounts,
        }
      },
    }
  }

  return {
    ...bank,
    // Getters are read when they are asked, not when the bank is spread.
    get rooms() {
      return bank.rooms
    },
    get sampleAppFault() {
      return bank.sampleAppFault
    },
    dataDir,
    log,
    customer,
    app,
    advance: (ms) => bank.rooms.world.clock.advance(ms),
    async close() {
      await bank.close()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The steps of a consent's journey, in order. */
export function stepsOf({ rooms }: Bancada, consentId: string) {
  rooms.events.flush()
  rooms.journey.flush()
  return rooms.journey.find(`consent-${consentId}`).steps
}
