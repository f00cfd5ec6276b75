# What bin/test is made of. Needs common.sh; works in the checkout.

# Installs the programs that tests start, where that needs no asking; without them some tests are skipped.
install_test_tools() {
  missing_test_tools
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf '== installing %s\n' "$missing"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $missing; } \
      >/dev/null 2>&1 || :
    missing_test_tools
  fi
  [ -n "$missing" ] || return 0
  [ "${CI:-}" != true ] || die "the tests need these Debian packages: $missing"
  printf 'missing, some tests will be skipped; install these packages: %s\n' "$missing" >&2
}

# Sets $missing to the Debian packages of the programs that are not there.
missing_test_tools() {
  missing=
  command -v strace >/dev/null 2>&1 || missing="$missing strace"
  command -v setsid >/dev/null 2>&1 && command -v flock >/dev/null 2>&1 || missing="$missing util-linux"
  command -v mkfs.btrfs >/dev/null 2>&1 || missing="$missing btrfs-progs"
  missing=${missing# }
}

remove_old_reports() {
  rm -rf -- */target/surefire-reports pool-tests/target/lib
}

# Runs the command "${@:2}" as the step named $1; a failure is remembered in $failed, and the next step still runs.
run_step() {
  step=$1
  shift
  printf '== %s\n' "$step"
  "$@" </dev/null || failed="$failed  failed: $step
"
}

# Prints the homes of the JDKs that the tests did not run on: one for each other version from 17 on.
other_jdks() {
  seen=" $major "
  for home in "${HTMAP_JDKS:-/usr/lib/jvm}"/*; do
    [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || continue
    version=$(java_major "$home/bin/java")
    case $seen in *" $version "*) continue ;; esac
    seen="$seen$version "
    [ "$version" -lt 17 ] || printf '%s\n' "$home"
  done
}

# The classes that this Java compiled, tested on the one at home $1.
run_smoke() {
  suffix=java$(java_major "$1/bin/java")
  "$maven" -B -ntp -fae -DskipChecks test "-Djvm=$1/bin/java" -Dgroups=smoke -Dtest.excludedGroups= \
    "-Dsurefire.reportNameSuffix=$suffix" &&
    find . -path "*/target/surefire-reports/TEST-*-$suffix.xml" | grep -q .
}

# Prints what failed and what was left out, and last the counts of all reports: "N passed, N failed, N skipped".
summarise() {
  printf '\n%s' "$failed"
  [ -z "$pool_left_out" ] || printf 'pool tests: left out: %s\n' "$pool_left_out"
  find . -path '*/target/surefire-reports/TEST-*.xml' -exec grep -hm 1 '<testsuite ' {} + | awk '
    function count(name) {
      if (!match($0, " " name "=\"[0-9]+\"")) return 0
      return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0
    }
    { all += count("tests"); failed += count("failures") + count("errors"); skipped += count("skipped") }
    END { printf "%d passed, %d failed, %d skipped\n", all - failed - skipped, failed, skipped }'
}
