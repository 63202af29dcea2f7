import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Certificate, Session } from 'electron'

/** Electron's answers: take the certificate, refuse it, or leave it to Chromium. */
const TAKE = 0
const REFUSE = -2
const LEAVE = -3

const LOOPBACK = ['localhost', '127.0.0.1', '::1']

/**
 * Makes the window trust the install's own CA, for loopback and nothing else; nothing is put into the system's store.
 * @param caFile the CA's certificate, PEM
 */
export function trustInstall(session: Pick<Session, 'setCertificateVerifyProc'>, caFile: string): void {
  const ca = new X509Certificate(readFileSync(caFile))
  session.setCertificateVerifyProc(({ hostname, certificate, verificationResult }, answer) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    if (!LOOPBACK.includes(host) || verificationResult === 'net::OK') return answer(LEAVE)
    answer(issuedBy(ca, certificate, host, new Date()) ? TAKE : REFUSE)
  })
}

/** Whether the CA's own key signed a certificate that is for this host and valid now (by wire time). */
export function issuedBy(ca: X509Certificate, { data }: Pick<Certificate, 'data'>, host: string, now: Date): boolean {
  try {
    const leaf = new X509Certificate(data)
    const named = host.includes('.') || host.includes(':') ? leaf.checkIP(host) : leaf.checkHost(host)
    const current = now >= new Date(leaf.validFrom) && now <= new Date(leaf.validTo)
    return Boolean(named) && current && !leaf.ca && leaf.checkIssued(ca) && leaf.verify(ca.publicKey)
  } catch {
    return false
  }
}
