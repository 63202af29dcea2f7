import { randomUUID } from 'node:crypto'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Where a load goes: one GET over and over, with or without mutual TLS. */
export type Target = {
  port: number
  path: string
  headers: Record<string, string>
  tls?: { key: string; cert: string; ca: string } | undefined
}

export type RawAnswer = { status: number; headers: Record<string, string>; body: string }

export type RawConnection = {
  /** Sends the GET and tells of its answer; one at a time. */
  ask(answered: (answer: { status: number; whole: () => RawAnswer }) => void): void
  close(): void
}

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Opens a kept-alive HTTP/1.1 connection that costs its process as little as can be, so that a load measures the
 * server and not the client. It understands answers with a Content-Length only.
 */
export async function openRawConnection({ port, path, headers, tls }: Target): Promise<RawConnection> {
  const socket: Socket = tls
    ? connectTls({ ...tls, host: '127.0.0.1', port, servername: 'localhost' })
    : connectPlain(port, '127.0.0.1')
  socket.setNoDelay(true)
  await new Promise<void>((resolve, reject) => {
    socket.once(tls ? 'secureConnect' : 'connect', resolve)
    socket.once('error', reject)
  })

  const fixed = Object.entries({ host: `localhost:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const head = `GET ${path} HTTP/1.1\r\n${fixed.join('')}x-fapi-interaction-id: `
  let waiting: Parameters<RawConnection['ask']>[0] | undefined
  let received: Buffer | undefined

  function fail(): void {
    const answered = waiting
    waiting = undefined
    answered?.({ status: 0, whole: () => ({ status: 0, headers: {}, body: 'the connection ended' }) })
  }

  socket.on('data', (chunk: Buffer) => {
    received = received ? Buffer.concat([received, chunk]) : chunk
    const bodyAt = received.indexOf(HEAD_END) + HEAD_END.length
    if (bodyAt < HEAD_END.length) return
    const text = received.toString('latin1', 0, bodyAt)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1])
    if (received.length < bodyAt + length) return
    const answered = waiting
    const body = received.subarray(bodyAt, bodyAt + length)
    waiting = undefined
    received = undefined
    answered?.({ status: Number(text.slice(9, 12)), whole: () => wholeOf(text, body) })
  })
  socket.on('error', fail)
  socket.on('close', fail)

  return {
    ask(answered) {
      waiting = answered
      if (socket.destroyed) return fail()
      socket.write(`${head}${randomUUID()}\r\n\r\n`)
    },
    close: () => socket.destroy(),
  }
}

function wholeOf(head: string, body: Buffer): RawAnswer {
  const [first = '', ...lines] = head.trimEnd().split('\r\n')
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 2),
  ])
  return { status: Number(first.slice(9, 12)), headers: Object.fromEntries(headers), body: body.toString() }
}
