#!/usr/bin/env bash
# The distributed form of Delight on this machine: a private RabbitMQ and PostgreSQL, and one process for each role.
# Ctrl+C (or SIGTERM) stops all of it; the data stays.
#
#   deploy/up.sh [--data DIR] [--fresh] [--ledgers N] [--rules N] [--install] [--no-build]
#   deploy/up.sh --stop [--data DIR]
#
#   --data DIR    where data, logs and passwords are kept (default: deploy/run)
#   --fresh       start empty: forgets orders, queues and made-up secrets of DIR
#   --ledgers N   so many Ledger processes (default 1)
#   --rules N     so many Rules processes (default 1)
#   --install     install missing Debian packages (rabbitmq-server, postgresql), as root or by sudo
#   --no-build    run what was built before
#   --stop        stop a run on DIR from elsewhere, or what a killed one left behind
#
# Any setting of Delight may be given in the environment. Made up if missing: Delight__Shops__0__Domain,
# Delight__Shops__0__WebhookSecrets__0 and Delight__Api__Tokens__0. Ports: DELIGHT_RECEIVER_PORT (5080),
# DELIGHT_DASHBOARD_PORT (5081), and the others, for /health, from DELIGHT_OTHER_PORTS (5082) on; all on 127.0.0.1.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source=/dev/null
source "$here/servers.sh"

data=$here/run fresh='' install='' build=yes stop='' ledgers=1 rules=1
receiver_port=${DELIGHT_RECEIVER_PORT:-5080}
dashboard_port=${DELIGHT_DASHBOARD_PORT:-5081}
other_port=${DELIGHT_OTHER_PORTS:-5082}
names=()            # of our processes, in the order in which they are stopped
declare -A role=() port=() died=()
made_up=''

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

fail() {
  say "$1"
  exit 1
}

# ---- What to start -----------------------------------------------------------------------------------------------------

read_options() {
  while (($#)); do
    case $1 in
      --data) data=${2:?--data needs a folder}; shift ;;
      --ledgers) ledgers=${2:?--ledgers needs a number}; shift ;;
      --rules) rules=${2:?--rules needs a number}; shift ;;
      --fresh) fresh=yes ;;
      --install) install=yes ;;
      --no-build) build='' ;;
      --stop) stop=yes ;;
      -h | --help) usage; exit ;;
      *) usage >&2; exit 2 ;;
    esac
    shift
  done
  [[ $ledgers =~ ^[1-9][0-9]?$ && $rules =~ ^[1-9][0-9]?$ ]] || fail "--ledgers and --rules take a number from 1 to 99."
}

add() {   # ROLE HOW MANY [PORT]
  local i name=${1,,}
  for ((i = 1; i <= $2; i++)); do
    if (($2 > 1)); then name=${1,,}-$i; fi
    names+=("$name")
    role[$name]=$1
    port[$name]=${3:-$other_port}
    if [[ -z ${3:-} && $other_port =~ ^[0-9]+$ ]]; then other_port=$((other_port + 1)); fi
  done
}

choose_processes() {
  add Receiver 1 "$receiver_port"
  add Ledger "$ledgers"
  add Rules "$rules"
  add Fulfilment 1
  add Dashboard 1 "$dashboard_port"
  add Shopify 1
}

check_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]})) || return 0
  [[ $install ]] || fail "Missing: ${packages[*]}. Install with: apt-get install ${packages[*]} (as root), or run $0 --install"
  install_packages "${packages[@]}" || exit 1
}

check_ports() {
  local name
  for name in "${names[@]}"; do
    [[ ${port[$name]} =~ ^[1-9][0-9]{0,4}$ ]] && ((port[$name] < 65536)) ||
      fail "\"${port[$name]}\", meant for $name, is no port. DELIGHT_RECEIVER_PORT, DELIGHT_DASHBOARD_PORT and DELIGHT_OTHER_PORTS take a number from 1 to 65535."
    ! port_is_taken "${port[$name]}" ||
      fail "Port ${port[$name]}, meant for $name, is taken. Choose others with DELIGHT_RECEIVER_PORT, DELIGHT_DASHBOARD_PORT and DELIGHT_OTHER_PORTS."
  done
}

