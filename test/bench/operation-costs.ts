import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { hashPassword } from '../../server/bank/customers/passwords.ts'

/** What one operation takes on this machine, in milliseconds of one core. */
export type OperationCosts = { sign: number; verify: number; encrypt: number; decrypt: number; scrypt: number }

/** Times RSA-2048 (PS256, RSA-OAEP) and the login's scrypt, each alone on one core for so long. */
export function operationCosts(forMs: number): OperationCosts {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const privateKey = createPrivateKey(pair.privateKey)
  const publicKey = createPublicKey(pair.publicKey)
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  const message = randomBytes(1024)
  const secret = randomBytes(32)
  const signature = sign('sha256', message, { key: privateKey, ...pss })
  const sealed = publicEncrypt(publicKey, secret)
  return {
    sign: timeOf(forMs, () => sign('sha256', message, { key: privateKey, ...pss })),
    verify: timeOf(forMs, () => verify('sha256', message, { key: publicKey, ...pss }, signature)),
    encrypt: timeOf(forMs, () => publicEncrypt(publicKey, secret)),
    decrypt: timeOf(forMs, () => privateDecrypt(privateKey, sealed)),
    scrypt: timeOf(forMs, () => hashPassword('bench', 'salt')),
  }
}

function timeOf(forMs: number, act: () => unknown): number {
  const start = performance.now()
  let times = 0
  do {
    act()
    times += 1
  } while (performance.now() - start < forMs)
  return (performance.now() - start) / times
}
