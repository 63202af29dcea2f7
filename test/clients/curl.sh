#!/bin/sh
# A data recipient with nothing but curl and openssl: registers itself, asks a customer's consent, reads their accounts,
# refreshes, revokes, asks again on the customer's phone (CIBA), and leaves. Every call is printed as it is made.
#
#   sh test/clients/curl.sh DIR CPF
#
# DIR holds an application's keys and bancada.env, as `bancada app create --out DIR` writes them, or those of a software that
# is not registered yet, with its software-statement.jwt, as `bancada directory software add --out DIR` writes them. The address to send the customer to is printed, and the address they
# came back with is read from standard input.
set -eu
cd "$1"
cpf=$2
. ./bancada.env

call() {
  printf '+ curl' >&2
  for word in "$@"; do printf " '%s'" "$word" >&2; done
  printf '\n' >&2
  curl --silent --show-error --fail-with-body --cacert "$BANCADA_CA_FILE" \
    --cert "$BANCADA_TRANSPORT_CERTIFICATE_FILE" --key "$BANCADA_TRANSPORT_KEY_FILE" "$@"
}

# The value of a member of a JSON text that is a string.
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
uuid() { openssl rand -hex 16 | sed 's/\(........\)\(....\)\(....\)\(....\)/\1-\2-\3-\4-/'; }

# Signs claims as a JWT: PS256, with the application's own key.
sign() {
  signed=$(printf '{"alg":"PS256","kid":"%s"}' "$BANCADA_SIGNING_KEY_ID" | base64url).$(printf '%s' "$1" | base64url)
  printf '%s.%s' "$signed" "$(printf '%s' "$signed" | openssl dgst -sha256 -sigopt rsa_padding_mode:pss \
    -sigopt rsa_pss_saltlen:-1 -sign "$BANCADA_SIGNING_KEY_FILE" -binary | base64url)"
}

# Who is calling: a client assertion is used once (RFC 7523).
assertion() {
  now=$(date +%s)
  sign "{\"iss\":\"$client\",\"sub\":\"$client\",\"aud\":\"$BANCADA_ISSUER\",\"jti\":\"$(uuid)\",\"iat\":$now,\"exp\":$((now + 60))}"
}

# A form of the back channel, with its assertion.
form() {
  url=$1
  shift
  call "$url" --data client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    --data-urlencode "client_assertion=$(assertion)" "$@"
}

ciba=urn:openid:params:grant-type:ciba
metadata=$(call "$BANCADA_METADATA_URL")
endpoint() { printf '%s' "$metadata" | member "$1"; }

if [ -f software-statement.jwt ]; then
  registered=$(call "$(endpoint registration_endpoint)" --header 'content-type: application/json' --data \
    "{\"grant_types\":[\"authorization_code\",\"client_credentials\",\"refresh_token\",\"$ciba\"],\"backchannel_token_delivery_mode\":\"poll\",\"redirect_uris\":[\"$BANCADA_REDIRECT_URI\"],\"software_statement\":\"$(cat software-statement.jwt)\"}")
  client=$(printf '%s' "$registered" | member client_id)
  echo "registered as $client" >&2
else
  client=$BANCADA_CLIENT_ID
fi

lodging=$(form "$(endpoint token_endpoint)" --data grant_type=client_credentials --data scope=consents | member access_token)
participants=$(call "$BANCADA_PARTICIPANTS_URL")
# The published address of an API, by its end; never built from parts.
api() { printf '%s' "$participants" | tr '"' '\n' | grep "/$1\$" | head -n 1; }

# Lodges a consent and gives its id.
lodge() {
  call "$(api consents)" --header "authorization: Bearer $lodging" --header "x-fapi-interaction-id: $(uuid)" \
  --header 'content-type: application/json' --data "{\"data\":{\"loggedUser\":{\"document\":{\"identification\":\"$cpf\",\"rel\":\"CPF\"}},\"permissions\":[\"RESOURCES_READ\",\"ACCOUNTS_READ\",\"ACCOUNTS_BALANCES_READ\"]}}" |
    member consentId
}
consent=$(lodge)

verifier=$(openssl rand 32 | base64url)
challenge=$(printf '%s' "$verifier" | openssl dgst -sha256 -binary | base64url)
now=$(date +%s)
object=$(sign "{\"iss\":\"$client\",\"aud\":\"$BANCADA_ISSUER\",\"client_id\":\"$client\",\"nbf\":$now,\"exp\":$((now + 300)),\"response_type\":\"code id_token\",\"redirect_uri\":\"$BANCADA_REDIRECT_URI\",\"scope\":\"openid consent:$consent accounts resources\",\"state\":\"$(uuid)\",\"nonce\":\"$(uuid)\",\"code_challenge\":\"$challenge\",\"code_challenge_method\":\"S256\",\"claims\":{\"id_token\":{\"acr\":{\"essential\":true}}}}")
pushed=$(form "$(endpoint pushed_authorization_request_endpoint)" --data-urlencode "request=$object" --data "client_id=$client" | member request_uri)
echo "$(endpoint authorization_endpoint)?client_id=$client&request_uri=$pushed"

read -r returned
code=$(printf '%s' "$returned" | sed -n 's/.*[#&]code=\([^&]*\).*/\1/p')
tokens=$(form "$(endpoint token_endpoint)" --data grant_type=authorization_code --data "code=$code" \
  --data-urlencode "redirect_uri=$BANCADA_REDIRECT_URI" --data "code_verifier=$verifier")
refresh=$(printf '%s' "$tokens" | member refresh_token)

accounts() {
  call "$(api accounts)" --header "authorization: Bearer $1" --header "x-fapi-interaction-id: $(uuid)"
}
refreshed() {
  form "$(endpoint token_endpoint)" --data grant_type=refresh_token --data "refresh_token=$refresh"
}
accounts "$(printf '%s' "$tokens" | member access_token)"
echo
accounts "$(refreshed | member access_token)" > /dev/null
echo 'refreshed'
form "$(endpoint revocation_endpoint)" --data "token=$refresh" > /dev/null
if left=$(refreshed); then echo "a revoked token was refreshed" >&2 && exit 1; fi
echo "revoked: $(printf '%s' "$left" | member error)"

if [ -f software-statement.jwt ]; then
  # A consent that its customer answers on the bank's app: a line of standard input says that they have.
  consent=$(lodge)
  now=$(date +%s)
  object=$(sign "{\"iss\":\"$client\",\"aud\":\"$BANCADA_ISSUER\",\"client_id\":\"$client\",\"jti\":\"$(uuid)\",\"iat\":$now,\"nbf\":$now,\"exp\":$((now + 300)),\"scope\":\"openid consent:$consent accounts resources\",\"login_hint\":\"$consent\"}")
  asked=$(form "$(endpoint backchannel_authentication_endpoint)" --data-urlencode "request=$object" | member auth_req_id)
  echo "asked: $asked"
  read -r _
  accounts "$(form "$(endpoint token_endpoint)" --data "grant_type=$ciba" --data "auth_req_id=$asked" | member access_token)" > /dev/null
  echo 'answered'
  call "$(printf '%s' "$registered" | member registration_client_uri)" --request DELETE \
    --header "authorization: Bearer $(printf '%s' "$registered" | member registration_access_token)"
  echo 'left'
fi