build_host() {
  command -v dotnet >/dev/null || fail "There is no dotnet here: install the .NET 10 SDK."
  [[ ! $build ]] || dotnet build -c Release "$root/services/Delight.Host" --nologo -v minimal -clp:NoSummary </dev/null ||
    fail "Delight.Host does not build, see above."
  [[ -f $root/services/Delight.Host/bin/Release/net10.0/Delight.Host.dll ]] || fail "Delight.Host is not built. Leave out --no-build."
}

# ---- Folder --------------------------------------------------------------------------------------------------------------

still_running() {   # names of what runs on the folder
  local file
  for file in "$data"/pids/*; do
    if [[ $file != */up ]] && process_of "$file" >/dev/null; then basename "$file"; fi
  done
}

enter_folder() {
  local left
  (umask 022 && mkdir -p "$data")
  data=$(cd "$data" && pwd)
  ! process_of "$data/pids/up" >/dev/null || fail "Delight already runs on $data. Stop it with: $0 --stop --data '$data'"
  left=$(still_running)
  [[ -z $left ]] || fail "An earlier run on $data left running: ${left//$'\n'/, }. Stop it with: $0 --stop --data '$data'"
}

prepare_folder_for_run() {
  if [[ $fresh ]]; then rm -rf "${data:?}"/{rabbitmq*,postgres,spool,logs,pids,servers.env,shop.env}; fi
  (umask 077 && mkdir -p "$data"/{spool,logs,pids})
  remember "$data/pids/up" $$
}

stop_all() {
  local name file
  for name in receiver shopify ledger rules fulfilment dashboard; do
    for file in "$data/pids/$name" "$data/pids/$name"-*; do
      if [[ -f $file ]]; then stop_process "$file" TERM 45 "$(basename "$file")"; fi
    done
  done
  stop_servers "$data"
}

stop_from_elsewhere() {
  local left
  data=$(cd "$data" 2>/dev/null && pwd) || fail "There is no folder $data."
  stop_process "$data/pids/up" TERM 300 "$0"   # it stops its own in order
  left=$(still_running)
  [[ -z $left ]] || stop_all
  say "Nothing runs on $data any more."
}

# ---- Settings of the processes: only ever in the environment ---------------------------------------------------------------

choose_secrets() {
  if [[ -f $data/shop.env ]]; then
    # shellcheck source=/dev/null
    source "$data/shop.env"
  else
    kept_secret=$(random_word) kept_token=$(random_word)
    (umask 077 && printf 'kept_secret=%s\nkept_token=%s\n' "$kept_secret" "$kept_token" >"$data/shop.env")
  fi
  if [[ -z ${Delight__Shops__0__WebhookSecrets__0:-} || -z ${Delight__Api__Tokens__0:-} ]]; then made_up=yes; fi
  export Delight__Shops__0__Domain=${Delight__Shops__0__Domain:-demo-shop.myshopify.com}
  export Delight__Shops__0__WebhookSecrets__0=${Delight__Shops__0__WebhookSecrets__0:-$kept_secret}
  export Delight__Api__Tokens__0=${Delight__Api__Tokens__0:-$kept_token}
}

export_settings() {
  unset "${!Delight__Roles__@}"
  export Delight__Bus__Transport=RabbitMq
  export Delight__Bus__Uri=$DELIGHT_RABBITMQ
  export Delight__Bus__ManagementUri=$DELIGHT_RABBITMQ_MANAGEMENT
  export Delight__Store__Provider=Postgres
  export Delight__Store__ConnectionString=$DELIGHT_POSTGRES
}

start_process() {   # NAME
  local log=$data/logs/$1.log
  if [[ -f $log ]]; then mv "$log" "$log.before"; fi
  Delight__Roles__0=${role[$1]} Delight__Spool__Path=$data/spool/$1 ASPNETCORE_URLS=http://127.0.0.1:${port[$1]} \
    launch "$data/pids/$1" "$log" "$(id -un)" "$data" dotnet "$root/services/Delight.Host/bin/Release/net10.0/Delight.Host.dll"
}

is_ready() {   # PORT
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
    IFS= read -r -t 5 -u 3 status && [[ $status == *' 200 '* ]]
  ) 2>/dev/null
}

# ---- While it runs -----------------------------------------------------------------------------------------------------------

