#!/usr/bin/env bash
# Provokes every error code that this version can answer on the way of a call, and prints the answers.
#
#     examples/errors.sh
#
# It starts a server of its own, on a free port with a data folder of its own, and ends it again. Needs curl.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
server=
trap 'finish' EXIT

finish() {
  if [ -n "$server" ]; then
    # the database may have been stopped to provoke 608
    [ ! -f "$work/data/database/postmaster.pid" ] || database CONT
    kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}

# Sends a signal to all processes of the embedded database.
database() {
  local postmaster
  postmaster=$(head -1 "$work/data/database/postmaster.pid")
  pkill "-$1" -P "$postmaster" 2>/dev/null || true
  kill "-$1" "$postmaster" 2>/dev/null || true
}

# An access file: a subscription with settings of its own, and in it one service with one permission.
access() {
  local munchkin=$1 permission=$2 settings=$3
  cat <<YAML
subscription:
  name: $munchkin
  munchkinId: $munchkin
$settings
roles:
  - name: Errors
    permissions: [$permission]
users:
  - email: api-$munchkin@errors.example
    firstName: API
    lastName: Only
    apiOnly: true
    roles: [Errors]
services:
  - displayName: Errors
    description: Provokes errors
    apiOnlyUser: api-$munchkin@errors.example
    clientId: 00000000-0000-4000-8000-000000000${munchkin:0:3}
    clientSecret: example-secret-for-errors
YAML
}

# The access file describes one subscription; a start with another one adds to what is there.
start() {
  : >"$work/out"
  "$root/postern" run --port 0 --data "$work/data" --access "$1" >>"$work/out" 2>"$work/log" &
  server=$!
  local waited=0
  until grep -q 'is ready' "$work/out"; do
    kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    [ "$waited" -lt 3000 ] || { echo "the server does not come up" >&2; exit 1; }
    waited=$((waited + 1))
    sleep 0.1
  done
  base=$(sed -n 's/^Postern is ready: //p' "$work/out")
}

stop() {
  kill "$server"
  wait "$server" || true
  server=
}

token() {
  curl -sS "$base/identity/oauth/token" -d grant_type=client_credentials \
    -d "client_id=00000000-0000-4000-8000-000000000$1" -d client_secret=example-secret-for-errors |
    sed 's/.*"access_token":"\([^"]*\)".*/\1/'
}

missing=0

# Calls, prints the answer, and looks for the code that is expected in it.
expect() {
  local code=$1 what=$2 answer
  shift 2
  answer=$(curl -sS --max-time 60 -w ' [HTTP %{http_code}]' "$@")
  printf '%s  %s\n     %s\n' "$code" "$what" "$answer"
  case "$answer" in
    *"\"code\":\"$code\""* | *"[HTTP $code]"* | *"\"error\":\"$code\""*) ;;
    *) missing=1; printf '     ^ NOT the %s that was expected\n' "$code" ;;
  esac
}

rest=/rest/v1
usage=$rest/stats/usage.json

# Limits belong to a subscription, so each that is to be reached has one.
access 101-ERR-001 'Read-Write Person' '' >"$work/usual.yaml"
access 102-ERR-002 'Read-Only Person' '  limits: {callsPer20Seconds: 1}' >"$work/rate.yaml"
access 103-ERR-003 'Read-Only Person' '  limits: {dailyCalls: 1}' >"$work/daily.yaml"
access 104-ERR-004 'Read-Only Person' '  apiAllowList: []' >"$work/open.yaml"
access 104-ERR-004 'Read-Only Person' '  apiAllowList: [192.0.2.1]' >"$work/closed.yaml"
access 105-ERR-005 'Read-Only Person' '  compatibility: {timeLimitMillis: 1}' >"$work/time.yaml"
access 106-ERR-006 'Read-Only Person' '  limits: {concurrentCalls: 1}' >"$work/places.yaml"
access 107-ERR-007 'Read-Only Person' '  compatibility: {tokenLifetimeSeconds: 1}' >"$work/life.yaml"

# A start applies one file and leaves what others have made.
for file in usual rate daily open time places; do
  start "$work/$file.yaml"
  stop
