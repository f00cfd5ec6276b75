# The pool as a whole. Needs common.sh.
#
# In $pool: image/, the file system that all its machines share; machines/NAME/, what each has for itself; state/, which
# of them run. All of its mounts and all of its network lie in namespaces of its own, which end with its last process.
# So "up" in one folder disturbs no other, and a crash leaves nothing mounted.

pool=${HTMAP_POOL_DIR:-/var/tmp/htmap-pool}
image=${HTMAP_POOL_IMAGE:-$pool/image}
machines=$pool/machines
state=$pool/state
first_nodes=${HTMAP_POOL_NODES:-2}
pool_user=submitter

case $pool$image in
  *[[:space:]]*) die "HTMAP_POOL_DIR and HTMAP_POOL_IMAGE must not contain white space: '$pool', '$image'" 2 ;;
esac
case $pool,$image in
  /*,/*) ;;
  *) die "HTMAP_POOL_DIR and HTMAP_POOL_IMAGE must be absolute paths: '$pool', '$image'" 2 ;;
esac

# Ends with the exit code that tells bin/test "not here" from "failed" (EX_UNAVAILABLE).
cannot() {
  die "no HTCondor pool on this machine: $1" 69
}

need_root() {
  [ "$(id -u)" = 0 ] || cannot "it needs root"
}

check_pool_possible() {
  [ "$(uname -s)" = Linux ] || cannot "it needs Linux"
  need_root
  command -v apt-get >/dev/null 2>&1 || cannot "it needs apt-get, as Debian has"
  install_pool_tools
  unshare --mount --pid --uts --fork true 2>/dev/null ||
    cannot "the kernel allows no namespaces of mounts and processes here (a container without privileges?)"
  unshare --net sh -c 'ip link add name bridge0 type bridge && ip link add name cable0 type veth peer name cable1' >/dev/null 2>&1 ||
    cannot "the kernel allows no network of its own here (bridge, veth)"
}

# A command in the pool that runs bin/pool continues outside, as root, where it sees what bin/pool sees there.
leave_the_pool() {
  [ -r /run/htmap-pool ] || return 0
  read -r inside_holder inside_pool inside_image </run/htmap-pool
  case "${1:-}" in
    up | install | down) die "bin/pool $1 does not run inside the pool" 2 ;;
  esac
  exec sudo -n nsenter --target "$inside_holder" --mount env "HTMAP_POOL_DIR=$inside_pool" \
    "HTMAP_POOL_IMAGE=$inside_image" "HTMAP_POOL_CWD=$PWD" "$root/bin/pool" "$@"
}

# Runs the command "$@" while no other bin/pool changes this pool.
with_pool_lock() {
  mkdir -p "$pool" "$(dirname "$image")"
  [ -O "$pool" ] && [ -O "$(dirname "$image")" ] || die "$pool belongs to somebody else; set HTMAP_POOL_DIR to another folder"
  exec 8>"$pool/lock"
  if ! flock -n 8; then
    printf 'waiting for another bin/pool...\n' >&2
    flock 8
  fi
  "$@"
  exec 8>&-
}

# The process that holds the pool's namespaces open; fails when there is none.
find_holder() {
  holder=
  [ -r "$state/ready" ] && read -r holder <"$state/holder" && is_of_pool "$holder" || return 1
  # As it was made, whoever asks.
  [ ! -r "$state/shared" ] || read -r shared <"$state/shared"
}

need_running() {
  need_root
  find_holder || die "the pool in $pool is not up; run bin/pool up"
}

# Every process of the pool sees a mount with this name, whatever namespace it made for itself since.
pool_mark=htmap-pool:$pool

is_of_pool() {
  grep -qsF " $pool_mark " "/proc/$1/mountinfo"
}

processes_of_pool() {
  grep -lsF " $pool_mark " /proc/[0-9]*/mountinfo | sed 's|^/proc/||; s|/.*||'
}

