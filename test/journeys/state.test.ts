import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBank, type TestApp, type TestBank } from '../support/bank.ts'

let bank: TestBank
let app: TestApp
beforeAll(async () => {
  bank = await openTestBank()
  app = await bank.app('Estado')
})
afterAll(() => bank?.close())

async function call(method: string, path: string, body?: unknown) {
  const r = await fetch(bank.urls.console + path, {
    method,
    headers: {
      authorization: `Bearer ${bank.consoleToken}`,
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await r.text()
  return { status: r.status, body: text === '' ? undefined : JSON.parse(text) }
}

test('try', async () => {
  const one = await app.connect('ana')
  console.log(await call('GET', '/api/clock'))
  console.log(await call('POST', '/api/snapshots', { name: 'lesson' }))
  console.log(JSON.stringify(await call('POST', '/api/clock/advance', { by: '13mo' })))
  for (let i = 0; i < 3; i++) {
    const t = performance.now()
    console.log(JSON.stringify(await call('POST', '/api/reset', {})), performance.now() - t)
  }
  const url = await app.endpoint('accounts', '/accounts')
  console.log((await app.request('GET', url, one.accessToken)).status)
  const two = await app.connect('ana')
  console.log((await app.request('GET', url, two.accessToken)).status)
  console.log(JSON.stringify(await call('POST', '/api/snapshots/lesson/restore', {})))
  console.log(
    (await app.request('GET', url, one.accessToken)).status,
    (await app.request('GET', url, two.accessToken)).status,
  )
  const t = performance.now()
  console.log(JSON.stringify(await call('POST', '/api/reset', { all: true })), performance.now() - t)
  console.log((await call('GET', '/api/info')).status, bank.log.errors)
  expect(bank.log.errors).toEqual([])
})
