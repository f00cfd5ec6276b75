# Installs the file system that all machines of the pool share: Debian 13 with HTCondor 23.9. Needs pool.sh.

image_suite=trixie
image_mirror=${HTMAP_POOL_MIRROR:-http://deb.debian.org/debian}
image_packages='condor procps iproute2 sudo openjdk-21-jre-headless'
# An image that was made otherwise is made again; the number stands for the commands below.
image_recipe="1 $image_suite $image_packages"

# Installs what bin/pool itself needs; all of it is in Debian.
install_pool_tools() {
  missing=
  command -v debootstrap >/dev/null 2>&1 || missing="$missing debootstrap"
  [ -r /usr/share/keyrings/debian-archive-keyring.gpg ] || missing="$missing debian-archive-keyring"
  command -v ip >/dev/null 2>&1 || missing="$missing iproute2"
  for tool in flock nsenter unshare; do
    command -v $tool >/dev/null 2>&1 || missing="$missing util-linux"
  done
  [ -n "$missing" ] || return 0
  printf 'installing%s...\n' "$missing" >&2
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $missing; } \
    >/dev/null 2>&1 </dev/null || cannot "apt-get could not install$missing"
}

# The image gets its name when it is complete, so one that was interrupted is made again.
install_image() {
  umask 022
  [ "$(cat "$image/.htmap-image" 2>/dev/null)" != "$image_recipe" ] || return 0
  printf 'installing Debian %s with HTCondor in %s (first use only)...\n' "$image_suite" "$image" >&2
  exec 7>"$image.lock"
  flock 7
  [ "$(cat "$image/.htmap-image" 2>/dev/null)" != "$image_recipe" ] || return 0
  image_log=$pool/install.log
  rm -rf --one-file-system "$image.new" "$image"
  use_proxy_of_apt
  # In a mount namespace, because both mount things in the image.
  unshare --mount debootstrap --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    "$image_suite" "$image.new" "$image_mirror" "$(debootstrap_script)" >"$image_log" 2>&1 </dev/null || image_failed
  unshare --mount sh -eu "$root/bin/lib/pool-install.sh" "$image.new" "$pool_user" "$image_packages" \
    >>"$image_log" 2>&1 </dev/null || image_failed
  printf '%s\n' "$image_recipe" >"$image.new/.htmap-image"
  mv "$image.new" "$image"
  exec 7>&-
}

image_failed() {
  tail -n 15 "$image_log" >&2
  die "the installation of the pool failed; the whole log is $image_log"
}

# An older debootstrap does not know the suite, but all newer ones are installed alike.
debootstrap_script() {
  for script in /usr/share/debootstrap/scripts/$image_suite /usr/share/debootstrap/scripts/sid; do
    [ ! -e "$script" ] || { printf '%s\n' "$script"; return; }
  done
}

use_proxy_of_apt() {
  [ -z "${http_proxy:-}" ] || return 0
  apt_proxy=
  eval "$(apt-config shell apt_proxy Acquire::http::Proxy)"
  [ -z "$apt_proxy" ] || export http_proxy="$apt_proxy"
}
