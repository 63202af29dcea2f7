import type { ExampleFacts } from '../market.ts'

/** The guided lane's first calls with curl alone: a token of the application's own, a consent, the customer's address. */
export function guidedCommands({ clientId, issuer, apiBase, redirectUri, customer }: ExampleFacts): string {
  const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`
  return `#!/bin/sh
# Run it in the folder of these files.
set -e
CLIENT_ID=${quoted(clientId)}
ISSUER=${quoted(issuer)}
API_BASE=${quoted(apiBase)}
REDIRECT_URI=${quoted(redirectUri)}
CUSTOMER_CPF=${quoted(customer?.document ?? '')}
${COMMANDS}`
}

const COMMANDS = `VERIFIER=$(openssl rand -hex 32)
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | openssl base64 | tr '+/' '-_' | tr -d '=\n')
SECRET=$(cat client-secret.txt)
member() { sed -n 's/.*"'"$1"'":"\\([^"]*\\)".*/\\1/p'; }

TOKEN=$(curl -sS --fail-with-body --cacert ca.crt.pem -u "$CLIENT_ID:$SECRET" \\
  -d grant_type=client_credentials -d scope=consents "$ISSUER/token" | member access_token)

CONSENT=$(curl -sS --fail-with-body --cacert ca.crt.pem -H "authorization: Bearer $TOKEN" \\
  -H 'x-fapi-interaction-id: 6f1c2a1e-5b0e-4c6b-9a51-0d6c3d6f7a10' -H 'content-type: application/json' \\
  -d '{"data":{"loggedUser":{"document":{"identification":"'"$CUSTOMER_CPF"'","rel":"CPF"}},"permissions":["RESOURCES_READ","ACCOUNTS_READ","ACCOUNTS_BALANCES_READ"]}}' \\
  "$API_BASE/consents/v3/consents" | member consentId)
echo "consent $CONSENT" >&2

echo 'Open this address, log in and confirm; the browser ends at the redirect address with ?code=…' >&2
echo "$ISSUER/auth?client_id=$CLIENT_ID&response_type=code&redirect_uri=$REDIRECT_URI&scope=openid+$(
  echo "consent:$CONSENT" | sed 's/:/%3A/g')+accounts+resources&code_challenge=$CHALLENGE&code_challenge_method=S256"

echo 'Then, with that code:' >&2
echo "curl --cacert ca.crt.pem -u \\"$CLIENT_ID:\\$(cat client-secret.txt)\\" -d grant_type=authorization_code \\\\" >&2
echo "  -d redirect_uri=$REDIRECT_URI -d code_verifier=$VERIFIER -d code=CODE $ISSUER/token" >&2
echo "curl --cacert ca.crt.pem -H 'authorization: Bearer TOKEN' -H 'x-fapi-interaction-id: 6f1c2a1e-5b0e-4c6b-9a51-0d6c3d6f7a10' \\\\" >&2
echo "  $API_BASE/accounts/v2/accounts" >&2
`
