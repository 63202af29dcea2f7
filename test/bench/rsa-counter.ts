import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** RSA operations of a process, by kind, and the TLS connections it accepted, by local port. */
export type RsaCounts = {
  sign: number
  verify: number
  encrypt: number
  decrypt: number
  connections: Record<string, number>
}

const KINDS = ['sign', 'verify', 'encrypt', 'decrypt'] as const

/**
 * Counts the RSA operations that the libraries ask of this process's WebCrypto, and the connections accepted; what a
 * handshake costs is added by who reads the counts.
 */
export function countRsa(): () => RsaCounts {
  const counts: RsaCounts = { sign: 0, verify: 0, encrypt: 0, decrypt: 0, connections: {} }
  const prototype = Object.getPrototypeOf(crypto.subtle) as Record<string, (...args: unknown[]) => unknown>
  for (const kind of KINDS) {
    const original = prototype[kind]
    if (!original) continue
    prototype[kind] = function counted(this: unknown, ...args: unknown[]) {
      const [algorithm] = args as [string | { name: string }]
      if ((typeof algorithm === 'string' ? algorithm : algorithm.name).startsWith('RSA')) counts[kind] += 1
      return original.apply(this, args)
    }
  }
  subscribe('net.server.socket', (message) => {
    const port = String((message as { socket: Socket }).socket.localPort)
    counts.connections[port] = (counts.connections[port] ?? 0) + 1
  })
  return () => structuredClone(counts)
}
