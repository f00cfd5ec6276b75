# The steps of bin/test on other JDKs, and as another user. Needs testing.sh and dist.sh; works in the checkout.

# Sets $other_jdks to the homes of the JDKs that the tests did not run on, one for each other version from 17 on, and
# $newest_jdk to the newest of them. Where there is none, Debian's newest is installed, if it is another one.
find_other_jdks() {
  other_jdks=$(list_other_jdks)
  if [ -z "$other_jdks" ] && [ -z "${HTMAP_JDKS:-}" ] && can_install; then
    install_newest_jdk
    other_jdks=$(list_other_jdks)
  fi
  newest_jdk=$(printf '%s\n' "$other_jdks" | tail -n 1)
  [ -n "$other_jdks" ] || leave_out 'tests on another Java' "there is no other JDK from 17 on in ${HTMAP_JDKS:-/usr/lib/jvm}"
}

list_other_jdks() {
  for home in "${HTMAP_JDKS:-/usr/lib/jvm}"/*; do
    [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || continue
    version=$(java_major "$home/bin/java")
    [ "$version" -lt 17 ] || [ "$version" = "$major" ] || printf '%s %s\n' "$version" "$home"
  done | sort -n -u -k 1,1 | sed 's/^[^ ]* //'
}

# A machine whose Debian has only the JDK in use is not to blame; one that cannot install what there is must not pass.
install_newest_jdk() {
  apt-get -qq update >/dev/null 2>&1 || :
  package=$(apt-cache search --names-only '^openjdk-[0-9]*-jdk-headless$' | sed 's/ .*//' | sort -t - -k 2n | tail -n 1)
  version=${package#openjdk-}
  version=${version%%-*}
  [ "${version:-0}" -ge 17 ] && [ "$version" != "$major" ] || return 0
  printf '== installing %s\n' "$package"
  install_packages "$package" || [ "${CI:-}" != true ] || die "cannot install $package, to test on another Java"
}

# The classes that this Java compiled, tested on the one at home $1: those that are quick.
run_smoke() {
  run_on "$1" "java$(java_major "$1/bin/java")" -Dgroups=smoke -Dtest.excludedGroups=
}

# All that bin/test runs of runtime and core.
run_all() {
  run_on "$1" "all-java$(java_major "$1/bin/java")" -pl runtime,core -Dtest.excludedGroups=full
}

# Runs tests on the JDK at home $1, with reports of the name $2 and Maven's options "${@:3}".
run_on() {
  jvm=$1/bin/java
  suffix=$2
  shift 2
  "$maven" -B -ntp -fae -DskipChecks test "-Djvm=$jvm" "-Dsurefire.reportNameSuffix=$suffix" "$@" &&
    find . -path "*/target/surefire-reports/TEST-*-$suffix.xml" | grep -q .
}

# Builds a copy of the checkout with the JDK at home $1 and runs the demo there, as on a machine that has no other one.
run_copy() {
  copy=$(mktemp -d /var/tmp/htmap-copy.XXXXXX)
  copy_result=0
  tar -cf - --exclude=.git --exclude=target --exclude=./dist . | tar -xf - -C "$copy" &&
    JAVA_HOME=$1 HTMAP_DIR=$copy/home HTMAP_SCHEDULER=local "$copy/bin/htmap" demo || copy_result=1
  rm -rf "$copy"
  return "$copy_result"
}

nobody=65534

# Root may do what others may not: the demo, if $1 is "yes", and some tests once more as an ordinary user.
test_as_nobody() {
  why=$(why_not_nobody)
  if [ -n "$why" ]; then
    leave_out 'tests as an ordinary user' "$why"
  elif [ "$1" = yes ]; then
    run_step 'the demo and some tests as an ordinary user' run_as_nobody yes FirstMapTest KillsTest \
      EmbeddedSchedulerContractTest EmbeddedSchedulerActionsTest EmbeddedSchedulerEndsTest
  else
    run_step 'a few tests as an ordinary user' run_as_nobody no FirstMapTest
  fi
}

# Runs the demo, if $1 is "yes", and those test classes of the embedded scheduler.
run_as_nobody() {
  [ -d pool-tests/target/lib ] || { printf 'not built, because of what failed before\n' >&2; return 1; }
  copy=$(mktemp -d /var/tmp/htmap-nobody.XXXXXX)
  nobody_result=0
  copy_for_nobody && try_as_nobody "$@" || nobody_result=1
  rm -rf "$copy"
  return "$nobody_result"
}

copy_for_nobody() {
  mkdir "$copy/home" "$copy/tmp" &&
    cp -R "$lib" "$copy/product" &&
    cp -R pool-tests/target/lib "$copy/lib" &&
    cp -R core/target/test-classes "$copy/classes" &&
    chown "$nobody:$nobody" "$copy/home" "$copy/tmp" &&
    chmod -R a+rX "$copy"
}

try_as_nobody() {
  with_demo=$1
  shift
  if [ "$with_demo" = yes ]; then
    as_nobody "$java" -cp "$copy/product/*" io.htmap.cli.Main demo || return 1
  fi
  nobody_classes='-c io.htmap.badinput.PermissionsTest'
  for class; do
    nobody_classes="$nobody_classes -c io.htmap.embedded.$class"
  done
  tests_result=0
  as_nobody "$java" -Xmx512m -XX:+UseSerialGC "-Djava.io.tmpdir=$copy/tmp" -cp "$copy/classes:$copy/lib/*" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details tree \
    --fail-if-no-tests --include-engine junit-jupiter --exclude-tag full $nobody_classes \
    --reports-dir "$copy/home/reports" || tests_result=1
  cp "$copy/home/reports/TEST-junit-jupiter.xml" core/target/surefire-reports/TEST-nobody.xml || tests_result=1
  return "$tests_result"
}

as_nobody() {
  (cd "$copy/home" && exec setpriv "--reuid=$nobody" "--regid=$nobody" --clear-groups \
    env -i "PATH=$PATH" "HOME=$copy/home" LANG=C.UTF-8 HTMAP_SCHEDULER=local "$@")
}

# Says why not, if nobody can be tried.
why_not_nobody() {
  if ! command -v setpriv >/dev/null 2>&1; then
    printf 'setpriv is missing\n'
  elif ! setpriv "--reuid=$nobody" "--regid=$nobody" --clear-groups "$java" -version >/dev/null 2>&1; then
    printf 'other users cannot run %s\n' "$java"
  fi
}
