# The machines of the pool: submit (central manager and access point) and nodes. Needs pool.sh and pool-config.sh.
#
# A machine is a process ID namespace: when its first process is killed, the kernel kills the rest of it at once.

# The network's address of the machine $1.
address_of() {
  case $1 in
    submit) printf '%s.1\n' "$network" ;;
    *) printf '%s.%d\n' "$network" $((${1#node} + 10)) ;;
  esac
}

# Starts what holds the pool's namespaces open, with the checkout and this Java in it at the same path as here.
start_holder() {
  make_folders submit
  {
    printf '127.0.0.1 localhost\n%s submit\n' "$(address_of submit)"
    for number in $(seq 200); do
      printf '%s node%s\n' "$(address_of "node$number")" "$number"
    done
  } >"$image/etc/hosts"
  printf '%s\n' "$root" >"$state/root"
  shared_paths >"$state/paths"
  setsid unshare --mount --net --uts sh -eu "$root/bin/lib/pool-inside.sh" hold \
    "$pool" "$image" "$(address_of submit)" >"$machines/submit/start.log" 2>&1 </dev/null 8>&- &
  printf '%s\n' $! >"$state/holder"
  await "the pool's namespaces" find_holder
}

# What the access point has from outside, one path a line: the checkout with its git folder, and the JDK (a Debian one
# has its settings in /etc).
shared_paths() {
  printf '%s\n' "$root"
  git_dir=$root/.git
  if [ -f "$git_dir" ]; then
    git_dir=$(under "$root" "$(sed -n 's/^gitdir: //p' "$git_dir")")
    common_git=$(cat "$git_dir/commondir" 2>/dev/null || :)
    (cd "$(under "$git_dir" "$common_git")" && pwd -P)
  fi
  (find_jdk && printf '%s\n' "$jdk") 2>/dev/null | missing_in_image
  ls -d /etc/java-*-openjdk 2>/dev/null | missing_in_image
  for shared_path in ${HTMAP_POOL_PATHS:-}; do
    printf '%s\n' "$shared_path"
  done
}

# Of the folders on standard input, those that do not hide anything of the image.
missing_in_image() {
  while read -r wanted; do
    [ -n "$(ls -A "$image$wanted" 2>/dev/null)" ] || printf '%s\n' "$wanted"
  done
}

# Makes the folders of the machine $1, as they are in the image.
make_folders() {
  [ ! -d "$machines/$1/config" ] || return 0
  mkdir -p "$machines/$1/tmp" "$machines/$1/var-tmp" "$machines/$1/config"
  chmod 1777 "$machines/$1/tmp" "$machines/$1/var-tmp"
  chroot "$image" install -d -o condor -g condor /var/lib/condor /var/lib/condor/execute /var/spool/condor /var/log/condor
  cp -a "$image/home" "$machines/$1/home"
  cp -a "$image/var/lib/condor" "$machines/$1/lib"
  cp -a "$image/var/spool/condor" "$machines/$1/spool"
  cp -a "$image/var/log/condor" "$machines/$1/log"
  machine_config "$1" >"$machines/$1/config/10-pool"
}

# Starts the machine $1, which is off.
power_on() {
  make_folders "$1"
  rm -f "$state/$1" "$state/$1.started"
  nsenter --target "$holder" --mount --net --uts \
    setsid unshare --mount --pid --uts $(own_network "$1") --fork --kill-child \
    sh -eu "$root/bin/lib/pool-inside.sh" boot "$pool" "$image" "$1" "$shared" \
    >"$machines/$1/start.log" 2>&1 </dev/null 8>&- &
  await "$1 to start" [ -s "$state/$1.started" ]
  mv "$state/$1.started" "$state/$1"
  machine_process "$1"
  [ "$1" = submit ] || connect "$1" "$machine_pid"
  on_machine "$machine_pid" condor_master >>"$machines/$1/start.log" 2>&1 ||
    die "HTCondor did not start on $1; see $machines/$1/start.log"
}

own_network() {
  [ "$1" = submit ] || printf '%s\n' --net
}

# A cable from the pool's bridge to the machine $1, whose first process is $2.
connect() {
  as_in_access_point ip link add name "$1" type veth peer name eth0 netns "$2"
  as_in_access_point ip link set "$1" master pool up
  nsenter --target "$2" --net ip link set lo up
  nsenter --target "$2" --net ip addr add "$(address_of "$1")/24" dev eth0
  nsenter --target "$2" --net ip link set eth0 up
}

# Runs "${@:2}" on the machine whose first process is $1.
on_machine() {
  on_pid=$1
  shift
  nsenter --target "$on_pid" --mount --net --uts --pid "$@" </dev/null 8>&-
}

# Cuts the cable first, so that no other machine hears how the processes of this one end.
power_off() {
  machine_process "$1"
  if [ "$1" != submit ]; then
    as_in_access_point ip link del "$1"
  fi
  kill -KILL "$machine_pid"
  await "$1 to end" has_ended "$machine_pid"
  rm -f "$state/$1"
}

has_ended() {
  [ ! -d "/proc/$1" ]
}

# Sets $machine_pid to the first process of the machine $1, which must run.
machine_process() {
  [ -d "$machines/$1" ] || die "no such machine: '$1'; bin/pool node list shows them" 2
  machine_pid=
  [ ! -r "$state/$1" ] || read -r machine_pid <"$state/$1"
  [ -n "$machine_pid" ] && is_of_pool "$machine_pid" || die "$1 is off"
}

all_machines() {
  (cd "$machines" && ls) | grep -E '^(submit|node[0-9]+)$' | sort -V -r
}

running_machines() {
  for machine in $(all_machines); do
    ! (machine_process "$machine") 2>/dev/null || printf '%s\n' "$machine"
  done
}

list_machines() {
  find_holder
  for machine in $(all_machines); do
    printf '%-8s %-12s %s\n' "$machine" "$(address_of "$machine")" "$(state_of "$machine")"
  done
}

state_of() {
  if ! (machine_process "$1") 2>/dev/null; then
    printf 'off\n'
  elif is_cut_off "$1"; then
    printf 'cut off\n'
  else
    printf 'on\n'
  fi
}

is_cut_off() {
  [ "$1" != submit ] && as_in_access_point ip -o link show "$1" | grep -q 'state DOWN'
}

add_node() {
  find_holder
  added=node$(($(all_machines | sed -n 's/^node//p' | sort -n | tail -n 1) + 1))
  power_on "$added"
  await "$added to join the pool" node_answers "$added"
  printf '%s\n' "$added"
}

node_answers() {
  on_access_point condor_status -af Machine 2>/dev/null | grep -qx "$1"
}

check_node() {
  case $1 in
    node*) ;;
    *) die "'$1' is no node; bin/pool node list shows them" 2 ;;
  esac
}

kill_node() {
  check_node "$1"
  power_off "$1"
}

lose_node() {
  check_node "$1"
  machine_process "$1"
  as_in_access_point ip link set "$1" down
}

bring_back_node() {
  check_node "$1"
  [ -d "$machines/$1" ] || die "no such node: '$1'; bin/pool node list shows them" 2
  if (machine_process "$1") 2>/dev/null; then
    as_in_access_point ip link set "$1" up
  else
    power_on "$1"
  fi
  await "$1 to come back" node_answers "$1"
}
