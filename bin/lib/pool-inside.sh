# What runs in the pool's own namespaces. Started by pool-machines.sh:
#   hold POOL IMAGE ADDRESS            makes the access point's file system and network, and holds them
#   boot POOL IMAGE MACHINE SHARED     is the first process of a machine

# What a machine has for itself.
mount_own_folders() {
  own=$pool/machines/$1
  mount --bind "$own/tmp" "$image/tmp"
  mount --bind "$own/var-tmp" "$image/var/tmp"
  mount --bind "$own/lib" "$image/var/lib/condor"
  mount --bind "$own/spool" "$image/var/spool/condor"
  mount --bind "$own/log" "$image/var/log/condor"
  mount --bind "$own/config" "$image/etc/condor/config.d"
  # The name of this mount is the pool's mark: see processes_of_pool.
  mount -t tmpfs -o mode=755 "htmap-pool:$pool" "$image/run"
  mkdir -p "$image/run/lock"
  chmod 1777 "$image/run/lock"
  chroot "$image" install -d -o condor -g condor /run/condor /run/lock/condor
}

mount_shared_paths() {
  while read -r path; do
    mkdir -p "$image$path"
    mount --bind "$path" "$image$path"
  done <"$pool/state/paths"
}

unmount_shared_paths() {
  while read -r path; do
    umount "$image$path"
  done <"$pool/state/paths"
}

# HTCondor sets when TCP asks a silent peer for the first time, the kernel when it gives up: here after some 11 s.
notice_silence() {
  echo 2 >/proc/sys/net/ipv4/tcp_keepalive_intvl
  echo 3 >/proc/sys/net/ipv4/tcp_keepalive_probes
  echo 5 >/proc/sys/net/ipv4/tcp_retries2
}

hold() {
  # A private mount of its own: HTCondor's starter makes namespaces of mounts for jobs, and fails on others.
  mount --bind "$image" "$image"
  mount --make-private "$image"
  mount -t proc proc "$image/proc"
  mount --rbind /sys "$image/sys"
  mount --rbind /dev "$image/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$image/dev/shm"
  mount_own_folders submit
  mount --bind "$pool/machines/submit/home" "$image/home"
  mount_shared_paths
  hostname submit
  notice_silence
  ip link set lo up
  ip link add name pool type bridge forward_delay 0
  ip addr add "$1/24" dev pool
  ip link set pool up
  printf '%s %s %s\n' $$ "$pool" "$image" >"$image/run/htmap-pool"
  : >"$pool/state/ready"
  exec sleep infinity
}

boot() {
  # Before the new /proc is mounted, the old one still shows this process as it is seen from outside.
  read -r pid rest </proc/self/stat
  hostname "$1"
  if [ "$1" != submit ]; then
    notice_silence
    leave_access_point "$1" "$2"
  fi
  mount -t proc proc "$image/proc"
  cd "$image"
  pivot_root . .
  umount -l .
  printf '%s\n' "$pid" >&3
  exec 3>&-
  # The first process of a machine takes in the orphans.
  exec chroot . /bin/sh -c 'while :; do sleep infinity & wait; done'
}

# A node has nothing of the access point, unless the pool is to share its files.
leave_access_point() {
  if [ "$2" != yes ]; then
    unmount_shared_paths
    mount --bind "$pool/machines/$1/home" "$image/home"
  fi
  mount_own_folders "$1"
}

verb=$1 pool=$2 image=$3
shift 3
[ "$verb" != boot ] || exec 3>"$pool/state/$1.started"
"$verb" "$@"
