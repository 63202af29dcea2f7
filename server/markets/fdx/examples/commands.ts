import type { ExampleFacts } from '../../market.ts'
import { quoted, WISH, whoToTry } from './facts.ts'

/** The same journey with curl and openssl alone: a pushed signed request, the customer, the code, the accounts. */
export function exampleCommands(facts: ExampleFacts): string {
  const { clientId, issuer, apiBase, redirectUri, signingKeyId } = facts
  return `#!/bin/sh
# Run it in the folder of these files; at the bank, ${whoToTry(facts)}.
set -e
CLIENT_ID=${quoted(clientId)}
ISSUER=${quoted(issuer)}
API_BASE=${quoted(apiBase)}
REDIRECT_URI=${quoted(redirectUri)}
KEY_ID=${quoted(signingKeyId)}
SCOPE=${quoted(WISH.scope)}
DETAILS=${quoted(JSON.stringify(WISH.details))}
${SHARED}${COMMANDS}${END}`
}

/** What both lanes' scripts begin with. */
export const SHARED = `
member() { sed -n 's/.*"'"$1"'":"\\([^"]*\\)".*/\\1/p'; }
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
VERIFIER=$(openssl rand -hex 32)
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | base64url)
STATE=$(openssl rand -hex 16)
`

const COMMANDS = `
bank() { curl -sS --fail-with-body --cacert ca.crt.pem --cert transport.crt.pem --key transport.key.pem "$@"; }
sign() {
  signed=$(printf '{"alg":"PS256","kid":"%s"}' "$KEY_ID" | base64url).$(printf %s "$1" | base64url)
  printf '%s.%s' "$signed" "$(printf %s "$signed" | openssl dgst -sha256 -sigopt rsa_padding_mode:pss \\
    -sigopt rsa_pss_saltlen:-1 -sign signing.key.pem -binary | base64url)"
}

NOW=$(date +%s)
REQUEST=$(sign '{"iss":"'"$CLIENT_ID"'","aud":"'"$ISSUER"'","client_id":"'"$CLIENT_ID"'","jti":"'"$STATE"'","iat":'"$NOW"',"nbf":'"$NOW"',"exp":'"$((NOW + 60))"',"response_type":"code","response_mode":"jwt","redirect_uri":"'"$REDIRECT_URI"'","scope":"'"$SCOPE"'","state":"'"$STATE"'","code_challenge":"'"$CHALLENGE"'","code_challenge_method":"S256","authorization_details":'"$DETAILS"'}')
URI=$(bank -d client_id="$CLIENT_ID" -d request="$REQUEST" "$ISSUER/par" | member request_uri)
AUTHORIZE=$(bank "$ISSUER/.well-known/openid-configuration" | member authorization_endpoint)

echo 'Open this address, log in, confirm, and paste the address that the browser ends at:' >&2
echo "$AUTHORIZE?client_id=$CLIENT_ID&request_uri=$URI"
read -r RETURNED

# The answer is a JWT: its second part is what it says.
ANSWER=$(printf %s "$RETURNED" | sed 's/.*[?&]response=\\([^&]*\\).*/\\1/' | cut -d. -f2 | tr '_-' '/+')
while [ $((\${#ANSWER} % 4)) -ne 0 ]; do ANSWER="$ANSWER="; done
CODE=$(printf %s "$ANSWER" | base64 -d | member code)

TOKENS=$(bank -d grant_type=authorization_code -d client_id="$CLIENT_ID" -d code="$CODE" \\
  --data-urlencode redirect_uri="$REDIRECT_URI" -d code_verifier="$VERIFIER" "$ISSUER/token")
`

/** What both lanes' scripts end with. */
export const END = `
echo "consent $(printf %s "$TOKENS" | member grant_id)" >&2
bank -H "authorization: Bearer $(printf %s "$TOKENS" | member access_token)" \\
  -H 'x-fapi-interaction-id: 6f1c2a1e-5b0e-4c6b-9a51-0d6c3d6f7a10' "$API_BASE/accounts"
`
