#!/usr/bin/env bash
# A private RabbitMQ and a private PostgreSQL in one folder, on free ports of 127.0.0.1, beside whatever else runs.
#
#   servers.sh start DIR [rabbitmq|postgres]   starts both or one; DIR keeps data, ports and passwords for the next start
#   servers.sh stop DIR [rabbitmq|postgres]    stops what start started, by process id
#   servers.sh kill DIR rabbitmq|postgres      SIGKILL, to see what a crash does
#   servers.sh rabbitmqctl DIR NODE ARGUMENT…  what an administrator of that node types, such as set_vm_memory_high_watermark 0.4
#   servers.sh status DIR                      which of them run
#   servers.sh env DIR                         prints the settings of DIR: URIs and connection string, with passwords
#   servers.sh missing                         names the Debian packages that are missing; exit code 1 if any is
#   servers.sh install                         installs them, without starting their system services
#
# DELIGHT_RABBITMQ_NODES=3 at the first start of DIR: RabbitMQ is a cluster, with the nodes rabbitmq, rabbitmq2 and rabbitmq3.
# DELIGHT_PASSWORD_PREFIX: new passwords begin with it, so that a search finds where one was written.
# Sourced by up.sh and tests/run.sh. DELIGHT_RABBITMQ_BIN and DELIGHT_POSTGRES_BIN name other folders of programs.

say() { printf '%s\n' "$*" >&2; }

# ---- Programs and packages ----------------------------------------------------------------------------------------

rabbitmq_bin() { printf '%s' "${DELIGHT_RABBITMQ_BIN:-/usr/lib/rabbitmq/bin}"; }

postgres_bin() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  printf '%s' "${DELIGHT_POSTGRES_BIN:-$newest}"
}

missing_packages() {
  [[ -x $(rabbitmq_bin)/rabbitmq-server ]] || echo rabbitmq-server
  [[ -x $(postgres_bin)/postgres ]] || echo postgresql
}

as_root() {
  if ((EUID == 0)); then "$@"
  elif [[ -t 0 ]]; then sudo "$@"
  else sudo -n "$@"
  fi
}

install_packages() {
  local packages=("$@")
  command -v apt-get >/dev/null || {
    say "Missing: ${packages[*]}, and this is no Debian (no apt-get). Install RabbitMQ and PostgreSQL your system's way, then set DELIGHT_RABBITMQ_BIN and DELIGHT_POSTGRES_BIN to the folders of their programs."
    return 1
  }
  ((EUID == 0)) || command -v sudo >/dev/null || {
    say "Missing: ${packages[*]}. Only root can install them and there is no sudo here. As root: apt-get install ${packages[*]}"
    return 1
  }
  say "Installing from Debian: ${packages[*]}"
  # shellcheck disable=SC2016 # the positional parameters belong to the inner shell
  as_root env DEBIAN_FRONTEND=noninteractive bash -euc '
    policy=/usr/sbin/policy-rc.d aside=/usr/sbin/policy-rc.d.before-delight
    put_back() { rm -f "$policy"; if [ -e "$aside" ]; then mv "$aside" "$policy"; fi; }
    if [ ! -e "$policy" ] || "$policy" postgresql start; then   # nobody forbids yet that a package starts its service
      if [ -e "$policy" ]; then mv "$policy" "$aside"; fi
      trap put_back EXIT
      printf "#!/bin/sh\nexit 101\n" >"$policy"
      chmod 755 "$policy"
    fi
    apt-get -o DPkg::Lock::Timeout=300 -qq update
    apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install "$@" </dev/null
  ' install "${packages[@]}" >&2 || {
    say "The installation failed, see above. By hand, as root: apt-get install ${packages[*]}"
    return 1
  }
}

# ---- Processes, known by id and start time, so that a reused id is never taken for ours ------------------------------

started_at() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -r -a stat <<<"${stat##*) }"
  [[ ${stat[0]} != Z ]] && printf '%s' "${stat[19]}"
}

remember() { printf '%s %s\n' "$2" "$(started_at "$2")" >"$1"; }   # FILE PID

