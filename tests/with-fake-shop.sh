#!/usr/bin/env bash
# Starts Delight together with a stand-in for a shop, and connects them: an order that is placed in the shop's admin gets its gift, and the
# gift is then to be seen in the order. Ends with Ctrl+C and leaves nothing behind.
#
#   tests/with-fake-shop.sh [WRITEBACK]     Note, OrderEdit, Hold, several with commas between; OrderEdit,Note when left out
#
# DELIGHT_PORT (5080) and FAKE_SHOP_PORT (8090) name other ports. Needs ../shared/data/shopify beside the checkout: what the shop answers by.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mode=${1:-OrderEdit,Note} port=${DELIGHT_PORT:-5080} shop_port=${FAKE_SHOP_PORT:-8090}
shop=fake.myshopify.com token=fake-token secret=fake-webhook-secret
api_token=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
case $mode in
  Note | OrderEdit | Hold | *,*) ;;
  *) sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 1 ;;
esac
[[ -e $root/../shared/data/shopify/admin-2026-01.schema.graphql ]] || { echo "No ../shared/data/shopify beside the checkout: the stand-in has nothing to answer by." >&2; exit 1; }

work=$(mktemp -d)
pids=()
clean_up() {
  trap '' INT TERM
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 0' INT TERM

free() {   # PORT VARIABLE
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || { echo "Something serves on port $1 already. End it, or name another port: $2=$(($1 + 100)) tests/with-fake-shop.sh" >&2; exit 1; }
}

answers() {   # NAME PID ADDRESS: waits until it does
  for _ in $(seq 240); do
    curl -fsS -o /dev/null "$3" 2>/dev/null && return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.5
  done
  echo "$1 did not start:" >&2; tail -n 20 "$work/$1.log" >&2; exit 1
}

free "$port" DELIGHT_PORT
free "$shop_port" FAKE_SHOP_PORT
for project in tests/Delight.FakeShop services/Delight.Host; do dotnet build -c Release "$root/$project" --nologo -v q -clp:NoSummary; done
dotnet "$root/tests/Delight.FakeShop/bin/Release/net10.0/Delight.FakeShop.dll" --Port="$shop_port" --Domain="$shop" --Token="$token" --WebhookSecret="$secret" --OldOrders=60 > "$work/shop.log" 2>&1 &
pids+=($!)
answers shop "${pids[-1]}" "http://127.0.0.1:$shop_port/"

ASPNETCORE_URLS=http://127.0.0.1:$port \
Delight__Shops__0__Domain=$shop Delight__Shops__0__WebhookSecrets__0=$secret \
Delight__Shopify__Shops__0__Shop=$shop Delight__Shopify__Shops__0__AdminUrl=http://127.0.0.1:$shop_port \
Delight__Api__Tokens__0=$api_token Delight__Shopify__PublicUrl=http://127.0.0.1:$port/webhooks/shopify \
Delight__Shopify__Shops__0__Token=$token Delight__Shopify__Shops__0__WriteBack=$mode \
Delight__Store__ConnectionString="Data Source=$work/delight.db" Delight__Spool__Path=$work/spool \
dotnet "$root/services/Delight.Host/bin/Release/net10.0/Delight.Host.dll" serve > "$work/delight.log" 2>&1 &
pids+=($!)
answers delight "${pids[-1]}" "http://127.0.0.1:$port/health/ready"

verbs=(dotnet "$root/services/Delight.Host/bin/Release/net10.0/Delight.Host.dll")
DELIGHT_API_TOKEN=$api_token "${verbs[@]}" shop connect --shop "$shop" --url "http://127.0.0.1:$port" > "$work/connect.log" || { cat "$work/connect.log" >&2; exit 1; }

see="within seconds the gift stands in it ($mode).
Cancel the first, and the gift is taken out of the fourth again"
[[ $mode != Hold ]] || see="its gift is in Delight. Hold alone writes nothing into the order,
and holds it back while a rule owes its answer, which is over in a moment here: the order's story says so where it was"
cat <<TEXT

The shop's admin:  http://127.0.0.1:$shop_port/
Delight:           $(grep -o "http://127.0.0.1:$port/sign-in/once/[0-9a-f]*" "$work/delight.log" | tail -n 1)   (lets one person in, once)

Place four orders of one customer in the shop's admin, and open the fourth: $see. The verbs, elsewhere:

  export DELIGHT_API_TOKEN=$api_token
  ${verbs[*]} shop check --shop $shop --url http://127.0.0.1:$port
  ${verbs[*]} backfill $shop --url http://127.0.0.1:$port

The second brings in sixty orders from before, three of each of the customers 3000000000000 to 3000000000019. Place an order of one of them:
it is the fourth then, and gets a gift at once.

Ctrl+C ends both.
TEXT
wait -n "${pids[@]}" || true
echo "One of them ended; the last it said:" >&2
tail -n 20 "$work"/*.log >&2
exit 1
