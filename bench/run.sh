#!/bin/bash
# Measures Sallyport beside its lower bounds and its peers, in the same run and on this machine. Rows of Markdown
# tables go to standard output. Needs two cores, taskset, and for "verify", "memory" and "scale" wrk, for "verify"
# nginx, for "dovecot" dovecot, for "ldap" slapd.
#
#   bench/run.sh in-process        a verdict in process on one core, beside a bare digest and look-up
#   bench/run.sh verify            POST /verify and /forward-auth over kept-alive connections, beside bare responders and
#                                  nginx auth_basic
#   bench/run.sh dovecot           the Dovecot protocol, beside a bare responder and Dovecot's own auth service
#   bench/run.sh ldap              binds over LDAP, beside a bare responder and slapd
#   bench/run.sh timing            how long a wrong password or code takes, by whose name it is
#   bench/run.sh start             from the start of the process to the first verdict
#   bench/run.sh memory            what the process takes
#   bench/run.sh scale             the same with 1 000, 100 000 and 1 000 000 app passwords
#   bench/run.sh pages             the administration pages with 1 000 and with 100 000 people
#   bench/run.sh import            people from files of 2,000, 10,000 and 100,000 rows, beside bare inserts
#   bench/run.sh all               all of these, one after the other
#   bench/run.sh jmh [OPTIONS]     a verdict in process with JMH, for its profilers (-prof gc, -prof stack)
#
# BENCH_FOLDER: where data, configurations and logs go; a temporary folder that is removed where it is not set.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "$0")")")
. "$root/tools/find-jdk.sh"

class_path="$root/bench/target/classes:$root/server/target/classes:$root/core/target/classes:$root/bench/target/lib/*"
java_options="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

say() { printf '%s\n' "$*" >&2; }

is_built() {
  [ -d "$root/bench/target/lib" ] && [ -f "$root/bench/target/built" ] &&
    [ -z "$(find "$root/pom.xml" "$root"/{core,server,bench}/pom.xml "$root"/{core,server,bench}/src/main \
      -newer "$root/bench/target/built" -print -quit)" ]
}

build() {
  is_built && return
  say "Building."
  (cd "$root" && ./mvnw -q -pl bench -am -DskipTests -Dspotless.check.skip package </dev/null >&2)
  touch "$root/bench/target/built"
}

# shellcheck disable=SC2086 # options are words
run_java() { taskset -c 1 "$JAVA_HOME/bin/java" $java_options -cp "$class_path" "$@"; }

in_process() {
  echo '| accounts × app passwords | what | verdicts/s of one core | CPU ns each | of the bare loop |'
  echo '|---|---|---|---|---|'
  local town
  for town in '100 1' '100 5' '100 40' '1000 5' '10000 5'; do
    # shellcheck disable=SC2086 # options and numbers are words
    taskset -c 0 "$JAVA_HOME/bin/java" $java_options -cp "$class_path" \
      org.sallyport.bench.inprocess.InProcess $town
  done
}

whole_process() {
  local what=$1 folder=${BENCH_FOLDER:-}
  if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    # nginx started by root reads its files as another user.
    chmod 0711 "$folder"
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$folder'" EXIT
  fi
  # The launcher builds and prepares what it needs before anything is measured.
  "$root/sallyport" version >&2
  case $what in
    verify | dovecot | ldap | scale)
      echo '| connections | what | answers/s | CPU µs each | p50 / p99 µs | of the lower bound |'
      echo '|---|---|---|---|---|---|'
      ;;
    timing)
      echo '| asked over | whose name | median | later than in the first row, median [95 %] | in so many rounds | by chance |'
      echo '|---|---|---|---|---|---|'
      ;;
    start)
      echo '| | seconds | CPU seconds until then |'
      echo '|---|---|---|'
      ;;
    pages)
      echo '| page | 1,000 people, p50 / p95 ms | 100,000 people, p50 / p95 ms |'
      echo '|---|---|---|'
      ;;
    memory)
      echo '| | idle | after many questions |'
      echo '|---|---|---|'
      ;;
  esac
  run_java org.sallyport.bench.process.WholeProcess "$what" "$root" "$folder/$what"
  rm -rf "${folder:?}/$what"
}

import_people() {
  local folder
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$folder'" EXIT
  echo '| people | rows/s, first import of a process | rows/s after that | bare inserts, rows/s | of the bare inserts |'
  echo '|---|---|---|---|---|'
  local people
  for people in 2000 10000 100000; do
    run_java org.sallyport.bench.intake.Intake "$folder/$people" "$people"
    rm -rf "${folder:?}/$people"
  done
}

usage() {
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
  exit "$1"
}

case ${1:-} in
  in-process) build && in_process ;;
  verify | dovecot | ldap | timing | start | memory | scale | pages) build && whole_process "$1" ;;
  import) build && import_people ;;
  all)
    build
    in_process
    import_people
    for what in start memory verify dovecot ldap timing scale pages; do whole_process "$what"; done
    ;;
  jmh) build && shift && run_java org.openjdk.jmh.Main "$@" ;;
  -h | --help) usage 0 ;;
  *) usage 2 >&2 ;;
esac