process_of() {   # FILE: prints the process id if that very process still runs
  local pid start
  [[ -f $1 ]] && read -r pid start <"$1" && [[ $(started_at "$pid") == "$start" ]] && printf '%s' "$pid"
}

await_end() {   # FILE SECONDS
  local until=$((SECONDS + $2))
  while process_of "$1" >/dev/null; do
    ((SECONDS < until)) || return 1
    sleep 0.1
  done
}

stop_process() {   # FILE SIGNAL SECONDS NAME
  local pid
  if pid=$(process_of "$1"); then
    kill "-$2" "$pid" 2>/dev/null || true
    if ! await_end "$1" "$3"; then
      say "$4 (process $pid) did not stop within $3 s and is killed."
      kill -KILL "$pid" 2>/dev/null || true
      await_end "$1" 10 || say "$4 (process $pid) cannot be ended."
    fi
  fi
  rm -f "$1"
}

as_user() {   # USER COMMAND…: only root changes its user
  local user=$1
  shift
  if ((EUID == 0)) && [[ $user != root ]]; then
    setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"
  else
    "$@"
  fi
}

most_files() {
  local hard
  hard=$(ulimit -Hn)
  if [[ $hard == unlimited ]] || ((hard > 65536)); then echo 65536; else echo "$hard"; fi
}

launch() {   # PIDFILE LOG USER FOLDER COMMAND…: apart from the terminal, so that Ctrl+C reaches it only through us
  local pidfile=$1 log=$2 user=$3 folder=$4
  shift 4
  local switch=()
  if ((EUID == 0)) && [[ $user != root ]]; then
    switch=(setpriv "--reuid=$user" "--regid=$user" --init-groups --)
  fi
  (
    cd "$folder" || exit
    ulimit -Sn "$(most_files)"
    exec setsid "${switch[@]}" "$@" >>"$log" 2>&1 </dev/null
  ) &
  remember "$pidfile" $!
}

await() {   # SECONDS PIDFILE LOG NAME CONDITION…
  local until=$((SECONDS + $1)) pidfile=$2 log=$3 name=$4 why
  shift 4
  until "$@"; do
    if ! process_of "$pidfile" >/dev/null; then why="$name ended while starting"
    elif ((SECONDS >= until)); then why="$name is not ready in time"
    else sleep 0.2; continue
    fi
    say "$why. The end of its log, $log:"
    tail -n 30 "$log" | sed 's/^/    /' >&2
    return 1
  done
}

# ---- Ports ---------------------------------------------------------------------------------------------------------

