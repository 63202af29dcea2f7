import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'

export type Ping = { path: string; authorization: string | undefined; contentType: string | undefined; body: unknown }

/** What an app answers to its next pings, if anything at all; 204 when nothing is left. */
export type PingAnswer = { status: number; headers?: Record<string, string>; body?: string } | 'silence'

export type PingReceiver = {
  url: string
  pings: Ping[]
  answers: PingAnswer[]
  /** Resolves with the next ping that comes. */
  next(): Promise<Ping>
  close(): Promise<void>
}

type Credentials = { keyPem: string; certificatePem: string }

/** An app's notification endpoint on this machine, with a certificate of the install's own authority. */
export async function openPingReceiver({ keyPem, certificatePem }: Credentials): Promise<PingReceiver> {
  const pings: Ping[] = []
  const answers: PingAnswer[] = []
  const waiting: ((ping: Ping) => void)[] = []
  const server: Server = createServer({ key: keyPem, cert: certificatePem }, (req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const { authorization, 'content-type': contentType } = req.headers
      const ping = {
        ...{ path: req.url ?? '', authorization, contentType },
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      }
      pings.push(ping)
      const answer = answers.shift() ?? { status: 204 }
      if (answer !== 'silence') res.writeHead(answer.status, answer.headers).end(answer.body)
      for (const tell of waiting.splice(0)) tell(ping)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/ping`,
    pings,
    answers,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
