import { createPublicKey, type KeyObject } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { problem, type World } from '#kernel'
import type { DirectoryStore } from './store.ts'

/** Registration checks: a statement is not older than five minutes. */
const LIFE = '5 minutes'
const ALGORITHM = 'PS256'

/** Why a statement was refused. */
export type StatementFault = 'malformed' | 'algorithm' | 'key' | 'signature' | 'age' | 'claims' | 'software-unknown'

/** Signs and checks software statement assertions. `iat` and its age are wire time. */
export function openStatements({
  world,
  store,
  key,
  kid,
}: {
  world: World
  store: DirectoryStore
  key: KeyObject
  kid: string
}) {
  const publicKey = createPublicKey(key)

  return {
    /** A statement with these claims, issued now. */
    sign(claims: Record<string, unknown>): Promise<string> {
      return new SignJWT(claims)
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setIssuedAt(new Date(world.wire.now()))
        .sign(key)
    },

    /** The claims of a statement of this directory. Throws software-statement-invalid with a reason. */
    async verify(jwt: string): Promise<Record<string, unknown>> {
      const { payload } = await jwtVerify(jwt, (header) => keyNamed(header.kid), {
        algorithms: [ALGORITHM],
        maxTokenAge: LIFE,
        currentDate: new Date(world.wire.now()),
      }).catch((error: unknown) => {
        throw refused(faultOf(error))
      })
      checkSoftware(payload)
      return payload
    },
  }

  function keyNamed(name: string | undefined): KeyObject {
    if (name !== kid) throw refused('key')
    return publicKey
  }

  function checkSoftware({ software_id: softwareId, org_id: organisationId }: JWTPayload): void {
    if (typeof softwareId !== 'string' || typeof organisationId !== 'string') throw refused('claims')
    if (store.software(softwareId)?.organisationId !== organisationId) throw refused('software-unknown')
  }
}

function refused(reason: StatementFault) {
  return problem('software-statement-invalid', { reason })
}

function faultOf(error: unknown): StatementFault {
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JWTExpired) return 'age'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'iat' ? 'age' : 'claims'
  if (error instanceof errors.JOSEError || error instanceof TypeError) return 'malformed'
  throw error
}