tell() {
  local receiver=http://127.0.0.1:$receiver_port dashboard=http://127.0.0.1:$dashboard_port
  local link
  link=$(grep -ho 'http://[^ ]*/sign-in/once/[0-9a-f]*' "$data"/logs/dashboard*.log | tail -n 1) || true   # While no users are configured
  local secret="\$Delight__Shops__0__WebhookSecrets__0" token="\$Delight__Api__Tokens__0"
  cat <<END

Delight is ready.
  webhooks   $receiver/webhooks/shopify for $Delight__Shops__0__Domain
  pages      ${link:-$dashboard/}
  API        $dashboard/api/v1/fulfilment, /api/v1/stats, /api/v1/queues …
  RabbitMQ   http://${DELIGHT_RABBITMQ_MANAGEMENT#*@}, user delight; its password and PostgreSQL's are in $data/servers.env
  logs       $data/logs
END
  if [[ $made_up ]]; then
    secret=$Delight__Shops__0__WebhookSecrets__0 token=$Delight__Api__Tokens__0
    cat <<END
Made up, and kept in $data/shop.env:
  webhook secret   $secret
  API token        $token
END
  fi
  cat <<END

To post an order as the shop would (needs curl and openssl):

secret=$secret token=$token id=1001
order='{"id":'\$id',"name":"#'\$id'","created_at":"2026-01-05T10:00:00Z","updated_at":"2026-01-05T10:00:00Z","financial_status":"paid","currency":"USD","total_price":"49.00","customer":{"id":7001,"first_name":"Ada"},"line_items":[{"title":"Tea","quantity":1,"price":"49.00","requires_shipping":true}]}'
signature=\$(printf %s "\$order" | openssl dgst -sha256 -hmac "\$secret" -binary | base64)
curl -i $receiver/webhooks/shopify -H 'Content-Type: application/json' -H 'X-Shopify-Topic: orders/create' -H 'X-Shopify-Shop-Domain: $Delight__Shops__0__Domain' -H "X-Shopify-Hmac-Sha256: \$signature" --data-binary "\$order"
curl -sS --fail --retry 10 --retry-delay 1 --retry-all-errors -H "Authorization: Bearer \$token" $dashboard/api/v1/orders/$Delight__Shops__0__Domain/\$id

The same customer's fourth order (ids 1002 to 1004) earns the first gift. Ctrl+C stops everything.
END
}

some_run() {
  local name
  for name in "${names[@]}"; do
    if process_of "$data/pids/$name" >/dev/null; then return; fi
  done
  return 1
}

look_for_deaths() {
  local name file
  for name in "${names[@]}" rabbitmq postgres; do
    file=$data/pids/$name
    if [[ -n ${died[$name]:-} ]] || process_of "$file" >/dev/null; then continue; fi
    died[$name]=yes
    say "$name has ended by itself. The end of its log, $data/logs/$name.log:"
    tail -n 30 "$data/logs/$name.log" | sed 's/^/    /' >&2
    say "The others go on; Ctrl+C stops them."
  done
}

finish() {
  local exit_code=$?
  trap '' INT TERM HUP
  say "Stopping."
  stop_all
  rm -f "$data/pids/up"
  say "All has stopped. Data and logs are in $data."
  if ((exit_code == 0 && ${#died[@]} > 0)); then exit_code=1; fi
  exit "$exit_code"
}

main() {
  local name
  read_options "$@"
  if [[ $stop ]]; then stop_from_elsewhere; exit; fi
  choose_processes
  enter_folder
  check_packages
  check_ports
  build_host
  prepare_folder_for_run
  trap finish EXIT
  trap 'exit 0' INT TERM HUP
  choose_secrets
  say "Starting RabbitMQ and PostgreSQL on $data."
  start_servers "$data" || exit 1
  export_settings
  say "Starting ${names[*]}."
  for name in "${names[@]}"; do start_process "$name"; done
  for name in "${names[@]}"; do
    await 120 "$data/pids/$name" "$data/logs/$name.log" "$name" is_ready "${port[$name]}" || exit 1
  done
  tell
  while some_run; do
    look_for_deaths
    sleep 1 &
    wait $! || true
  done
  look_for_deaths
  say "None of Delight's processes is left."
}

main "$@"
