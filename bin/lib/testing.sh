# What bin/test is made of. Needs common.sh; works in the checkout.

# Installs the programs that tests start, where that needs no asking; without them some tests are skipped.
install_test_tools() {
  missing_test_tools
  [ -n "$missing" ] || return 0
  if can_install; then
    printf '== installing %s\n' "$missing"
    install_packages $missing || :
    missing_test_tools
  fi
  [ -n "$missing" ] || return 0
  [ "${CI:-}" != true ] || die "the tests need these Debian packages: $missing"
  printf 'missing, some tests will be skipped; install these packages: %s\n' "$missing" >&2
}

can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

install_packages() {
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$@"; } \
    >/dev/null 2>&1 </dev/null
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

# What failed, what was left out and how long each step took, a line each.
failed= left_out_lines= times= began=$(date +%s)

# Runs the command "${@:2}" as the step named $1; a failure is remembered in $failed, and the next step still runs.
run_step() {
  begin_step "$1"
  shift
  "$@" </dev/null || failed="$failed  failed: $step
"
  end_step
}

begin_step() {
  step=$1
  step_began=$(date +%s)
  printf '== %s\n' "$step"
}

end_step() {
  times="$times  $(time_since "$step_began")  $step
"
}

time_since() {
  seconds=$(($(date +%s) - $1))
  printf '%3d min %02d s\n' $((seconds / 60)) $((seconds % 60))
}

# Says in the last lines that $1 was left out, because of $2.
leave_out() {
  left_out_lines="$left_out_lines$1: left out: $2
"
}

# Prints what failed, what was left out and how long it all took, and last the counts of all reports: "N passed, N failed, N skipped".
summarise() {
  printf '\n%s' "$failed"
  printf '%s' "$left_out_lines"
  printf 'time:\n%s  %s  in all\n' "$times" "$(time_since "$began")"
  find . -path '*/target/surefire-reports/TEST-*.xml' -exec grep -hm 1 '<testsuite ' {} + | awk '
    function count(name) {
      if (!match($0, " " name "=\"[0-9]+\"")) return 0
      return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0
    }
    { all += count("tests"); failed += count("failures") + count("errors"); skipped += count("skipped") }
    END { printf "%d passed, %d failed, %d skipped\n", all - failed - skipped, failed, skipped }'
}
