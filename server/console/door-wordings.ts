import type { Wording } from './wording.ts'

const LINK = 'Open the link that `bancada info` prints: it carries the start token.'
const BEARER = () => ({ 'www-authenticate': 'Bearer realm="bancada console"' })

/** Refusals at the console's own door. */
export const DOOR_WORDINGS: Record<string, Wording> = {
  'host-unknown': {
    status: 421,
    title: 'Wrong host',
    detail: ({ host }) => `The request names the host "${host}", which is not an address of this console.`,
    fix: 'Use one of these addresses: facts.allowed. A name that only points at this machine is refused on purpose.',
  },
  'origin-foreign': {
    status: 403,
    title: 'Foreign origin',
    detail: ({ origin }) => `The request was sent by a page of ${origin}.`,
    fix: 'Call from a page of this console, or from a program that sends no Origin header.',
  },
  'site-foreign': {
    status: 403,
    title: 'Request from another site',
    detail: () => 'The browser says that another site caused this request.',
    fix: 'Call from a page of this console, or from a program.',
  },
  'target-malformed': {
    status: 400,
    title: 'Malformed request target',
    detail: () => 'The request target is not a path.',
    fix: 'Send a path that begins with "/" and put the host into the Host header.',
  },
  'authorization-malformed': {
    status: 401,
    title: 'Authorization not understood',
    detail: () => 'The Authorization header is not a bearer token.',
    fix: 'Send `Authorization: Bearer <token>`.',
    headers: BEARER,
  },
  'token-missing': {
    status: 401,
    title: 'Token needed',
    detail: () => 'The call carries no bearer token.',
    fix: LINK,
    headers: BEARER,
  },
  'token-unknown': {
    status: 401,
    title: 'Token not known',
    detail: () => 'The token is neither the start token of this run nor that of a live session.',
    fix: `${LINK} A restart makes a new token.`,
    headers: BEARER,
  },
  'role-insufficient': {
    status: 403,
    title: 'Not for this role',
    detail: ({ role }) => `The call is not open to the role "${role}".`,
    fix: 'Use the start token of the owner.',
  },
  'path-unknown': {
    status: 404,
    title: 'No such path',
    detail: ({ path }) => `The console API has nothing at ${path}.`,
    fix: 'Check the path and the spelling of its ids.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: ({ method, path }) => `${path} does not answer ${method}.`,
    fix: 'Use one of these methods: facts.allow.',
    headers: ({ allow }) => ({ allow: (allow as string[]).join(', ') }),
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Media type not supported',
    detail: ({ given }) => (given ? `The body is ${given}.` : 'The call has no Content-Type.'),
    fix: 'Send `Content-Type: application/json`, even where the body is empty.',
  },
  'encoding-unsupported': {
    status: 415,
    title: 'Content encoding not supported',
    detail: ({ given }) => `The body is encoded as ${given}.`,
    fix: 'Send the body as it is, without Content-Encoding.',
  },
  'body-too-large': {
    status: 413,
    title: 'Body too large',
    detail: ({ limitBytes }) => `The console API reads at most ${limitBytes} bytes.`,
    fix: 'Send less, or in several calls.',
    headers: () => ({ connection: 'close' }),
  },
  'body-not-json': {
    status: 400,
    title: 'Broken JSON',
    detail: ({ reason }) => `The body could not be read as JSON: ${reason}.`,
    fix: 'Send one JSON value in UTF-8.',
  },
  'body-cut-short': {
    status: 400,
    title: 'Body cut short',
    detail: () => 'The connection ended before the whole body had arrived.',
    fix: 'Send the call again.',
    headers: () => ({ connection: 'close' }),
  },
  'body-late': {
    status: 408,
    title: 'Body did not arrive',
    detail: ({ seconds }) => `The body did not arrive whole within ${seconds} seconds.`,
    fix: 'Send the call again, with as many bytes as its Content-Length says.',
    headers: () => ({ connection: 'close' }),
  },
  'live-readers-too-many': {
    status: 503,
    title: 'Too many live readers',
    detail: ({ limit }) => `The live stream has ${limit} readers already.`,
    fix: 'Close a console page, or read the lists instead.',
    headers: () => ({ 'retry-after': '15' }),
  },
}
