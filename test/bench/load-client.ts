import { type Visit, visitBank } from '../../server/cli/customer.ts'
import { type AppCredentials, type DataRecipient, openDataRecipient } from '../../server/cli/data-recipient.ts'
import { answerCalls } from './child.ts'
import { operationCosts } from './operation-costs.ts'
import { openRawConnection, type RawAnswer, type RawConnection, type Target } from './raw-connection.ts'
import { quantile } from './statistics.ts'

// The load client, in a process of its own: everything an app and its customer do, and nothing of the bank.

/** What one round of a closed loop met. Times in milliseconds. */
export type Round = { requests: number; ms: number; p50: number; p99: number; refused: RawAnswer | undefined }

export type Customer = { login: string; password: string; document: string }
export type JourneyRound = { journeys: number; ms: number; fault: string | undefined }

const targets = new Map<string, RawConnection[]>()
const recipients = new Map<string, { app: DataRecipient; credentials: AppCredentials; customer: Customer }>()

/** Keeps every connection of a target asking, each as soon as it was answered, for so long. */
async function load({ name, forMs }: { name: string; forMs: number }): Promise<Round> {
  const connections = targets.get(name) ?? []
  const latencies: number[] = []
  let refused: RawAnswer | undefined
  const start = performance.now()
  const until = start + forMs
  await Promise.all(
    connections.map(
      (connection) =>
        new Promise<void>((resolve) => {
          const next = () => {
            const asked = performance.now()
            if (asked >= until || refused) return resolve()
            connection.ask(({ status, whole }) => {
              if (status === 200) latencies.push(performance.now() - asked)
              else refused ??= whole()
              next()
            })
          }
          next()
        }),
    ),
  )
  const ms = performance.now() - start
  latencies.sort((one, other) => one - other)
  return { requests: latencies.length, ms, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), refused }
}

/** One whole consent journey: eight calls of the app, five of the customer's browser, and the first data. */
async function journey(name: string): Promise<{ accessToken: string; url: string }> {
  const known = recipients.get(name)
  if (!known) throw new Error(`no app ${name}`)
  const { app, credentials, customer } = known
  const { access_token: clientToken } = await app.clientToken()
  const lodged = await app.request('POST', addresses(app).consents, clientToken, {
    body: {
      data: {
        loggedUser: { document: { identification: customer.document, rel: 'CPF' } },
        permissions: ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'],
      },
    },
  })
  if (lodged.status !== 201) throw new Error(`POST consents: ${lodged.status} ${JSON.stringify(lodged.body)}`)
  const pending = await app.push((lodged.body as { data: { consentId: string } }).data.consentId)
  const visit: Visit = { ...customer, url: pending.url, caPem: credentials.caPem, decision: 'approve' }
  const end = await visitBank(visit)
  if (end.kind !== 'redirected') throw new Error(`the customer's visit: ${end.status} ${end.reason}`)
  const { access_token: accessToken } = await app.redeem(end.url, pending)
  const url = addresses(app).accounts
  const read = await app.request('GET', url, accessToken)
  if (read.status !== 200) throw new Error(`GET accounts: ${read.status} ${JSON.stringify(read.body)}`)
  return { accessToken, url }
}

/** The mutual-TLS addresses of the two APIs used. */
function addresses(app: DataRecipient): { consents: string; accounts: string } {
  const { origin } = new URL((app.server.mtls_endpoint_aliases?.token_endpoint ?? app.server.token_endpoint) as string)
  return {
    consents: `${origin}/open-banking/consents/v3/consents`,
    accounts: `${origin}/open-banking/accounts/v2/accounts`,
  }
}

answerCalls(
  {
    async connect({ name, target, connections }: { name: string; target: Target; connections: number }) {
      targets.set(name, await Promise.all(Array.from({ length: connections }, () => openRawConnection(target))))
    },
    /** One answer of a target, whole. */
    ask: (name: string) =>
      new Promise<RawAnswer>((resolve) => targets.get(name)?.[0]?.ask(({ whole }) => resolve(whole()))),
    load,
    async app({ name, credentials, customer }: { name: string; credentials: AppCredentials; customer: Customer }) {
      recipients.set(name, { app: await openDataRecipient(credentials), credentials, customer })
    },
    journey,
    /** Journeys one after the other in so many lanes, for so long. */
    async journeys({ name, lanes, forMs }: { name: string; lanes: number; forMs: number }): Promise<JourneyRound> {
      const start = performance.now()
      let journeys = 0
      let fault: string | undefined
      const lane = async () => {
        while (performance.now() - start < forMs && fault === undefined) {
          await journey(name)
          journeys += 1
        }
      }
      await Promise.all(Array.from({ length: lanes }, lane)).catch((error: Error) => {
        fault = error.message
      })
      return { journeys, ms: performance.now() - start, fault }
    },
    operationCosts,
  },
  async () => {
    for (const connection of [...targets.values()].flat()) connection.close()
    for (const { app } of recipients.values()) await app.close()
  },
)
