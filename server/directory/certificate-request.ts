import { createPublicKey } from 'node:crypto'
import { problem } from '#kernel'
import { loadX509 } from './issuing.ts'

const REQUEST =
  /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----[\sA-Za-z0-9+/=]+-----END (?:NEW )?CERTIFICATE REQUEST-----/
const SIZE_LIMIT = 16_384
const KEY_BITS = 2048

/**
 * The public key of a certificate request (PKCS #10, RFC 2986), in DER. Its sender's signature proves that they have the
 * private key; who they are is the directory's to say, so nothing else of the request is read.
 * Throws certificate-request-invalid { reason }.
 */
export async function publicKeyOfRequest(pem: string): Promise<Buffer> {
  if (pem.length > SIZE_LIMIT) throw refused('too-large')
  const [text] = REQUEST.exec(pem) ?? []
  if (text === undefined) throw refused('not-a-request')
  const { Pkcs10CertificateRequest } = await loadX509()
  let spki: Buffer
  let signed: boolean
  try {
    const request = new Pkcs10CertificateRequest(text.replaceAll('NEW CERTIFICATE', 'CERTIFICATE'))
    spki = Buffer.from(request.publicKey.rawData)
    signed = await request.verify()
  } catch {
    throw refused('not-a-request')
  }
  if (!signed) throw refused('signature')
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < KEY_BITS) throw refused('key')
  return spki
}

function refused(reason: 'too-large' | 'not-a-request' | 'signature' | 'key') {
  return problem('certificate-request-invalid', { reason })
}
