# Completes the new image $1, with the user $2 and the packages $3. Runs in a mount namespace of its own.

image=$1 user=$2 packages=$3
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

mount --rbind /dev "$image/dev"
mount -t proc proc "$image/proc"

# Nothing may be started while it is installed, and a crash costs no more than to begin again.
printf '#!/bin/sh\nexit 101\n' >"$image/usr/sbin/policy-rc.d"
chmod 755 "$image/usr/sbin/policy-rc.d"
cat >"$image/etc/dpkg/dpkg.cfg.d/small-and-quick" <<'END'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
END
chroot "$image" apt-get -q update
chroot "$image" apt-get -qy install --no-install-recommends $packages
chroot "$image" apt-get clean

chroot "$image" useradd --uid 1000 --create-home --shell /bin/bash "$user"
printf '%s ALL=(ALL) NOPASSWD: ALL\n' "$user" >"$image/etc/sudoers.d/$user"
chmod 440 "$image/etc/sudoers.d/$user"

# The machines of the pool prove to each other who they are with a token that this key signs.
install -d -m 700 "$image/etc/condor/passwords.d" "$image/etc/condor/tokens.d"
key=$image/etc/condor/passwords.d/POOL
head -c 64 /dev/urandom >"$key"
chmod 600 "$key"
_CONDOR_TRUST_DOMAIN=htmap-pool chroot "$image" condor_token_create -identity condor@htmap-pool -token pool

# There is no name server in the pool.
: >"$image/etc/resolv.conf"
printf 'hosts: files\npasswd: files\ngroup: files\nshadow: files\n' >"$image/etc/nsswitch.conf"

cat >"$image/usr/local/sbin/log-in" <<'END'
#!/bin/sh
# Runs the command "${@:2}" in the folder $1, or at home where that does not exist.
USER=$(id -un) LOGNAME=$USER HOME=$(getent passwd "$USER" | cut -d : -f 6) SHELL=/bin/sh
export USER LOGNAME HOME SHELL
cd "$1" 2>/dev/null || cd
shift
exec "$@"
END
chmod 755 "$image/usr/local/sbin/log-in"
