import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Directory } from '#directory'
import { Problem, problem, type World } from '#kernel'
import type { Peer } from './call.ts'

/** Certificates remembered with their bytes; a bank sees as many as it has applications. */
const REMEMBERED = 1000

/** The application a software statement is for, and its client once it is registered. */
export type ApplicationOf = (softwareId: string) => { id: string; clientId: string | null } | undefined

/**
 * Reads the certificate of a connection, once per connection. What can change while it lives (revocation, expiry)
 * is asked again for each call.
 */
export function openPeers({
  directory,
  world,
  applicationOf,
}: {
  directory: Directory
  world: World
  applicationOf: ApplicationOf
}) {
  const known = new WeakMap<Socket, Peer>()
  const shownBefore = new Map<string, Buffer>()

  return (socket: Socket): Peer => {
    let peer = known.get(socket)
    if (peer === undefined) {
      peer = read(socket as TLSSocket)
      known.set(socket, peer)
    }
    if (peer instanceof Problem) return peer
    const { facts } = peer
    const now = world.wire.now()
    if (now > facts.notAfter || now < facts.notBefore) return untrusted('is outside its validity')
    if (directory.isRevoked(facts.serialNumber)) return untrusted('was revoked')
    return peer
  }

  function read(socket: TLSSocket): Peer {
    const certificate = socket.getPeerX509Certificate()
    if (!certificate) return problem('certificate-missing', {}, 'certificate-shown')
    try {
      const facts = directory.readCertificate(certificate.raw)
      if (!facts.issuedByUs) return untrusted('was not issued by this directory')
      if (!facts.clientAuthentication) return untrusted('is not a transport certificate')
      const application = facts.softwareId === undefined ? undefined : applicationOf(facts.softwareId)
      return { facts, pem: certificate.toString(), der: sameBytes(facts.thumbprint, certificate.raw), application }
    } catch {
      return untrusted('can not be read')
    }
  }

  /** A certificate's bytes, the same for all its connections: the record then copies and hashes them once for many calls. */
  function sameBytes(thumbprint: string, der: Buffer): Buffer {
    const before = shownBefore.get(thumbprint)
    if (before) return before
    if (shownBefore.size >= REMEMBERED) shownBefore.clear()
    shownBefore.set(thumbprint, der)
    return der
  }
}

function untrusted(reason: string) {
  return problem('certificate-untrusted', { reason }, 'certificate-trusted')
}