done
start "$work/life.yaml"
TOKEN=$(token 101)
header="Authorization: Bearer $TOKEN"

echo '== The token endpoint'
expect unauthorized 'a client id that nobody has' \
  "$base/identity/oauth/token?grant_type=client_credentials&client_id=none&client_secret=none"
expect invalid_client 'a wrong secret' \
  "$base/identity/oauth/token?grant_type=client_credentials&client_id=00000000-0000-4000-8000-000000000101&client_secret=wrong"
expect invalid_request 'no grant type' \
  "$base/identity/oauth/token?client_id=00000000-0000-4000-8000-000000000101&client_secret=example-secret-for-errors"
expect unsupported_grant_type 'another grant type' \
  "$base/identity/oauth/token?grant_type=password&client_id=00000000-0000-4000-8000-000000000101&client_secret=example-secret-for-errors"

echo '== Size'
head -c 1100000 /dev/zero | tr '\0' ' ' >"$work/large"
expect 413 'a body over 1 MiB' -H "$header" -H 'Content-Type: application/json' --data-binary "@$work/large" "$base$rest/leads.json"
expect 414 'an address over 8 KiB' -H "$header" "$base$usage?$(head -c 9000 /dev/zero | tr '\0' a)"

echo '== The way through the gate'
expect 600 'no token' "$base$usage"
expect 601 'a token that nobody issued' -H 'Authorization: Bearer 00000000-0000-0000-0000-000000000000:pn' "$base$usage"
short=$(token 107)
sleep 1.1
expect 602 'a token past its time' -H "Authorization: Bearer $short" "$base$usage"
expect 603 'a permission that the role does not have' -H "Authorization: Bearer $(token 106)" -H 'Content-Type: application/json' \
  -d '{"input":[{"email":"a@errors.example"}]}' "$base$rest/leads.json"
expect 604 'more time than the subscription gives a call' -H "Authorization: Bearer $(token 105)" \
  "$base$rest/leads.json?filterType=email&filterValues=a@errors.example"
expect 605 'a verb that the path does not have' -X PUT -H "$header" "$base$usage"
rate=$(token 102)
curl -sS -o "$work/first" -H "Authorization: Bearer $rate" "$base$usage"
expect 606 'one call more than fit in 20 seconds' -H "Authorization: Bearer $rate" "$base$usage"
daily=$(token 103)
curl -sS -o "$work/first" -H "Authorization: Bearer $daily" "$base$usage"
expect 607 'one call more than the day has' -H "Authorization: Bearer $daily" "$base$usage"
expect 609 'a body that is no JSON' -H "$header" -H 'Content-Type: application/json' -d '{"input":' "$base$rest/leads.json"
expect 610 'a path that nothing answers' -H "$header" "$base$rest/nothing.json"
expect 612 'a body of another kind' -H "$header" -H 'Content-Type: text/plain' -d '_method=GET' "$base$rest/leads/delete.json"
expect 613 'a multipart body without a boundary' -H "$header" -H 'Content-Type: multipart/form-data' -d x "$base$rest/leads/delete.json"

echo '== Without a database'
places=$(token 106)
closed=$(token 104)
curl -sS -o "$work/first" -H "Authorization: Bearer $places" "$base$usage"
database STOP
curl -sS -o "$work/held" --max-time 60 -H "Authorization: Bearer $places" "$base$rest/lead/1.json" &
held=$!
sleep 1
expect 615 'a call while the only place is taken' -H "Authorization: Bearer $places" "$base$usage"
sleep 10
expect 608 'a call while the database has been silent for 10 s' -H "$header" "$base$usage"
database CONT
wait "$held" || true
stop

start "$work/closed.yaml"
echo '== From an address that is not on the allow-list'
expect 603 'a call' -H "Authorization: Bearer $closed" "$base$usage"
expect unauthorized 'the token endpoint' \
  "$base/identity/oauth/token?grant_type=client_credentials&client_id=00000000-0000-4000-8000-000000000104&client_secret=example-secret-for-errors"
stop

cat <<'TEXT'
== Not provoked
611  System error: nobody knows how
614  Invalid Subscription, 616 Invalid subscription type: nothing answers them in this version
TEXT
exit "$missing"
