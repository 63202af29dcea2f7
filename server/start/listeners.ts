import { constants, X509Certificate } from 'node:crypto'
import {
  createServer as createHttp,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket, Server as TlsServer } from 'node:tls'
import { loseBody, type Problem, problem } from '#kernel'
import { readTarget } from './request-target.ts'

/** The five doors of a bank, in the order of their ports. */
export const DOORS = ['console', 'public', 'mutual', 'app', 'provider'] as const
export type Door = (typeof DOORS)[number]

export type TlsMaterial = { keyPem: string; certificatePem: string; caPem: string }

export type Listeners = {
  ports: Record<Door, number>
  /** Gives the TLS doors their certificate; until then their handshakes fail. */
  setCertificate(material: TlsMaterial): void
  /** Sets who answers at a door; until then it answers 503. */
  serve(door: Door, handler: RequestListener): void
  close(): Promise<void>
}

/** Doors that speak TLS; the mutual one asks for a certificate and completes the handshake without one too. */
const TLS: Partial<Record<Door, { requestCert: boolean }>> = {
  public: { requestCert: false },
  mutual: { requestCert: true },
  app: { requestCert: false },
  provider: { requestCert: false },
}

/** In this time a request arrives whole, or is told that it did not. */
const ARRIVAL_MS = 10_000

/** Host is never read, so a call without one is answered too. */
const HTTP = {
  headersTimeout: ARRIVAL_MS,
  requestTimeout: ARRIVAL_MS,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  requireHostHeader: false,
}

const TLS13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']

/**
 * Binds the doors on loopback, both families where the machine has them, before anything else is opened: addresses
 * are known from then on. Throws port-busy { port }.
 */
export async function bindListeners(wanted: Record<Door, number>, tls12Ciphers: readonly string[]): Promise<Listeners> {
  const handlers = new Map<Door, RequestListener>()
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const ports = { ...wanted }
  const calls = new WeakMap<Socket, Underway>()

  const make = (door: Door): Server => {
    const answer: RequestListener = (req, res) => {
      if (bringsBody(req)) calls.set(req.socket, { req, res })
      readTarget(req)
      const handler = handlers.get(door) ?? notReady
      handler(req, res)
    }
    const tls = TLS[door]
    const server = tls
      ? (createHttps({ ...HTTP, ...tlsOptions(tls12Ciphers), ...tls, rejectUnauthorized: false }, answer) as Server)
      : createHttp(HTTP, answer)
    // What a caller expects of the connection changes nothing of the answer.
    server.on('checkExpectation', answer)
    server.on('clientError', (error, socket) => refuseBroken(error, socket as Socket, calls.get(socket as Socket)))
    server.on('secureConnection', forgetFailure)
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    servers.push(server)
    return server
  }

  try {
    for (const door of DOORS) ports[door] = await bindBoth(make, door, wanted[door])
  } catch (error) {
    await closeAll(servers, sockets)
    throw error
  }

  return {
    ports,
    setCertificate({ keyPem, certificatePem, caPem }) {
      for (const server of servers) {
        const context = server as unknown as Partial<TlsServer>
        context.setSecureContext?.({ key: keyPem, cert: certificatePem, ca: caPem, ...tlsOptions(tls12Ciphers) })
      }
    },
    serve: (door, handler) => void handlers.set(door, handler),
    close: () => closeAll(servers, sockets),
  }
}

/**
 * A certificate with our authority's name and somebody else's signature leaves a failure in the TLS library's queue, which
 * the connection's next read would take for its own: the caller would see a broken connection instead of the refusal.
 * Reading any certificate empties the queue.
 */
function forgetFailure(socket: TLSSocket): void {
  const certificate = socket.authorized ? undefined : socket.getPeerX509Certificate()
  if (certificate) new X509Certificate(certificate.raw)
}

/** TLS 1.2 with the market's suites or 1.3; no resumption, no renegotiation (FAPI-BR, cryptography). */
function tlsOptions(tls12Ciphers: readonly string[]) {
  return {
    minVersion: 'TLSv1.2' as const,
    ciphers: [...TLS13, ...tls12Ciphers].join(':'),
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  }
}

/** Binds a door on 127.0.0.1 and, where the machine has it, on ::1 at the same port. */
async function bindBoth(make: (door: Door) => Server, door: Door, wanted: number): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const first = make(door)
    await listen(first, '127.0.0.1', wanted)
    const { port } = first.address() as AddressInfo
    try {
      await listen(make(door), '::1', port)
      return port
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return port
      first.close()
      if (wanted !== 0 || tries === 20) throw error
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? Object.assign(problem('port-busy', { port }), { code: error.code })
          : error,
      )
    }
    server.once('error', failed)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      resolve()
    })
  })
}

/** Only a body can fail once its head was understood; most calls have none. */
const bringsBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/** The last request with a body that came over a connection, and its answer. */
type Underway = { req: IncomingMessage; res: ServerResponse }

/**
 * What can't be read as HTTP is told so, and the connection ends. Of a request whose body fails on its way the head was
 * understood: whoever reads the body answers it, as they answer everything else, and it is recorded so.
 */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket, call: Underway | undefined): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  if (call && !call.req.complete) {
    if (call.res.headersSent) {
      endAfter(call.res, socket)
      return
    }
    if (loseBody(call.req, lostBody(error))) return
  }
  const [status, text] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'the headers are over 16 KiB']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'the request did not arrive within 10 seconds']
        : ['400 Bad Request', 'this is not a valid HTTP request']
  const body = JSON.stringify({ error: 'invalid_request', error_description: text })
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function lostBody({ code }: NodeJS.ErrnoException): Problem {
  return code === 'ERR_HTTP_REQUEST_TIMEOUT'
    ? problem('body-late', { seconds: ARRIVAL_MS / 1000 }, 'body-size')
    : problem('body-broken', { reason: 'it is not framed as HTTP asks' }, 'body-size')
}

/** An answer that was begun goes out whole; nothing comes after it. */
function endAfter(res: ServerResponse, socket: Socket): void {
  if (res.writableFinished) socket.destroySoon()
  else res.once('finish', () => socket.destroySoon())
}

const notReady: RequestListener = (_req, res) => {
  res.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
  res.end(
    JSON.stringify({
      error: 'temporarily_unavailable',
      error_description: 'the bank is starting; try again in a moment',
    }),
  )
}

async function closeAll(servers: readonly Server[], sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = servers.map(
    (server) => new Promise((resolve) => (server.listening ? server.close(resolve) : resolve(undefined))),
  )
  for (const socket of sockets) socket.destroy()
  await Promise.all(closed)
}
