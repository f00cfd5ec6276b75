# The step of bin/test that runs pool-tests on a real HTCondor pool. Needs testing.sh; works in the checkout.
#
# The pool is one of its own, in a folder that is removed at the end; only the installed image is kept and shared.

# Why there is no pool, if there is none; what the installation in the background is.
pool_left_out= pool_folder= pool_installation=

# Begins to install the pool's image, beside the build: it waits for network and disk most of the time.
begin_pool() {
  pool_said=$(bin/pool check 2>&1) || { leave_pool_out $? "${pool_said##*htmap: }"; return 0; }
  HTMAP_POOL_IMAGE=${HTMAP_POOL_IMAGE:-${HTMAP_POOL_DIR:-/var/tmp/htmap-pool}/image}
  HTMAP_POOL_DIR=$(mktemp -d /var/tmp/htmap-pool-test.XXXXXX)
  export HTMAP_POOL_IMAGE HTMAP_POOL_DIR
  pool_folder=$HTMAP_POOL_DIR
  trap end_pool EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  # A session of its own can be ended with all that it started.
  setsid nice bin/pool install >"$pool_folder/installation" 2>&1 </dev/null &
  pool_installation=$!
}

# A machine that cannot have a pool, as the exit code $1 says, does without; but not in the continuous integration.
leave_pool_out() {
  pool_left_out=$2
  leave_out 'pool tests' "$2"
  [ "$1" = 69 ] && [ "${CI:-}" != true ] || failed="$failed  failed: pool tests
"
}

# Leaves nothing running and nothing mounted, whatever happened.
end_pool() {
  [ -z "$pool_installation" ] || kill -TERM -- "-$pool_installation" 2>/dev/null || :
  bin/pool down >/dev/null || :
  rm -rf --one-file-system "$pool_folder"
}

# Runs the classes of pool-tests on the access point, without the tags "$@"; the reports go where the other reports are.
run_pool_tests() {
  [ -d pool-tests/target/lib ] || { say_pool 'not built, because of what failed before'; return 1; }
  await_installation && bin/pool up && give_each_job_its_own_slot || return 1
  pool_result=0
  (cd pool-tests && ../bin/pool exec -- sh -c "$pool_test_program" sh "$@") || pool_result=1
  bring_pool_reports || pool_result=1
  [ "$pool_result" = 0 ] || keep_pool_logs
  bin/pool down || return 1
  return "$pool_result"
}

await_installation() {
  pool_result=0
  wait "$pool_installation" || pool_result=1
  pool_installation=
  [ "$pool_result" = 0 ] || cat "$pool_folder/installation" >&2
  return "$pool_result"
}

# HTCondor hands a slot on to the next job as it is, with more memory than that asked for: tests that run at the same time
# would disturb each other.
give_each_job_its_own_slot() {
  for node in $(bin/pool node list | sed -n 's/^\(node[0-9]*\).*/\1/p'); do
    bin/pool config "$node" CLAIM_WORKLIFE=0 || return 1
  done
}

# Most of their time the tests wait for HTCondor: four classes run at once, and those that harm the pool alone (@Isolated).
pool_test_program='
  for tag; do
    shift
    set -- "$@" --exclude-tag "$tag"
  done
  exec java -Xmx512m -XX:+UseSerialGC -cp "target/test-classes:target/lib/*" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details tree --fail-if-no-tests \
    --include-engine junit-jupiter --scan-class-path target/test-classes --reports-dir "$HOME/reports" "$@" \
    --config junit.jupiter.execution.timeout.default=10m \
    --config junit.jupiter.execution.parallel.enabled=true \
    --config junit.jupiter.execution.parallel.mode.default=same_thread \
    --config junit.jupiter.execution.parallel.mode.classes.default=concurrent \
    --config junit.jupiter.execution.parallel.config.strategy=fixed \
    --config junit.jupiter.execution.parallel.config.fixed.parallelism=4
'

bring_pool_reports() {
  mkdir -p pool-tests/target/surefire-reports
  cp "$pool_folder"/machines/submit/home/*/reports/TEST-*.xml pool-tests/target/surefire-reports/
}

# What the machines wrote, for whoever has to find out why a test failed.
keep_pool_logs() {
  rm -rf pool-tests/target/pool-logs
  for machine in "$pool_folder"/machines/*; do
    mkdir -p "pool-tests/target/pool-logs/${machine##*/}"
    cp -R "$machine/log/." "pool-tests/target/pool-logs/${machine##*/}/"
  done
  say_pool 'the logs of its machines are in pool-tests/target/pool-logs'
}

say_pool() {
  printf 'pool tests: %s\n' "$1" >&2
}
