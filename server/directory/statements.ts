import { createPublicKey, type KeyObject } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { problem, type World } from '#kernel'
import type { TrustProfile } from '#markets'
import type { DirectoryStore } from './store.ts'

const ALGORITHM = 'PS256'

/** Why a statement was refused. */
export type StatementFault = 'malformed' | 'algorithm' | 'key' | 'signature' | 'age' | 'claims' | 'software-unknown'

/** What a market says about the statements used in it. */
export type StatementRules = { market: string } & Pick<TrustProfile, 'statementNames' | 'statementSeconds'>

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

    /** The claims of a statement of this directory for a market. Throws software-statement-invalid with a reason. */
    async verify(jwt: string, rules: StatementRules): Promise<Record<string, unknown>> {
      const { payload } = await jwtVerify(jwt, (header) => keyNamed(header.kid), {
        algorithms: [ALGORITHM],
        maxTokenAge: rules.statementSeconds,
        currentDate: new Date(world.wire.now()),
      }).catch((error: unknown) => {
        throw refused(faultOf(error), { maxAgeSeconds: rules.statementSeconds })
      })
      checkSoftware(payload, rules)
      return payload
    },
  }

  function keyNamed(name: string | undefined): KeyObject {
    if (name !== kid) throw refused('key')
    return publicKey
  }

  /** A statement for another market names its software otherwise, or names one that isn't here. */
  function checkSoftware(payload: JWTPayload, { market, statementNames }: StatementRules): void {
    const softwareId = payload[statementNames.softwareId]
    const organisationId = payload[statementNames.organisationId]
    if (typeof softwareId !== 'string' || typeof organisationId !== 'string') throw refused('claims')
    const software = store.software(softwareId)
    if (software?.market !== market || software.organisationId !== organisationId) throw refused('software-unknown')
  }
}

function refused(reason: StatementFault, facts: { maxAgeSeconds?: number } = {}) {
  return problem('software-statement-invalid', { reason, ...facts }, 'registration-statement')
}

function faultOf(error: unknown): StatementFault {
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JWTExpired) return 'age'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'iat' ? 'age' : 'claims'
  if (error instanceof errors.JOSEError || error instanceof TypeError) return 'malformed'
  throw error
}
