import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { ShownMessage } from '../../../server/recipient/messages.ts'
import { curlOf } from '../../../server/recipient/web/developer/curl.ts'

const call = (method: string, headers: [string, string][], body: string): ShownMessage => ({
  ...{ at: 0, channel: 'back', method, url: 'https://bank.example/a?b=c&d=e', status: 200, durationMs: 1 },
  ...{ interactionId: null, request: { headers, body }, response: { headers: [], body: '' }, tokens: [] },
})

/** The words that a shell makes of a command. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `curl() { for word; do printf '%s\\0' "$word"; done; }; ${command}`], {
    encoding: 'utf8',
    env: { ACCESS_TOKEN: 'from-the-variable' },
  })
    .split('\0')
    .slice(0, -1)

test.skipIf(process.platform === 'win32')('a call as a command survives the shell, quotes and all', () => {
  const body = `{"name":"D'Ávila $HOME \`id\`"}`
  const given = words(
    curlOf(
      call(
        'POST',
        [
          ['content-type', 'application/json'],
          ['content-length', '9'],
        ],
        body,
      ),
    ),
  )
  expect(given).toEqual([
    ...['--request', 'POST', 'https://bank.example/a?b=c&d=e'],
    ...['--cert', 'transport.pem', '--key', 'transport.key', '--cacert', 'ca.pem'],
    ...['--header', 'content-type: application/json', '--data', body],
  ])
})

test.skipIf(process.platform === 'win32')('a form’s fields go one by one, and the token comes from a variable', () => {
  const headers: [string, string][] = [
    ['authorization', 'Bearer abcdefgh…'],
    ['content-type', 'application/x-www-form-urlencoded'],
  ]
  const given = words(curlOf(call('POST', headers, 'grant_type = client_credentials\nscope = consents')))
  expect(given).toContain('authorization: Bearer from-the-variable')
  expect(given.slice(-4)).toEqual([
    '--data-urlencode',
    'grant_type=client_credentials',
    '--data-urlencode',
    'scope=consents',
  ])
})
