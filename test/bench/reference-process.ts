import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { markets } from '../../server/markets/index.ts'
import { bindListeners } from '../../server/start/index.ts'
import type { TlsMaterial } from '../../server/start/listeners.ts'
import { answerCalls, cpuTime } from './child.ts'

// What the bank is measured against: a bare Koa behind the bank's own mutual-TLS listener with the bank's certificate,
// a bare Koa and a bare node:http without TLS. All answer the bytes and headers that the bank answered.

/** An answer as taken from the bank. */
export type Sample = { headers: Record<string, string>; body: string }

const closers: (() => unknown)[] = []

function koaHandler({ headers, body }: Sample): RequestListener {
  const app = new Koa()
  app.use((ctx) => {
    for (const name in headers) ctx.set(name, headers[name] as string)
    ctx.body = body
  })
  return app.callback()
}

async function openPlain(handler: RequestListener): Promise<number> {
  const server = createServer(handler)
  // As the bank's own: connections outlive the turns of the others.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.closeAllConnections())
  return (server.address() as AddressInfo).port
}

answerCalls(
  {
    async serve({ sample, credentials }: { sample: Sample; credentials: TlsMaterial }) {
      const ciphers = markets.flatMap((market) => market.security.tls12Ciphers)
      const ports = { console: 0, public: 0, mutual: 0, app: 0, provider: 0 }
      const listeners = await bindListeners(ports, ciphers)
      closers.push(listeners.close)
      listeners.setCertificate(credentials)
      listeners.serve('mutual', koaHandler(sample))
      return {
        koaMutual: listeners.ports.mutual,
        koa: await openPlain(koaHandler(sample)),
        http: await openPlain((_req, res) => {
          res.writeHead(200, sample.headers)
          res.end(sample.body)
        }),
      }
    },
    cpu: cpuTime,
  },
  async () => {
    for (const close of closers) await close()
  },
)
