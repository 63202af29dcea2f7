import type { Facts } from '#kernel'
import type { Envelope, ProblemAnswer, Rule } from '#markets'

const MEDIA_TYPE = 'application/vnd.ilha+json'

/** Answers are `{ ok, cargo }`, refusals `{ ok, wreck }`; both tell the tide they left on. */
export const envelope: Envelope = {
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  success: (answer, { at }) => ({ ok: true, cargo: answer.data, tide: new Date(at).toISOString() }),
  error: (answer, facts, at) => ({
    ok: false,
    wreck: { reef: answer.code, tale: answer.detail(facts) },
    tide: new Date(at).toISOString(),
  }),
}

const wreck = (status: number, code: string, detail: string | ((facts: Facts) => string)): ProblemAnswer => ({
  status,
  code,
  title: code,
  detail: typeof detail === 'string' ? () => detail : detail,
})

/** The island's refusals: codes and statuses of its own. */
export const problems: Readonly<Record<string, ProblemAnswer>> = {
  'route-unknown': wreck(404, 'no-such-berth', (f) => `nothing lies at ${f.path}`),
  'method-not-allowed': wreck(405, 'wrong-knot', (f) => `${f.method} does not hold here`),
  'not-acceptable': wreck(406, 'wrong-flag', (f) => `no cargo under ${f.sent}`),
  'media-type-unsupported': wreck(415, 'wrong-crate', (f) => `${f.contentType ?? 'nothing'} is no crate of ours`),
  'content-coding-unsupported': wreck(415, 'wrong-crate', (f) => `${f.coding} is no crate of ours`),
  'body-too-large': wreck(413, 'overloaded', 'too much cargo'),
  'body-broken': wreck(400, 'leaking', 'the crate is broken'),
  'request-invalid': wreck(400, 'mispacked', (f) => JSON.stringify(f.faults)),
  'certificate-missing': wreck(401, 'no-papers', 'show your papers'),
  'certificate-untrusted': wreck(401, 'false-papers', (f) => `the papers: ${f.reason}`),
  'token-missing': wreck(401, 'no-token', 'show your token'),
  'token-inactive': wreck(401, 'dead-token', 'the token has drowned'),
  'token-certificate-mismatch': wreck(401, 'stolen-token', 'the token is of another boat'),
  'token-kind-wrong': wreck(403, 'wrong-token', (f) => `a ${f.needed} token is needed`),
  'scope-missing': wreck(403, 'narrow-token', (f) => `the token lacks ${f.scope}`),
  'permission-missing': wreck(403, 'not-agreed', 'the agreement does not say so'),
  // The island keeps 410 for agreements that are over.
  'consent-not-active': wreck(410, 'agreement-over', (f) => `the agreement is ${f.state}`),
  'consent-on-hold': wreck(423, 'becalmed', 'the agreement waits for wind'),
  'under-maintenance': wreck(503, 'careened', (f) => `the harbour is cleaned: ${f.description}`),
  'lane-closed': wreck(403, 'shut-gate', 'nobody is shown'),
  'bank-changing': wreck(503, 'fog', 'wait for the fog to lift'),
  'internal-error': wreck(500, 'storm', 'the harbour failed'),
}

/** The island's rules are few, and its harbour master knows them. */
export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(
  [
    'no-maintenance',
    'accept-served',
    'parameters-valid',
    'certificate-shown',
    'token-sent',
    'token-active',
    'token-bound',
  ].map((id) => [
    id,
    {
      part: 'gateway',
      title: { en: `The harbour asks: ${id}`, 'pt-BR': `O porto pede: ${id}` },
      clause: `Island rules: ${id}`,
      fix: { en: 'Ask the harbour master.', 'pt-BR': 'Pergunte ao mestre do porto.' },
      places: [{ at: 'header:authorization' }],
    },
  ]),
)
