import type { GatewayRegistration } from '../../registration-profile.ts'
import { problems } from '../problems.ts'

/** The FDX code beside an HTTP status, where it is not the status itself (FDX core API, errors). */
const CODES: Readonly<Record<number, string>> = { 400: '401', 401: '603', 405: '1206', 413: '401', 415: '1203' }

type Intermediary = { name?: string; uri?: string; registry_references?: { registered_entity_id: string }[] }

/** Recipient registration as an API of the gateway (FDX recipient registration: POST /register and below). */
export const atGateway: GatewayRegistration = {
  path: '/register',
  certificateIsEnough: true,
  chainOf: ({ intermediaries }) =>
    Array.isArray(intermediaries) && intermediaries.length > 0
      ? JSON.stringify((intermediaries as Intermediary[]).map(nameOf))
      : '',
  standing: (software) => ({ status: software?.status === 'Inactive' ? 'Suspended' : 'Approved' }),
  refusal: ({ status, description }) => ({
    code: CODES[status] ?? String(status),
    message: TITLES[status] ?? 'Refused',
    debugMessage: description,
  }),
  consentsEnd: {
    by: 'DATA_RECIPIENT',
    reason: 'BUSINESS_RULE',
    clause: 'FDX recipient registration: DELETE /register/{clientId}',
  },
}

const title = (type: string): string => problems[type]?.title ?? ''
const TITLES: Readonly<Record<number, string>> = {
  400: title('request-invalid'),
  401: title('token-missing'),
  404: title('route-unknown'),
  405: title('method-not-allowed'),
  413: title('body-too-large'),
  415: title('media-type-unsupported'),
  500: title('internal-error'),
  503: title('bank-changing'),
}

/** What makes an intermediary another one: who it is, not how it is described. */
function nameOf({ name, uri, registry_references: references = [] }: Intermediary) {
  return [name, uri ?? '', ...references.map(({ registered_entity_id: id }) => id)]
}
