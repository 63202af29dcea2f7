import type { TestBank } from './bank.ts'
import { type ClientTls, type RawAnswer, rawCall } from './raw-call.ts'

export const FDX_REGISTER = '/fdx/v6/register'
export const FDX_REDIRECT = 'https://tidy.example/callback'

export type FdxSoftware = Awaited<ReturnType<typeof fdxSoftware>>

/** A software of the directory that nobody registered yet, with its certificate. */
export async function fdxSoftware({ rooms }: TestBank, organisationId: string, name = 'Unregistered') {
  const { directory } = rooms
  const { softwareId } = directory.createSoftware({
    ...{ organisationId, market: 'fdx', name, redirectUris: [FDX_REDIRECT], roles: ['DATA_RECIPIENT'] },
  })
  const credentials = await directory.issueCredentials(softwareId)
  const { transport } = credentials
  return { softwareId, credentials, tls: { key: transport.keyPem, cert: transport.chainPem } }
}

export type FdxRegistrationCall = {
  body?: unknown
  tls?: ClientTls | undefined
  token?: string
  headers?: Record<string, string>
}

/** A call to the registration API, as a data recipient makes it. */
export function fdxRegistration(
  bank: TestBank,
  method: string,
  path = '',
  { body, tls, token, headers = {} }: FdxRegistrationCall = {},
): Promise<RawAnswer> {
  return rawCall(`${bank.urls.mutual}${FDX_REGISTER}${path}`, bank.rooms.directory.authority.certificatePem, {
    method,
    ...(tls ? { tls } : {}),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}
