import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { Problem, problem } from '#kernel'
import { INTERACTION_ID } from './http.ts'

/** Runs a call of openid-client and turns what it throws into the app's own problems. */
export async function translated<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw problemOf(operation, error)
  }
}

function problemOf(operation: string, error: unknown): unknown {
  if (error instanceof Problem) return error
  if (error instanceof AuthorizationResponseError) {
    return problem('authorisation-refused', { errors: [oauthError(error.error, error.error_description)] })
  }
  if (error instanceof ResponseBodyError) {
    const interactionId = error.response.headers.get(INTERACTION_ID)
    const errors = [oauthError(error.error, error.error_description)]
    return problem('bank-refused', { operation, status: error.status, errors, interactionId })
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    const parameters = error.cause[0]?.parameters
    const errors = [oauthError(parameters?.error, parameters?.error_description)]
    return problem('bank-refused', { operation, status: error.status, errors })
  }
  if (error instanceof ClientError) return problemOfClientError(operation, error)
  // openid-client wraps a TypeError around a malformed answer now and then; the rest is a fault of ours.
  return error
}

function problemOfClientError(operation: string, error: ClientError): unknown {
  if (error.cause instanceof Problem) return error.cause
  if (error.cause instanceof Response) {
    return problem('bank-refused', { operation, status: error.cause.status, reason: error.message })
  }
  const check = error.code ?? error.message
  const reason = error.cause instanceof Error ? error.cause.message : error.message
  return problem('answer-untrustworthy', { operation, check, reason })
}

const oauthError = (code: string | undefined, description: string | undefined) => ({
  code: code ?? '',
  title: '',
  detail: description ?? '',
})
