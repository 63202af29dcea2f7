import { afterEach, beforeEach, expect, test } from 'vitest'
import { problem } from '#kernel'
import { type Bench, CREDENTIALS, enqueue, eventsOf, openBench, type Run } from './bench.ts'

let bench: Bench
beforeEach(() => {
  bench = openBench()
})
afterEach(() => bench.close())

const unavailable = () => problem('registration-unavailable', { endpoint: 'https://x/', reached: true, status: 503 })
const never = () => new Promise<never>(() => {})

async function settle({ discovery }: Run): Promise<void> {
  discovery.start()
  await discovery.idle()
}

test('an application in the queue is registered once and ends ready, its event with it', async () => {
  const run = bench.run()
  const id = enqueue(run)
  expect(run.discovery.job(id)).toMatchObject({ state: 'waiting', attempts: 0, clientId: null, lastError: null })
  await settle(run)
  expect(run.discovery.job(id)).toMatchObject({
    state: 'ready',
    attempts: 1,
    clientId: 'client-software-a',
    nextAttemptAt: null,
  })
  expect(bench.identity.count()).toBe(1)
  expect(eventsOf(run).map(({ type, clientId, data }) => [type, clientId, data.applicationId])).toEqual([
    ['application.provisioning-started', null, id],
    ['application.ready', 'client-software-a', id],
  ])
})

test('the registration access token is kept as a secret and never in bank.db', async () => {
  const run = bench.run()
  const id = enqueue(run)
  await settle(run)
  expect(run.discovery.registration(id)?.registrationAccessToken).toBe('management-token-of-software-a')
  const rows = run.db.prepare('SELECT * FROM provisioning_jobs').all()
  const events = run.db.prepare('SELECT * FROM events').all()
  expect(JSON.stringify([rows, events, run.recorded])).not.toContain('management-token')
})

test('a rolled back transaction leaves no job', async () => {
  const run = bench.run()
  run.discovery.start()
  expect(() =>
    run.db.transaction(() => {
      run.discovery.enqueue({ applicationId: 'x', market: 'test', softwareId: 'y', redirectUris: [] })
      throw new Error('after all not')
    })(),
  ).toThrow()
  await run.discovery.idle()
  expect(run.discovery.jobs()).toEqual([])
  expect(bench.identity.count()).toBe(0)
})

test('a kill while credentials are made is made good at the next start', async () => {
  const killed = bench.run({ issueCredentials: never })
  const id = enqueue(killed)
  killed.discovery.start()
  killed.discovery.wake()
  expect(killed.discovery.job(id)?.state).toBe('registering')
  const next = bench.run()
  await settle(next)
  expect(next.discovery.job(id)).toMatchObject({ state: 'ready', attempts: 2 })
  expect(bench.identity.count()).toBe(1)
})

test('a kill before the call goes out registers once at the next start', async () => {
  const killed = bench.run({ softwareStatement: never })
  const id = enqueue(killed)
  killed.discovery.start()
  killed.discovery.wake()
  await Promise.resolve()
  const next = bench.run()
  await settle(next)
  expect(next.discovery.job(id)?.state).toBe('ready')
  expect(bench.identity.count()).toBe(1)
  expect(next.recorded).toEqual([])
})

test('a registration whose answer was lost in a kill is adopted, not repeated', async () => {
  const sent = Promise.withResolvers<void>()
  const killed = bench.run({
    register: async ({ softwareId }) => {
      bench.identity.register(softwareId)
      sent.resolve()
      return never()
    },
  })
  const id = enqueue(killed)
  killed.discovery.start()
  await sent.promise

  const calls: string[] = []
  const next = bench.run({
    register: async ({ softwareId }) => {
      calls.push(softwareId)
      return bench.identity.register(softwareId)
    },
  })
  await settle(next)
  expect(next.discovery.job(id)).toMatchObject({ state: 'ready', clientId: 'client-software-a' })
  expect(calls).toEqual([])
  expect(bench.identity.count()).toBe(1)
  expect(next.recorded).toMatchObject([
    { arrow: 3, from: 'discovery', to: 'identity', operation: 'find registration', ids: { applicationId: id } },
  ])
})

test('a kill between the answer and the row is made good by adoption', async () => {
  const killed = bench.run({
    saveSecret: () => {
      killed.db.exec("CREATE TRIGGER kill BEFORE UPDATE ON provisioning_jobs BEGIN SELECT RAISE(ABORT, 'killed'); END")
    },
  })
  const id = enqueue(killed)
  await settle(killed)
  expect(killed.discovery.job(id)?.state).toBe('registering')
  expect(bench.logged).toEqual(['provisioning an application met a fault', 'provisioning could not be recorded'])
  await killed.discovery.stop()
  killed.db.exec('DROP TRIGGER kill')

  const next = bench.run()
  await settle(next)
  expect(next.discovery.job(id)?.state).toBe('ready')
  expect(next.discovery.registration(id)?.registrationAccessToken).toBe('management-token-of-software-a')
  expect(bench.identity.count()).toBe(1)
})

