#!/usr/bin/env bash
# Runs every test of Delight against a private RabbitMQ and a private PostgreSQL, and leaves nothing running.
#
#   tests/run.sh [--long] [PROJECT...]
#
#   --long    also the long form of tests that have one (DELIGHT_TEST_LONG=1)
#   PROJECT   only these, such as Delight.Ledger.Tests, tests/Delight.Ledger.Tests or Ledger
#
# Needs the .NET 10 SDK. What else is missing is installed from Debian (rabbitmq-server, postgresql, faketime, chromium), as root or by sudo.
# The last line is "N passed, N failed" and nothing else. Tests that need ../shared where it is not there are skipped, which the
# line before says ("N skipped"); any other skip counts as failed, since everything else that a test may need is here.
# Everything that tests and programs wrote is searched for the secrets that they were given; a file that holds one counts as failed.
# DELIGHT_TEST_MINUTES: how long one project may take (default 30, with --long 120).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=/dev/null
source "$root/deploy/servers.sh"

secret_mark=not-to-be-written   # a part of every secret that tests use, see tests/Delight.ObjectMother/Written.cs
work='' project='' beside=''
passed=0 failed=0 skipped=0
troubles=()
failures=()   # of the tests, by name

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

trouble() {   # SENTENCE: one failure that no test reports itself
  failed=$((failed + 1))
  troubles+=("$1")
}

# ---- Start and end ---------------------------------------------------------------------------------------------------

end_project() {   # what the running project may have left behind: it has a process group of its own
  [[ -n $project ]] || return 0
  if kill -KILL -- "-$project" 2>/dev/null; then say "Ended processes that the project left running."; fi
  project=
}

clean_up() {
  if [[ -n $beside ]] && kill -TERM "$beside" 2>/dev/null; then wait "$beside" || true; fi
  end_project
  if [[ -n $work ]]; then
    stop_servers "$work/servers"
    rm -rf "$work"
  fi
}