port_is_taken() { grep -qis "^ *[0-9]*: [0-9A-F]*:$(printf '%04X' "$1") .* 0A " /proc/net/tcp /proc/net/tcp6; }

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Below the range the kernel gives to outgoing connections; the process id keeps two starts at the same time apart.
free_ports() {   # HOW MANY
  local block=$((BASHPID * 7 % 2000)) tries port free
  for ((tries = 0; tries < 2000; tries++, block = (block + 1) % 2000)); do
    free=()
    for ((port = 12000 + block * 10; ${#free[@]} < $1; port++)); do
      port_is_taken "$port" && continue 2
      free+=("$port")
    done
    echo "${free[@]}"
    return
  done
  say "No free ports between 12000 and 32000 of 127.0.0.1."
  return 1
}

random_word() { od -An -N20 -tx1 /dev/urandom | tr -d ' \n'; }

new_password() { printf '%s' "${DELIGHT_PASSWORD_PREFIX:-}$(random_word)"; }

# ---- Settings of a folder --------------------------------------------------------------------------------------------

server_user() {   # NAME: the package's own user when we are root, ourselves otherwise
  if ((EUID == 0)) && id -u "$1" >/dev/null 2>&1; then echo "$1"; else id -un; fi
}

make_folder() {   # FOLDER USER
  mkdir -p "$1"
  chmod 700 "$1"
  if ((EUID == 0)); then chown "$2": "$1"; fi
}

load_settings() {
  [[ -f $1/servers.env ]] || return
  # shellcheck source=/dev/null
  source "$1/servers.env"
}

rabbitmq_names() {   # [NAME]: of all nodes, or that one if there is such a node
  local number name=rabbitmq
  for ((number = 2; ; number++)); do
    if [[ -z ${1:-} || $1 == "$name" ]]; then echo "$name"; fi
    ((number <= ${rabbitmq_nodes:-1})) || break
    name=rabbitmq$number
  done
}

at_node() {   # NAME COMMAND…: with that node's ports; those of the second and third lie behind PostgreSQL's
  local number=${1#rabbitmq} further=0
  [[ -z $number ]] || further=$((4 * number - 2))
  local amqp_port=$((amqp_port + further)) management_port=$((management_port + further))
  local prometheus_port=$((prometheus_port + further)) distribution_port=$((distribution_port + further))
  "${@:2}"
}

node_ports_are_free() {
  local port
  for port in "$amqp_port" "$management_port" "$prometheus_port" "$distribution_port"; do
    ! port_is_taken "$port" || return
  done
}

ports_can_be_used() {   # of what does not run yet
  local name
  for name in $(rabbitmq_names); do
    process_of "$1/pids/$name" >/dev/null || at_node "$name" node_ports_are_free || return
  done
  process_of "$1/pids/epmd" >/dev/null || ! port_is_taken "$epmd_port" || return 1
  process_of "$1/pids/postgres" >/dev/null || ! port_is_taken "$postgres_port"
}

bus_uri() { echo "amqp://delight:$rabbitmq_password@127.0.0.1:$amqp_port"; }

management_uri() { echo "http://delight:$rabbitmq_password@127.0.0.1:$management_port"; }

choose_settings() {   # DIR: keeps passwords for good, and ports while they are free
  local ports name bus=()
  load_settings "$1" && ports_can_be_used "$1" && return
  rabbitmq_nodes=${rabbitmq_nodes:-${DELIGHT_RABBITMQ_NODES:-1}}
  ports=$(free_ports $((2 + 4 * rabbitmq_nodes)))
  read -r amqp_port management_port prometheus_port distribution_port epmd_port postgres_port _ <<<"$ports"
  rabbitmq_password=${rabbitmq_password:-$(new_password)}
  postgres_password=${postgres_password:-$(new_password)}
  for name in $(rabbitmq_names); do bus+=("$(at_node "$name" bus_uri)"); done
  (
    umask 077
    cat >"$1/servers.env" <<END
DELIGHT_RABBITMQ='$(IFS=, && echo "${bus[*]}")'
DELIGHT_RABBITMQ_MANAGEMENT='$(at_node "$name" management_uri)'
DELIGHT_POSTGRES='Host=127.0.0.1;Port=$postgres_port;Username=delight;Password=$postgres_password;Database=delight'
amqp_port=$amqp_port
management_port=$management_port
prometheus_port=$prometheus_port
distribution_port=$distribution_port
epmd_port=$epmd_port
postgres_port=$postgres_port
rabbitmq_nodes=$rabbitmq_nodes
rabbitmq_password=$rabbitmq_password
postgres_password=$postgres_password
END
  )
  load_settings "$1"
}

# ---- RabbitMQ --------------------------------------------------------------------------------------------------------

node_name() { echo "delight${1#rabbitmq}@localhost"; }   # NAME

# The other nodes are told of each other; one that cannot see a second stops working rather than go on alone.
cluster_settings() {
  local name number=1
  ((${rabbitmq_nodes:-1} > 1)) || return 0
  echo cluster_formation.peer_discovery_backend = classic_config
  for name in $(rabbitmq_names); do echo "cluster_formation.classic_config.nodes.$((number++)) = $(node_name "$name")"; done
  echo cluster_partition_handling = pause_minority
}

configure_rabbitmq() {   # FOLDER USER
  local cookie=${1%/*}/rabbitmq/.erlang.cookie   # one for all nodes
  (
    umask 077
    cat >"$1/rabbitmq.conf" <<END
listeners.tcp.1 = 127.0.0.1:$amqp_port
management.tcp.ip = 127.0.0.1
management.tcp.port = $management_port
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = $prometheus_port
default_user = delight
default_pass = $rabbitmq_password
default_user_tags.administrator = true
disk_free_limit.absolute = 200MB
log.console = true
log.console.level = info
log.file = false
$(cluster_settings)
END
    echo '[rabbitmq_management,rabbitmq_prometheus].' >"$1/enabled_plugins"
    echo '[].' >"$1/advanced.config"
    [[ -f $cookie ]] || random_word >"$cookie"
  )
  chmod 400 "$cookie"
  if ((EUID == 0)); then chown "$2": "$1"/{rabbitmq.conf,enabled_plugins,advanced.config} "$cookie"; fi
}

# A name server of its own (epmd), a cookie of its own, and no settings from /etc or the caller.
rabbitmq_environment() {   # FOLDER
  printf '%s\n' \
    "PATH=$PATH" LANG=C.UTF-8 "HOME=${1%/*}/rabbitmq" \
    ERL_EPMD_ADDRESS=127.0.0.1 "ERL_EPMD_PORT=$epmd_port" ERL_CRASH_DUMP_SECONDS=0 \
    "RABBITMQ_NODENAME=$(node_name "${1##*/}")" "RABBITMQ_DIST_PORT=$distribution_port" \
    RABBITMQ_SCHEDULER_BIND_TYPE=u \
    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none" \
    "RABBITMQ_CONF_ENV_FILE=$1/none.conf" "RABBITMQ_CONFIG_FILE=$1/rabbitmq.conf" "RABBITMQ_ADVANCED_CONFIG_FILE=$1/advanced.config" \
    "RABBITMQ_ENABLED_PLUGINS_FILE=$1/enabled_plugins" "RABBITMQ_PLUGINS_EXPAND_DIR=$1/plugins" \
    "RABBITMQ_MNESIA_BASE=$1/data" "RABBITMQ_SCHEMA_DIR=$1/schema" "RABBITMQ_GENERATED_CONFIG_DIR=$1/config" \
    "RABBITMQ_LOG_BASE=$1" RABBITMQ_LOGS=- "RABBITMQ_PID_FILE=$1/pid" \
    RUNNING_UNDER_SYSTEMD=true   # makes the script become the server: no shell in between, and one process id
}

start_rabbitmq() {   # DIR NAME
  local dir=$1 name=$2 folder=$1/$2 user environment
  process_of "$dir/pids/$name" >/dev/null && return
  user=$(server_user rabbitmq)
  make_folder "$folder" "$user"
  configure_rabbitmq "$folder" "$user"
  mapfile -t environment < <(rabbitmq_environment "$folder")
  : >"$dir/logs/$name.log"
  process_of "$dir/pids/epmd" >/dev/null ||
    launch "$dir/pids/epmd" "$dir/logs/epmd.log" "$user" "$folder" env -i "${environment[@]}" epmd -port "$epmd_port" -address 127.0.0.1
  await 30 "$dir/pids/epmd" "$dir/logs/epmd.log" "RabbitMQ's name server epmd" port_answers "$epmd_port" || return
  launch "$dir/pids/$name" "$dir/logs/$name.log" "$user" "$folder" env -i "${environment[@]}" "$(rabbitmq_bin)/rabbitmq-server"
}

# A greeting as clients send it; the server's first frame begins with 1 (a method).
rabbitmq_is_ready() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$amqp_port"
    printf 'AMQP\000\000\011\001' >&3
    IFS= read -r -N 1 -t 5 -u 3 first && [[ $first == $'\1' ]]
  ) 2>/dev/null && port_answers "$management_port"
}

await_rabbitmq() {   # DIR NAME
  at_node "$2" await 120 "$1/pids/$2" "$1/logs/$2.log" "RabbitMQ ($2)" rabbitmq_is_ready
}

# ---- PostgreSQL ------------------------------------------------------------------------------------------------------

run_postgres_tool() {   # USER COMMAND…
  local user=$1
  shift
  as_user "$user" env -i "PATH=$PATH" LANG=C.UTF-8 "$@"
}

# The role owns its database and may create others; it is no superuser, as it should not be elsewhere.
create_cluster() {   # FOLDER USER
  local new=$1/data.new
  rm -rf "$new"
  run_postgres_tool "$2" "$(postgres_bin)/initdb" -D "$new" -U postgres --auth=reject --encoding=UTF8 --locale=C.UTF-8 || return
  run_postgres_tool "$2" "$(postgres_bin)/postgres" --single -D "$new" postgres <<END || return
create role delight login createdb password '$postgres_password'
grant pg_monitor, pg_signal_backend to delight
create database delight owner delight
END
  echo 'host all all 127.0.0.1/32 scram-sha-256' >"$new/pg_hba.conf"
  mv "$new" "$1/data"
}

configure_postgres() {   # FOLDER
  cat >"$1/data/postgresql.auto.conf" <<END
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = ''
max_connections = 200
log_line_prefix = '%m [%p] %u@%d '
END
}

# After a crash PostgreSQL takes its dead postmaster for a living one as long as nobody has collected the dead process.
forget_dead_postmaster() {   # DATA
  local pid process
  [[ -f $1/postmaster.pid ]] || return 0
  read -r pid <"$1/postmaster.pid"
  ! started_at "$pid" >/dev/null || return 0
  for process in /proc/[0-9]*/cwd; do
    ! [[ $process -ef $1 ]] || return 0   # one of its children still works there
  done
  rm -f "$1/postmaster.pid"
}

start_postgres() {   # DIR
  local dir=$1 folder=$1/postgres user
  process_of "$dir/pids/postgres" >/dev/null && return
  user=$(server_user postgres)
  [[ $user != root ]] || {
    say "PostgreSQL does not run as root, and there is no user postgres here. Start this as another user."
    return 1
  }
  make_folder "$folder" "$user"
  : >"$dir/logs/postgres.log"
  if [[ ! -d $folder/data ]]; then
    (cd "$folder" && create_cluster "$folder" "$user") >"$dir/logs/postgres-create.log" 2>&1 || {
      say "PostgreSQL could not make its data folder. The end of $dir/logs/postgres-create.log:"
      tail -n 30 "$dir/logs/postgres-create.log" | sed 's/^/    /' >&2
      return 1
    }
  fi
  configure_postgres "$folder"
  forget_dead_postmaster "$folder/data"
  launch "$dir/pids/postgres" "$dir/logs/postgres.log" "$user" "$folder" \
    env -i "PATH=$PATH" LANG=C.UTF-8 "$(postgres_bin)/postgres" -D "$folder/data"
}

postgres_is_ready() {
  PGPASSWORD=$postgres_password PGCONNECT_TIMEOUT=5 "$(postgres_bin)/psql" -X -q -A -t -h 127.0.0.1 -p "$postgres_port" -U delight -d delight \
    -c 'select 1' >/dev/null 2>&1 </dev/null
}

# ---- Both ------------------------------------------------------------------------------------------------------------

prepare_folder() {   # DIR
  local user
  mkdir -p "$1"/{pids,logs}
  chmod 700 "$1/pids" "$1/logs"
  for user in rabbitmq postgres; do
    as_user "$(server_user "$user")" test -x "$1" || {
      say "The user $user, who runs the server, cannot enter $1. Take a folder that others may enter (chmod o+x), such as one under /tmp or /var/lib."
      return 1
    }
  done
}

start_servers() {   # DIR [NAME]
  local dir name nodes=() which=${2:-}
  (umask 022 && mkdir -p "$1") || return
  dir=$(cd "$1" && pwd)
  prepare_folder "$dir" || return
  choose_settings "$dir" || return
  mapfile -t nodes < <(rabbitmq_names "$which")
  [[ -z ${which#postgres} ]] || ((${#nodes[@]})) || { say "RabbitMQ of $dir has no node $which."; return 1; }
  if ((${#nodes[@]} > 1)) && [[ ! -d $dir/${nodes[0]}/data ]]; then
    # Whoever comes to a cluster needs one that is there: nodes that begin together wait for each other, and may end up alone.
    at_node "${nodes[0]}" start_rabbitmq "$dir" "${nodes[0]}" || return
    await_rabbitmq "$dir" "${nodes[0]}" || return
  fi
  for name in "${nodes[@]}"; do at_node "$name" start_rabbitmq "$dir" "$name" || return; done
  [[ $which == rabbitmq* ]] || start_postgres "$dir" || return
  for name in "${nodes[@]}"; do await_rabbitmq "$dir" "$name" || return; done
  [[ $which == rabbitmq* ]] || await 120 "$dir/pids/postgres" "$dir/logs/postgres.log" PostgreSQL postgres_is_ready
}

stop_servers() {   # DIR [NAME]
  local dir=$1 file stopping=()
  for file in "$dir"/pids/{rabbitmq*,postgres}; do
    [[ -z ${2:-} || ${file##*/} == "$2" ]] || continue
    if [[ ${file##*/} == postgres ]]; then
      stop_process "$file" INT 60 PostgreSQL &   # INT: does not wait for clients
    else
      stop_process "$file" TERM 60 RabbitMQ &
    fi
    stopping+=($!)
  done
  ((${#stopping[@]} == 0)) || wait "${stopping[@]}"
  compgen -G "$dir/pids/rabbitmq*" >/dev/null || stop_process "$dir/pids/epmd" TERM 5 epmd
}

rabbitmqctl_of() {   # DIR NODE ARGUMENT…
  local folder environment
  folder=$(cd "$1" && pwd)/$2
  load_settings "$1"
  mapfile -t environment < <(at_node "$2" rabbitmq_environment "$folder")
  (cd "$folder" && as_user "$(server_user rabbitmq)" env -i "${environment[@]}" "$(rabbitmq_bin)/rabbitmqctl" --quiet "${@:3}")
}

kill_server() {   # DIR NAME
  local pid children=()
  pid=$(process_of "$1/pids/$2") || {
    say "$2 of $1 does not run."
    return 1
  }
  read -r -a children <"/proc/$pid/task/$pid/children" || true
  kill -KILL "$pid" "${children[@]}" 2>/dev/null || true
  await_end "$1/pids/$2" 10
}

servers_status() {   # DIR
  local name pid
  load_settings "$1" || true
  for name in $(rabbitmq_names) postgres; do
    if pid=$(process_of "$1/pids/$name"); then echo "$name runs, process $pid"; else echo "$name does not run"; fi
  done
}

servers_command() {
  local verb=${1:-help} dir=${2:-} name=${3:-} packages
  case $verb in
    start | stop | kill | rabbitmqctl | status | env) [[ -n $dir ]] || verb=help ;;
  esac
  case $name in
    '' | rabbitmq | rabbitmq[2-9] | postgres) ;;
    *) verb=help ;;
  esac
  case $verb in
    start)
      packages=$(missing_packages)
      [[ -z $packages ]] || { say "Missing: ${packages//$'\n'/ }. To install: $0 install"; return 1; }
      start_servers "$dir" "$name" || { stop_servers "$dir" "$name"; return 1; }
      say "Ready. The settings are in $dir/servers.env; to stop: $0 stop $dir"
      ;;
    stop) stop_servers "$dir" "$name" ;;
    kill) [[ -n $name ]] && kill_server "$dir" "$name" ;;
    rabbitmqctl) [[ $name == rabbitmq* ]] && rabbitmqctl_of "$dir" "$name" "${@:4}" ;;
    status) servers_status "$dir" ;;
    env) grep '^DELIGHT_' "$dir/servers.env" ;;
    missing)
      packages=$(missing_packages)
      [[ -z $packages ]] || { echo "$packages"; return 1; }
      ;;
    install)
      mapfile -t packages < <(missing_packages)
      ((${#packages[@]} == 0)) || install_packages "${packages[@]}"
      ;;
    *) sed -n '2,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; return 2 ;;
  esac
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  set -euo pipefail
  servers_command "$@"
fi