pool_up() {
  if find_holder && [ -e "$state/complete" ]; then
    read -r up_root <"$state/root"
    [ "$up_root" = "$root" ] ||
      die "the pool in $pool is up for $up_root; run bin/pool down first, or set HTMAP_POOL_DIR to another folder"
    printf 'the pool is up already: %s\n' "$pool"
    return
  fi
  end_all_processes
  (install_image)
  rm -rf --one-file-system "$machines" "$state"
  mkdir -p "$machines" "$state"
  chmod 755 "$pool" "$machines" "$state"
  printf '%s\n' "$shared" >"$state/shared"
  start_holder
  power_on submit
  for number in $(seq "$first_nodes"); do
    power_on "node$number"
  done
  await "the pool to answer" pool_answers
  : >"$state/complete"
  printf 'the pool is up: %s\n' "$pool"
}

pool_down() {
  end_all_processes
  rm -rf "$state"
  printf 'the pool is down: %s\n' "$pool"
}

end_all_processes() {
  rm -f "$state/ready"
  tries=0
  while ended=$(processes_of_pool) && [ -n "$ended" ]; do
    # Some may have ended by themselves since.
    kill -KILL $ended 2>/dev/null || :
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || die "these processes of the pool do not end: $(echo $ended)"
    sleep 0.1
  done
}

# The power of the whole pool fails and comes back. What "exec" started goes on.
pool_restart() {
  find_holder
  running=$(running_machines)
  for machine in $running; do
    power_off "$machine"
  done
  for machine in $running; do
    power_on "$machine"
  done
  await "the pool to answer" pool_answers
  printf 'the pool was restarted: %s\n' "$pool"
}

# Waits for the command "${@:2}" to succeed.
await() {
  awaited=$1
  shift
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 240 ] || die "waited in vain for $awaited; the logs are in $machines/*/log"
    sleep 0.25
  done
}

# The queue answers, and all nodes that run have told of their slots.
pool_answers() {
  expected=$(running_machines | grep -c '^node' || :)
  answering=$(on_access_point condor_status -af Machine 2>/dev/null | sort -u | wc -l)
  [ "$answering" -ge "$expected" ] && on_access_point condor_q -allusers -totals >/dev/null 2>&1
}

on_access_point() {
  as_in_access_point chroot "$image" "$@"
}

as_in_access_point() {
  nsenter --target "$holder" --mount --net --uts "$@" 8>&-
}

pool_status() {
  list_machines
  printf '\n'
  on_access_point condor_status -af:h Name State Activity Cpus Memory JobId || die "the collector does not answer"
  printf '\n'
  on_access_point condor_q -allusers || die "the schedd does not answer"
}

pool_exec() {
  exec_as=$pool_user exec_on=
  while [ $# -gt 0 ]; do
    case $1 in
      --root) exec_as=root; shift ;;
      --on) [ $# -gt 1 ] || usage; exec_on=$2; shift 2 ;;
      --) shift; break ;;
      *) usage ;;
    esac
  done
  [ $# -gt 0 ] || usage
  exec_in=${HTMAP_POOL_CWD:-$PWD}
  clean_environment
  if [ -z "$exec_on" ]; then
    exec nsenter --target "$holder" --mount --net --uts \
      chroot --userspec="$exec_as" "$image" /usr/local/sbin/log-in "$exec_in" "$@"
  fi
  machine_process "$exec_on"
  exec nsenter --target "$machine_pid" --mount --net --uts --pid \
    chroot --userspec="$exec_as" / /usr/local/sbin/log-in "$exec_in" "$@"
}

# As after a log-in: of the caller's environment only what a test may want to say.
clean_environment() {
  for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
    case $name in
      HTMAP_POOL_* | PWD) unset "$name" ;;
      TERM | LANG | LC_* | CI | HTMAP_*) ;;
      *) unset "$name" 2>/dev/null || : ;;
    esac
  done
  PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
  export PATH
}
