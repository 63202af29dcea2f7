import type { ExampleFacts } from '../../market.ts'
import { oneLine, whoToTry } from './facts.ts'

/** What lies in an application's folder and what to do with it. */
export function exampleNotes(facts: ExampleFacts): string {
  const keyed = facts.clientSecret === ''
  return `# ${oneLine(facts.name)}

An application of FDX at a simulated bank. Nothing here opens anything but that bank; keep the files to yourself all the
same, as you would a real application's.

| file | what it is |
|---|---|
| \`bancada.env\` | ids and addresses, for a shell or a program's environment |
| \`ca.crt.pem\` | the bank's certificate authority: trust it in your HTTP client, not in your system |
${keyed ? KEYED : SECRET}| \`client.mjs\` | a whole journey for Node 20 or later: \`node client.mjs\` |
| \`curl.sh\` | the same with curl and openssl: \`sh curl.sh\` |

Where things are:

- issuer: ${facts.issuer}
- metadata: ${facts.metadataUrl}
- APIs: ${facts.apiBase} (also below \`${facts.apiBase}/core\`)
- redirect: ${facts.redirectUri}
- registration: ${facts.apiBase}/register/${facts.clientId}

Both programs print an address. Open it, ${whoToTry(facts)}, choose accounts and confirm; then give the program the
address that your browser ends at, unless it waits there itself.
`
}

const KEYED = `| \`transport.crt.pem\`, \`transport.key.pem\` | the certificate to connect with, which is also how the bank knows the application |
| \`signing.key.pem\`, \`signing.jwk.json\` | the key that signs authorization requests, PS256 |
| \`server.crt.pem\`, \`server.key.pem\` | for the application's own https server on this machine, where customers come back to or notices go |
| \`encryption.key.pem\`, \`encryption.jwk.json\` | a key for messages to the application; FDX encrypts none |
`
const SECRET = `| \`client-secret.txt\` | the secret by which the bank knows the application |
`