test('a call carried out late, whose repetition is refused as a second one, is adopted', async () => {
  let call = 0
  const run = bench.run({
    register: async ({ softwareId }) => {
      call += 1
      if (call === 1) throw unavailable()
      // The first call's work ends only now.
      bench.identity.register(softwareId)
      return bench.identity.register(softwareId)
    },
  })
  const id = enqueue(run)
  await settle(run)
  run.world.clock.advance(1_000)
  run.discovery.wake()
  await run.discovery.idle()
  expect(run.discovery.job(id)?.state).toBe('ready')
  expect(bench.identity.count()).toBe(1)
})

test('an attempt left behind by an older run changes nothing any more', async () => {
  const answer = Promise.withResolvers<void>()
  const older = bench.run({
    register: async () => {
      await answer.promise
      throw problem('registration-refused', { status: 400, error: 'invalid_client_metadata', errorDescription: null })
    },
  })
  const id = enqueue(older)
  older.discovery.start()
  older.discovery.wake()
  const next = bench.run()
  await settle(next)
  answer.resolve()
  await older.discovery.idle()
  expect(next.discovery.job(id)?.state).toBe('ready')
})

test('faults and outages are tried again without end, on bank time', async () => {
  const run = bench.run({ register: async () => Promise.reject(unavailable()) })
  const id = enqueue(run)
  await settle(run)
  const waits: number[] = []
  for (let attempts = 1; attempts <= 11; attempts += 1) {
    const job = run.discovery.job(id)
    expect(job).toMatchObject({ state: 'waiting', attempts, lastError: { type: 'registration-unavailable' } })
    const waitMs = (job?.nextAttemptAt ?? 0) - run.world.clock.now()
    waits.push(waitMs / 1000)
    run.world.clock.advance(waitMs - 1)
    run.discovery.wake()
    await run.discovery.idle()
    expect(run.discovery.job(id)?.attempts).toBe(attempts)
    run.world.clock.advance(1)
    run.discovery.wake()
    await run.discovery.idle()
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
  const failed = eventsOf(run).filter(({ type }) => type === 'application.attempt-failed')
  expect(failed.length).toBe(12)
  expect(failed[0]?.data).toMatchObject({ applicationId: id, attempt: 1, error: { type: 'registration-unavailable' } })
})

test('a frozen bank clock does not hold a retry for ever: wire time wakes it too', async () => {
  let up = false
  const run = bench.run({
    register: async ({ softwareId }) => {
      if (!up) throw unavailable()
      return bench.identity.register(softwareId)
    },
  })
  const id = enqueue(run)
  run.world.clock.freeze()
  await settle(run)
  up = true
  bench.wire.now += 1_000
  run.discovery.wake()
  await run.discovery.idle()
  expect(run.discovery.job(id)?.state).toBe('ready')
})

test('a fault of our own is logged, tried again, and told without its internals', async () => {
  let attempts = 0
  const run = bench.run({
    issueCredentials: async () => {
      attempts += 1
      if (attempts === 1) throw new Error('EIO /secret/path')
      return CREDENTIALS
    },
  })
  const id = enqueue(run)
  await settle(run)
  expect(run.discovery.job(id)?.lastError).toEqual({ type: 'provisioning-fault', facts: {} })
  expect(bench.logged).toEqual(['provisioning an application met a fault'])
  run.world.clock.advance(1_000)
  run.discovery.wake()
  await run.discovery.idle()
  expect(run.discovery.job(id)).toMatchObject({ state: 'ready', lastError: null })
})

test('a refusal of the request is final until somebody retries (RFC 7591, 3.2.2)', async () => {
  let approved = false
  const run = bench.run({
    register: async ({ softwareId }) => {
      if (approved) return bench.identity.register(softwareId)
      throw problem('registration-refused', {
        status: 400,
        error: 'unapproved_software_statement',
        errorDescription: 'the organisation is not active',
      })
    },
  })
  const id = enqueue(run)
  const told: string[] = []
  run.discovery.onEnd(id, (job) => told.push(job.state))
  await settle(run)
  run.world.clock.advance(86_400_000)
  run.discovery.wake()
  await run.discovery.idle()
  expect(run.discovery.job(id)).toMatchObject({
    state: 'failed',
    attempts: 1,
    nextAttemptAt: null,
    lastError: {
      type: 'registration-refused',
      facts: { error: 'unapproved_software_statement', errorDescription: 'the organisation is not active' },
    },
  })
  approved = true
  expect(run.discovery.retry(id).state).toBe('waiting')
  await run.discovery.idle()
  expect(run.discovery.job(id)).toMatchObject({ state: 'ready', attempts: 2, lastError: null })
  expect(told).toEqual(['failed'])
  expect(eventsOf(run).map(({ type }) => type)).toEqual([
    'application.provisioning-started',
    'application.failed',
    'application.retry-requested',
    'application.provisioning-started',
    'application.ready',
  ])
  expect(() => run.discovery.retry(id)).toThrow(expect.objectContaining({ type: 'provisioning-finished' }))
  expect(() => run.discovery.retry('none')).toThrow(expect.objectContaining({ type: 'job-not-found' }))
})

test('a call that never reached the gateway is recorded by the agent, with its problem', async () => {
  const run = bench.run({
    register: async () => {
      throw problem('registration-unavailable', {
        endpoint: 'https://x/register',
        reached: false,
        code: 'ECONNREFUSED',
      })
    },
  })
  const id = enqueue(run)
  await settle(run)
  expect(run.recorded).toMatchObject([
    {
      arrow: 3,
      from: 'discovery',
      to: 'identity',
      request: { method: 'POST', url: 'https://x/register' },
      problem: { type: 'registration-unavailable', facts: { code: 'ECONNREFUSED' } },
      ids: { market: 'test', applicationId: id },
    },
  ])
})

test('many applications are provisioned side by side, no job twice at once', async () => {
  const underWay = new Set<string>()
  let most = 0
  const run = bench.run({
    register: async ({ softwareId }) => {
      expect(underWay.has(softwareId)).toBe(false)
      underWay.add(softwareId)
      most = Math.max(most, underWay.size)
      run.discovery.wake()
      await new Promise((resolve) => setImmediate(resolve))
      underWay.delete(softwareId)
      return bench.identity.register(softwareId)
    },
  })
  const ids = Array.from({ length: 9 }, (_, index) => enqueue(run, String(index)))
  await settle(run)
  expect(ids.map((id) => run.discovery.job(id)?.state)).toEqual(ids.map(() => 'ready'))
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(4)
  expect(bench.identity.count()).toBe(9)
})

test('one application that is refused does not hold up another', async () => {
  const run = bench.run({
    register: async ({ softwareId }) => {
      if (softwareId === 'software-bad') throw unavailable()
      return bench.identity.register(softwareId)
    },
  })
  const bad = enqueue(run, 'bad')
  const good = enqueue(run, 'good')
  await settle(run)
  expect(run.discovery.job(bad)?.state).toBe('waiting')
  expect(run.discovery.job(good)?.state).toBe('ready')
})

test('stop ends at once though a call never answers, and its signal is given', async () => {
  let aborted = false
  const run = bench.run({
    register: ({ signal }) => {
      signal.addEventListener('abort', () => {
        aborted = true
      })
      return never()
    },
  })
  const id = enqueue(run)
  run.discovery.start()
  while (run.recorded.length === 0 && run.db.prepare('SELECT asked_at FROM provisioning_jobs').pluck().get() === null) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  await run.discovery.stop()
  expect(aborted).toBe(true)
  expect(run.discovery.job(id)?.state).toBe('registering')
})

test('jobs are listed newest first and page by key', async () => {
  const run = bench.run()
  for (const name of ['1', '2', '3']) enqueue(run, name)
  const first = run.discovery.jobs({ limit: 2 })
  expect(first.map((job) => job.applicationId)).toEqual(['application-3', 'application-2'])
  const before = first.at(-1)?.applicationId as string
  expect(run.discovery.jobs({ limit: 2, before }).map((job) => job.applicationId)).toEqual(['application-1'])
})

test('a job is found by its client once it is ready', async () => {
  const run = bench.run()
  const id = enqueue(run)
  await settle(run)
  expect(run.discovery.jobOfClient('client-software-a')?.applicationId).toBe(id)
  expect(run.discovery.jobOfClient('another')).toBeUndefined()
})

test('looking for due jobs never scans the table of jobs', () => {
  const { db } = bench.run()
  const plan = db
    .prepare('EXPLAIN QUERY PLAN SELECT seq FROM provisioning_jobs WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 100')
    .all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail).join()).toContain('INDEX provisioning_jobs_due')
  expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE')
})
