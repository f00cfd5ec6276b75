# Builds what bin/htmap runs. Needs common.sh.
#
# dist/current holds one line, "COMMIT NAME": dist/NAME/lib has the jars, made from COMMIT. A build makes a new folder
# and then replaces that line, so a program that is still running keeps its own jars.

# Sets $lib to the folder of jars built from the commit that is checked out; fails when there is none.
find_dist() {
  dist_commit= dist_name=
  [ -r "$root/dist/current" ] || return 1
  read -r dist_commit dist_name <"$root/dist/current" || return 1
  [ "$dist_commit" = "$(checked_out_commit)" ] || return 1
  lib=$root/dist/$dist_name/lib
  [ -d "$lib" ]
}

# Runs the command "$@" while no other program builds in this checkout.
with_build_lock() {
  mkdir -p "$root/dist" 2>/dev/null && [ -w "$root/dist" ] ||
    die "HTMap is not built, and you cannot write to $root/dist; its owner can run bin/build"
  exec 9>"$root/dist/lock"
  if command -v flock >/dev/null 2>&1 && ! flock -n 9; then
    printf 'waiting for another build of HTMap...\n' >&2
    flock 9
  fi
  "$@"
  exec 9>&-
}

build_dist() {
  find_jdk
  find_maven
  dist_commit=$(checked_out_commit)
  dist_name=$(date +%Y%m%d-%H%M%S)-$$
  dist_log=$root/dist/build.log
  rm -rf "$root/cli/target/dist"
  # The lock is not handed down: whatever a build leaves running must not keep it.
  if ! (cd "$root" && "$maven" -B -pl cli -am package -DskipChecks -Dmaven.test.skip=true) >"$dist_log" 2>&1 </dev/null 9>&-; then
    tail -n 25 "$dist_log" >&2
    die "the build failed; the whole log is $dist_log"
  fi
  mkdir "$root/dist/$dist_name"
  cp -R "$root/cli/target/dist/lib" "$root/dist/$dist_name/lib"
  cp "$root/cli/target/htmap-cli.jar" "$root/dist/$dist_name/lib/"
  printf '%s %s\n' "$dist_commit" "$dist_name" >"$root/dist/current.new"
  mv "$root/dist/current.new" "$root/dist/current"
  remove_old_dists
  lib=$root/dist/$dist_name/lib
}

# Keeps the newest three, for programs that still run from one.
remove_old_dists() {
  find "$root/dist" -mindepth 1 -maxdepth 1 -type d | sort -r | tail -n +4 | while read -r old; do
    rm -rf "$old"
  done
}

build_dist_if_needed() {
  if ! find_dist; then
    printf 'building HTMap (first use only)...\n' >&2
    build_dist
  fi
}
