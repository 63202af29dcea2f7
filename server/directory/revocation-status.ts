import { createHash, sign } from 'node:crypto'
import {
  children,
  contentOf,
  type Element,
  type ParsedCertificate,
  Problem,
  rawOf,
  readElement,
  readOid,
  TAG,
  type World,
} from '#kernel'
import type { Authority } from './authority.ts'
import type { IssuedCertificate } from './certificate-store.ts'
import {
  bitString,
  element,
  enumerated,
  explicit,
  extension,
  generalizedTime,
  implicit,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
} from './der-writer.ts'
import { REASON_CODES, type RevocationReason } from './revocation.ts'
import type { DirectoryStore } from './store.ts'

/** How long an answer may be relied on. */
export const STATUS_MS = 3_600_000

/** More questions than a client has in one request. */
const QUESTION_LIMIT = 50
/** RFC 9654 2.1: from 1 to 128 bytes. */
const NONCE_LIMIT = 128

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1'
const NONCE = '1.3.6.1.5.5.7.48.1.2'
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const SHA256_WITH_RSA = sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing())
const EXTENSIONS_TAG = 0xa2
const OCTETS = 0x04

/** The statuses of a whole answer (RFC 6960 4.2.1). */
const SUCCESSFUL = 0
const MALFORMED_REQUEST = 1

type Question = { id: Buffer; hash: string | undefined; nameHash: Buffer; keyHash: Buffer; serialNumber: string }

/**
 * Answers what becomes of single certificates (RFC 6960): good, revoked or unknown, signed by the authority itself. A
 * request that can't be read is answered as malformed. Dates are wire time.
 */
export function openRevocationStatus({
  world,
  store,
  authority,
}: {
  world: World
  store: DirectoryStore
  authority: Authority
}) {
  const { certificate, key } = authority
  const responder = explicit(2, octetString(digest('sha1', keyBits(certificate))))

  return (request: Buffer): Buffer => {
    try {
      const { questions, nonce } = readRequest(request)
      return answer(questions, nonce)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return sequence(enumerated(MALFORMED_REQUEST))
    }
  }

  function answer(questions: Question[], nonce: Buffer | undefined): Buffer {
    const now = world.wire.now()
    const told = sequence(
      responder,
      generalizedTime(now),
      sequence(...questions.map((question) => statusOf(question, now))),
      ...(nonce ? [explicit(1, sequence(extension(NONCE, nonce)))] : []),
    )
    const basic = sequence(told, SHA256_WITH_RSA, bitString(sign('sha256', told, key)))
    return sequence(enumerated(SUCCESSFUL), explicit(0, sequence(objectIdentifier(BASIC_RESPONSE), octetString(basic))))
  }

  function statusOf(question: Question, now: number): Buffer {
    const found = isOurs(question) ? store.certificate(question.serialNumber) : undefined
    return sequence(
      question.id,
      found ? known(found, now) : implicit(2, Buffer.alloc(0)),
      generalizedTime(now),
      explicit(0, generalizedTime(now + STATUS_MS)),
    )
  }

  function known({ revokedAt, revokedOnWire, revocationReason }: IssuedCertificate, now: number): Buffer {
    if (revokedAt === null) return implicit(0, Buffer.alloc(0))
    const code = REASON_CODES[revocationReason as RevocationReason] ?? 0
    const reason = code === 0 ? [] : [explicit(0, enumerated(code))]
    return element(0xa1, generalizedTime(Math.min(revokedOnWire ?? now, now)), ...reason)
  }

  /** Whether the question is about a certificate of this authority; of another's nothing is known here. */
  function isOurs({ hash, nameHash, keyHash }: Question): boolean {
    return (
      hash !== undefined &&
      digest(hash, certificate.subjectDer).equals(nameHash) &&
      digest(hash, keyBits(certificate)).equals(keyHash)
    )
  }
}

/** OCSPRequest (RFC 6960 4.1.1); a signature on it is neither asked for nor looked at. */
function readRequest(der: Buffer): { questions: Question[]; nonce: Buffer | undefined } {
  const whole = readElement(der, 0)
  const [body] = children(der, whole, TAG.sequence)
  if (whole.end !== der.length) throw malformed()
  const fields = children(der, body, TAG.sequence)
  const list = fields.find(({ tag }) => tag === TAG.sequence)
  const questions = children(der, list, TAG.sequence).map((each) => readQuestion(der, each))
  if (questions.length === 0 || questions.length > QUESTION_LIMIT) throw malformed()
  const extensions = fields.find(({ tag }) => tag === EXTENSIONS_TAG)
  return { questions, nonce: extensions && nonceIn(der, extensions) }
}

function readQuestion(der: Buffer, request: Element): Question {
  const [id] = children(der, request, TAG.sequence)
  const [algorithm, nameHash, keyHash, serial] = children(der, id, TAG.sequence)
  if (nameHash?.tag !== OCTETS || keyHash?.tag !== OCTETS || serial?.tag !== TAG.integer) throw malformed()
  return {
    id: rawOf(der, id),
    hash: HASHES[readOid(der, children(der, algorithm, TAG.sequence)[0])],
    nameHash: contentOf(der, nameHash),
    keyHash: contentOf(der, keyHash),
    serialNumber: contentOf(der, serial).toString('hex').replace(/^00/, '').toUpperCase(),
  }
}

/** The nonce as it is sent back: the value of its extension, octet string and all. */
function nonceIn(der: Buffer, extensions: Element): Buffer | undefined {
  const [list] = children(der, extensions, EXTENSIONS_TAG)
  for (const each of children(der, list, TAG.sequence)) {
    const parts = children(der, each, TAG.sequence)
    if (readOid(der, parts[0]) !== NONCE) continue
    const value = contentOf(der, parts.at(-1))
    const inner = readElement(value, 0)
    const size = inner.end - inner.content
    if (inner.tag !== OCTETS || inner.end !== value.length || size < 1 || size > NONCE_LIMIT) throw malformed()
    return value
  }
  return undefined
}

function malformed() {
  return new Problem('status-request-malformed', {})
}

/** The bits of a public key without the type around them (RFC 6960 4.1.1, issuerKeyHash). */
function keyBits({ publicKeyDer }: ParsedCertificate): Buffer {
  const [, bits] = children(publicKeyDer, readElement(publicKeyDer, 0), TAG.sequence)
  return contentOf(publicKeyDer, bits).subarray(1)
}

function digest(algorithm: string, bytes: Buffer): Buffer {
  return createHash(algorithm).update(bytes).digest()
}
