import type { ExampleFacts } from '../../market.ts'
import { END, SHARED } from './commands.ts'
import { quoted, WISH, whoToTry } from './facts.ts'

/** The guided lane's journey with curl alone: a pushed request, the customer, the code, the accounts. */
export function guidedCommands(facts: ExampleFacts): string {
  const { clientId, issuer, apiBase, redirectUri } = facts
  return `#!/bin/sh
# Run it in the folder of these files; at the bank, ${whoToTry(facts)}.
set -e
CLIENT_ID=${quoted(clientId)}
ISSUER=${quoted(issuer)}
API_BASE=${quoted(apiBase)}
REDIRECT_URI=${quoted(redirectUri)}
SCOPE=${quoted(WISH.scope)}
DETAILS=${quoted(JSON.stringify(WISH.details))}
${SHARED}${COMMANDS}${END}`
}

const COMMANDS = `SECRET=$(cat client-secret.txt)
bank() { curl -sS --fail-with-body --cacert ca.crt.pem "$@"; }

URI=$(bank -u "$CLIENT_ID:$SECRET" -d client_id="$CLIENT_ID" -d response_type=code --data-urlencode redirect_uri="$REDIRECT_URI" \\
  --data-urlencode scope="$SCOPE" --data-urlencode authorization_details="$DETAILS" -d state="$STATE" \\
  -d code_challenge="$CHALLENGE" -d code_challenge_method=S256 "$ISSUER/par" | member request_uri)

echo 'Open this address, log in, confirm, and paste the address that the browser ends at (with ?code=…):' >&2
echo "$ISSUER/authorize?client_id=$CLIENT_ID&request_uri=$URI"
read -r RETURNED
CODE=$(printf %s "$RETURNED" | sed 's/.*[?&]code=\\([^&]*\\).*/\\1/')

TOKENS=$(bank -u "$CLIENT_ID:$SECRET" -d grant_type=authorization_code -d code="$CODE" \\
  --data-urlencode redirect_uri="$REDIRECT_URI" -d code_verifier="$VERIFIER" "$ISSUER/token")
`