finish() {
  local exit_code=$?
  trap '' INT TERM
  ((exit_code == 0 || failed > 0)) || trouble "The run ended early, with exit code $exit_code."
  clean_up
  if ((${#failures[@]})); then
    printf '\nTests that failed:\n'
    printf '  - %s\n' "${failures[@]}"
  fi
  if ((${#troubles[@]})); then
    printf '\nCounted as failed:\n'
    printf '  - %s\n' "${troubles[@]}"
  fi
  if ((passed + failed == 0)); then failed=1; fi
  printf '\n'
  if ((skipped)); then printf '%d skipped, for want of ../shared\n' "$skipped"; fi
  printf '%d passed, %d failed\n' "$passed" "$failed"
  if ((failed)); then exit_code=$((exit_code ? exit_code : 1)); fi
  exit "$exit_code"
}

give_up() {
  trouble "$1"
  exit 1
}

# ---- Before the tests --------------------------------------------------------------------------------------------------

missing_for_tests() {
  missing_packages
  compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null || echo faketime
  [[ -x /usr/bin/chromium ]] || echo chromium
}

install_what_is_missing() {
  local packages
  mapfile -t packages < <(missing_for_tests)
  ((${#packages[@]} == 0)) && return
  install_packages "${packages[@]}" || give_up "Debian packages are missing: ${packages[*]}."
  mapfile -t packages < <(missing_for_tests)
  ((${#packages[@]} == 0)) || give_up "Still missing after the installation: ${packages[*]}."
}

# Build servers would outlive the run.
build() {   # [PROJECT...]
  local name targets=(Delight.sln)
  if (($#)); then
    targets=()
    for name in "$@"; do
      if [[ -f $root/tests/$name/$name.csproj ]]; then targets+=("tests/$name/$name.csproj"); fi
    done
  fi
  command -v dotnet >/dev/null || give_up "There is no dotnet here: install the .NET 10 SDK."
  for name in "${targets[@]}"; do
    (cd "$root" && MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 \
      dotnet build -c Release "$name" --nologo -v minimal -clp:NoSummary </dev/null) || give_up "$name does not build."
  done
}

start_test_servers() {
  export DELIGHT_PASSWORD_PREFIX=$secret_mark-
  start_servers "$work/servers" || give_up "The private servers did not start."
  export DELIGHT_TEST_RABBITMQ=$DELIGHT_RABBITMQ
  export DELIGHT_TEST_RABBITMQ_MANAGEMENT=$DELIGHT_RABBITMQ_MANAGEMENT
  export DELIGHT_TEST_POSTGRES=$DELIGHT_POSTGRES
}

# ---- The projects -------------------------------------------------------------------------------------------------------

choose_projects() {   # [PROJECT...]
  local name
  if (($# == 0)); then
    for name in "$root"/tests/*.Tests/*.csproj; do basename "$name" .csproj; done
    return
  fi
  for name in "$@"; do
    name=$(basename "$name" .csproj)
    [[ -f $root/tests/$name/$name.csproj ]] || name=Delight.${name#Delight.}
    [[ -f $root/tests/$name/$name.csproj ]] || name=${name%.Tests}.Tests
    echo "$name"
  done
}

# Faults that have servers of their own go two at a time, but not where the figures are published.
# NUnit's own result file: it also knows what the runner's summary and exit code leave out, such as a teardown that failed.
write_run_settings() {
  cat >"$work/nunit.runsettings" <<END
<RunSettings><NUnit><TestOutputXml>$work/results</TestOutputXml><OutputXmlFolderMode>AsSpecified</OutputXmlFolderMode><NumberOfTestWorkers>$workers</NumberOfTestWorkers></NUnit></RunSettings>
END
}

# Prints "total passed failed result" of the run, then "result<TAB>test<TAB>reason" for each test that did not pass.
read_results() {   # XML
  awk '
    function attribute(name,  text) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
      gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    function report() { if (test != "") print result "\t" test "\t" reason; test = "" }
    /^<test-run / { print attribute("total"), attribute("passed"), attribute("failed"), attribute("result") }
    /^ *<test-case / {
      report(); result = attribute("result"); reason = ""
      if (result != "Passed") test = attribute("fullname")
    }
    /^ *<\/test-case>/ { report() }
    test != "" && reason == "" && /<message><!\[CDATA\[/ { reason = $0; sub(/.*<message><!\[CDATA\[/, "", reason); sub(/\]\]>.*/, "", reason) }
    END { report() }' "$1"
}

count_results() {   # NAME XML EXIT_CODE SECONDS
  local name=$1 total=0 good=0 bad=0 outcome=none missing=0 told=$failed result test reason
  {
    read -r total good bad outcome || true
    passed=$((passed + good)) failed=$((failed + bad))
    while IFS=$'\t' read -r result test reason; do
      if [[ $result == Failed ]]; then
        failures+=("$test: $reason")
        continue
      fi
      missing=$((missing + 1))
      reason=${reason#OneTimeSetUp: }
      reason=${reason#SetUp : }
      if [[ $result == Skipped && $reason == 'No ../shared'* ]]; then skipped=$((skipped + 1))
      else trouble "$test was not run to its end (${result,,}): $reason"
      fi
    done
  } < <(read_results "$2")
  if ((total == 0)); then trouble "$name ran no test."
  elif ((total != good + bad + missing)); then trouble "$name: of its $total tests only $((good + bad + missing)) have a result."
  elif ((failed == told)) && [[ $outcome == Failed ]]; then trouble "$name failed outside of its tests, see its output."
  elif ((failed == told && $3 != 0)); then trouble "$name ended with exit code $3 although no test failed."
  fi
  echo "== $name: $good of $total tests passed, in $4 s"
}

# Ends by a line "EXIT_CODE SECONDS" in its file below ended.
run_tests() {   # NAME
  local name=$1 exit_code=0 plain=() start=$SECONDS
  [[ -t 1 ]] || plain=(--no-ansi)
  mkdir -p "$work/written/$name"
  printf '\n== %s\n' "$name"
  DELIGHT_TEST_WRITTEN=$work/written/$name timeout --kill-after=30s "${DELIGHT_TEST_MINUTES}m" \
    dotnet "$root/tests/$name/bin/Release/net10.0/$name.dll" --settings "$work/nunit.runsettings" "${plain[@]}" </dev/null > >(tee "$work/written/$name.out") 2>&1 &
  project=$!
  wait "$project" || exit_code=$?
  end_project
  echo "$exit_code $((SECONDS - start))" >"$work/ended/$name"
}

# The next project that nobody has begun; nothing when there is none.
take() { (flock 9; head -n 1 "$work/waiting"; sed -i 1d "$work/waiting") 9>"$work/waiting.lock"; }

# In a process of its own, beside the one that tells how it goes.
run_beside() {
  local name
  trap 'end_project; exit 143' TERM
  trap - EXIT
  while name=$(take) && [[ -n $name ]]; do run_tests "$name" >"$work/beside/$name" 2>&1; done
}

count() {   # NAME
  local name=$1 exit_code seconds
  [[ ! -s $work/beside/$name ]] || cat "$work/beside/$name"
  read -r exit_code seconds <"$work/ended/$name"
  cp "$work/results/$name.xml" "$work/written" 2>/dev/null || true
  if ((exit_code == 124)); then trouble "$name was ended after $DELIGHT_TEST_MINUTES minutes."
  elif [[ ! -s $work/results/$name.xml ]]; then trouble "$name ended with exit code $exit_code and left no results: it crashed."
  else count_results "$name" "$work/results/$name.xml" "$exit_code" "$seconds"
  fi
}

# What takes longest goes first, so that both ends are near each other.
longest_first() {   # NAME...
  printf '%s\n' Delight.{Shopify,System,Dashboard,Host,Platform,Fulfilment,Ledger,FakeShop}.Tests "$@" | grep -xFf <(printf '%s\n' "$@") | awk '!seen[$0]++'
}

# Two at a time, and the faults, which measure, when the machine is theirs.
run_projects() {   # NAME...
  local name parts=() faults=()
  mkdir -p "$work/ended" "$work/beside"
  for name in "$@"; do
    if [[ ! -f $root/tests/$name/bin/Release/net10.0/$name.dll ]]; then trouble "$name was not built. Is it there, and is it part of Delight.sln?"
    elif [[ $name == Delight.Chaos.Tests ]]; then faults+=("$name")
    else parts+=("$name")
    fi
  done
  if ((${#parts[@]})); then
    longest_first "${parts[@]}" >"$work/waiting"
    run_beside &
    beside=$!
    while name=$(take) && [[ -n $name ]]; do
      run_tests "$name"
      count "$name"
    done
    wait "$beside" || true
    beside=
    for name in "${parts[@]}"; do
      if [[ -e $work/beside/$name ]]; then count "$name"; fi
    done
  fi
  for name in "${faults[@]}"; do
    run_tests "$name"
    count "$name"
  done
}

# ---- Secrets ---------------------------------------------------------------------------------------------------------------

# As it is, and as base64 shows it behind zero, one or two other characters, such as a user and a colon.
secret_patterns() {
  local before encoded
  printf '%s\n' "$secret_mark"
  for before in '' x xx; do
    encoded=$(printf '%s' "$before$secret_mark" | base64 -w 0)
    encoded=${encoded:$((${#before} > 0 ? ${#before} + 1 : 0))}
    printf '%s\n' "${encoded:0:$((${#secret_mark} * 4 / 3 - 4))}"
  done
}

files_with_secrets() { grep -rlaF -f <(secret_patterns) "$@" || true; }   # FOLDER…

search_for_secrets() {
  local check=$work/check file searched hosts
  mkdir -p "$check"
  printf 'Password=%s-1' "$secret_mark" >"$check/plain"
  for file in guest: delight: shops1:; do printf 'Basic %s' "$(printf '%s' "$file$secret_mark-1" | base64 -w 0)" >"$check/$file"; done
  printf 'nothing' >"$check/clean"
  [[ $(files_with_secrets "$check" | wc -l) == 4 ]] || trouble "The search for secrets does not find those that are there."
  searched=$(find "$work/written" "$work/servers/logs" -type f -size +0c | wc -l)
  hosts=$(find "$work/written" -name '*.log' -size +0c | wc -l)
  while read -r file; do
    trouble "${file#"$work/"} holds a secret: $(grep -aoF -m 1 -n "$secret_mark" "$file" | head -n 1 | cut -d: -f1 | sed 's/^/line /')"
  done < <(files_with_secrets "$work/written" "$work/servers/logs")
  ((searched)) || trouble "Nothing that was written was searched for secrets."
  case " $* " in
    *' Delight.Host.Tests '* | *' Delight.System.Tests '* | *' Delight.Chaos.Tests '*) ((hosts)) || trouble "No log of a program was searched for secrets." ;;
  esac
  printf '\n== Searched for secrets: %d files, %d of them logs of programs\n' "$searched" "$hosts"
}

main() {
  local names=() minutes=30 workers=2
  while [[ ${1:-} == -* ]]; do
    case $1 in
      --long) export DELIGHT_TEST_LONG=1 minutes=120 workers=0 ;;
      -h | --help) usage; exit ;;
      *) usage >&2; exit 2 ;;
    esac
    shift
  done
  DELIGHT_TEST_MINUTES=${DELIGHT_TEST_MINUTES:-$minutes}
  # Programs that run for seconds gain nothing by being watched for what to optimise; where figures are published they run as ever.
  [[ -n ${DELIGHT_TEST_LONG:-} ]] || export DOTNET_TieredPGO=${DOTNET_TieredPGO:-0}
  trap finish EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  mapfile -t names < <(choose_projects "$@")
  install_what_is_missing
  if (($#)); then build "${names[@]}"; else build; fi
  work=$(mktemp -d "${TMPDIR:-/tmp}/delight-tests.XXXXXX")
  chmod 711 "$work"
  write_run_settings
  start_test_servers
  run_projects "${names[@]}"
  search_for_secrets "${names[@]}"
}

main "$@"
