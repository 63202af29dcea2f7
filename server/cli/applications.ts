import { problem } from '#kernel'
import type { Application, NewApplication, Pack } from '#marketplace'
import type { RunningBank } from './running-bank.ts'

const APPLICATIONS = '/api/marketplace/applications'
const PAGE = 100
const ASK_MS = 20_000
const LONGEST_MS = 60_000

/**
 * Creates an application (arrow 1), waits until the agent has registered it (2, 3) and collects its credentials.
 * Throws what the console API refuses, and provisioning-ended-badly.
 */
export async function createApplication(bank: RunningBank, asked: Omit<NewApplication, 'developerId'>): Promise<Pack> {
  const { application } = await bank.call<{ application: Application }>('POST', APPLICATIONS, asked)
  return credentialsOf(bank, application)
}

/** The newest application of a market with this name, of whichever developer. */
export async function findApplication(
  bank: RunningBank,
  { market, name }: { market: string; name: string },
): Promise<Application | undefined> {
  let before: string | null = null
  do {
    const query: string = before === null ? `limit=${PAGE}` : `limit=${PAGE}&before=${encodeURIComponent(before)}`
    const page: { applications: Application[]; next: string | null } = await bank.call(
      'GET',
      `${APPLICATIONS}?${query}`,
    )
    const found = page.applications.find((application) => application.market === market && application.name === name)
    if (found) return found
    before = page.next
  } while (before !== null)
  return undefined
}

/** The credentials of an application, once it is registered. */
export async function credentialsOf(bank: RunningBank, application: Application): Promise<Pack> {
  const { id, state, lastError } = await registered(bank, application)
  if (state !== 'ready') throw problem('provisioning-ended-badly', { state, lastError })
  const { credentials } = await bank.call<{ credentials: Pack }>('GET', `${APPLICATIONS}/${id}/credentials`)
  return credentials
}

async function registered(bank: RunningBank, application: Application): Promise<Application> {
  const until = performance.now() + LONGEST_MS
  let now = application
  while (now.state !== 'ready' && now.state !== 'failed' && performance.now() < until) {
    const path = `${APPLICATIONS}/${application.id}?waitMs=${ASK_MS}`
    now = (await bank.call<{ application: Application }>('GET', path)).application
  }
  return now
}
