import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConsoleOptions, openConsole } from '#console'
import { type ConsoleRoute, type Exchange, openDatabase, openExchanges, openLog, openWorld } from '#kernel'

export const TOKEN = 'owner-start-token'
export const SESSION = 'session-of-a-developer'

type Call = {
  method?: string
  path: string
  headers?: Record<string, string | undefined>
  body?: string | Buffer
}

export type Reply = { status: number; headers: http.IncomingHttpHeaders; text: string; json: () => never }

/** A console on a free loopback port, with what it recorded, logged and told. */
export async function serve(routes: ConsoleRoute[], more: Partial<ConsoleOptions> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'bancada-console-'))
  const db = openDatabase(join(dir, 'bank.db'), { keep: 'everything' })
  const world = openWorld({ db })
  const logged: string[] = []
  const recorded: Exchange[] = []
  const tellers = new Set<(message: unknown) => void>()
  const exchanges = openExchanges({ now: world.clock.now })
  exchanges.install({ recorder: (exchange) => void recorded.push(exchange) })
  let port = 0
  const opened = openConsole({
    world,
    log: openLog({ now: world.wire.now, write: (line) => void logged.push(line) }),
    exchanges,
    routes,
    token: TOKEN,
    developerOf: (token) => (token === SESSION ? { id: 'dev-1' } : undefined),
    allowedHosts: () => [`localhost:${port}`, `127.0.0.1:${port}`],
    distDir: join(dir, 'dist'),
    live: {
      subscribe(tell) {
        tellers.add(tell)
        return () => tellers.delete(tell)
      },
    },
    facts: () => ({
      version: '1.2.3',
      clock: { now: world.clock.now(), offsetMs: 0, frozen: false },
      services: [],
      markets: [],
      sampleApp: 'https://127.0.0.1:4303',
    }),
    ...more,
  })
  const server = http.createServer(opened.handler())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port

  return {
    dir,
    distDir: join(dir, 'dist'),
    logged,
    recorded,
    tellers,
    console: opened,
    port: () => port,
    host: () => `localhost:${port}`,
    tell: (message: unknown) => {
      for (const tell of tellers) tell(message)
    },
    ask: (call: Call) => ask(port, call),
    /** Sends bytes as they are and gives back what came until the end. */
    raw: (bytes: string) =>
      new Promise<string>((resolve, reject) => {
        let answer = ''
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
        socket.setEncoding('utf8')
        socket.on('data', (chunk) => {
          answer += chunk
        })
        socket.on('end', () => resolve(answer))
        socket.on('error', reject)
      }),
    /** A call with the owner's token, as a JSON body where one is given. */
    own: (method: string, path: string, body?: unknown) =>
      ask(port, {
        method,
        path,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async close() {
      opened.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      db.close()
      rmSync(dir, { recursive: true })
    },
  }
}

/** Sends exactly these headers; an undefined one is left out, `Host` included. */
function ask(port: number, { method = 'GET', path, headers = {}, body }: Call): Promise<Reply> {
  const sent = Object.entries({ host: `localhost:${port}`, ...headers }).filter(([, value]) => value !== undefined)
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: Object.fromEntries(sent) as http.OutgoingHttpHeaders,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text) as never,
          })
        })
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
