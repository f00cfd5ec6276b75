# What the pool's HTCondor is told. Needs pool.sh.
#
# Times are short: a test must not wait minutes for what takes minutes in a large pool.

network=10.73.0
# All machines share the home folders and the checkout, as a cluster with NFS does; with "no" they share nothing.
shared=${HTMAP_POOL_SHARED:-yes}

# Prints the configuration of the machine $1.
machine_config() {
  common_config
  case $1 in
    submit) access_point_config ;;
    *) node_config "$1" ;;
  esac
}

common_config() {
  cat <<END
CONDOR_HOST = submit
NETWORK_INTERFACE = $network.*
ENABLE_IPV6 = False
DISCARD_SESSION_KEYRING_ON_STARTUP = False

use security:recommended_v9_0
TRUST_DOMAIN = htmap-pool
ALLOW_READ = *
ALLOW_WRITE = *
ALLOW_DAEMON = condor@htmap-pool condor@\$(UID_DOMAIN)
ALLOW_NEGOTIATOR = condor@htmap-pool condor@\$(UID_DOMAIN)
ALLOW_ADMINISTRATOR = root@\$(UID_DOMAIN) condor@htmap-pool condor@\$(UID_DOMAIN)

# See notice_silence.
TCP_KEEPALIVE_INTERVAL = 5
UPDATE_INTERVAL = 5
MASTER_UPDATE_INTERVAL = 10
MASTER_BACKOFF_CONSTANT = 1
END
  if [ "$shared" = yes ]; then
    printf 'UID_DOMAIN = htmap-pool\nFILESYSTEM_DOMAIN = htmap-pool\nTRUST_UID_DOMAIN = True\n'
  else
    printf 'UID_DOMAIN = $(HOSTNAME)\nFILESYSTEM_DOMAIN = $(HOSTNAME)\n'
  fi
}

access_point_config() {
  cat <<'END'
DAEMON_LIST = MASTER COLLECTOR NEGOTIATOR SCHEDD
# HTCondor's option -name takes no host name without a domain.
SCHEDD_NAME = schedd@submit
NEGOTIATOR_INTERVAL = 5
NEGOTIATOR_MIN_INTERVAL = 1
NEGOTIATOR_CYCLE_DELAY = 2
SCHEDD_INTERVAL = 5
SCHEDD_MIN_INTERVAL = 1
# A node that is gone is forgotten after this time.
CLASSAD_LIFETIME = 30
# A node that hears nothing of its access point for six of these ends the job.
ALIVE_INTERVAL = 10
JOB_DEFAULT_LEASE_DURATION = 60
PERIODIC_EXPR_INTERVAL = 10
SHADOW_QUEUE_UPDATE_INTERVAL = 5
END
}

# The first node has more memory than the others, so that a job can be too big for all but one.
memory_of() {
  case $1 in
    node1) printf '%d\n' "${HTMAP_POOL_MEMORY:-4096}" ;;
    *) printf '%d\n' $((${HTMAP_POOL_MEMORY:-4096} * 3 / 4)) ;;
  esac
}

node_config() {
  cat <<END
DAEMON_LIST = MASTER STARTD
NUM_CPUS = ${HTMAP_POOL_CPUS:-4}
MEMORY = $(memory_of "$1")
use FEATURE:PartitionableSlot
RunBenchmarks = False
# Without control groups, a job that outgrows its memory is held when that is next looked at.
use POLICY:Hold_If_Memory_Exceeded
# The shadow takes a node for lost after three of these without a word.
STARTER_UPDATE_INTERVAL = 5
STARTER_UPDATE_INTERVAL_MAX = 5
STARTER_INITIAL_UPDATE_INTERVAL = 2
END
}

# Sets NAME=VALUE... ("${@:2}") on the running machine $1; what was set first is read first.
configure_machine() {
  set_on=$1
  shift
  machine_process "$set_on"
  for setting in "$@"; do
    case $setting in
      [A-Za-z_]*=*) printf '%s = %s\n' "${setting%%=*}" "${setting#*=}" >>"$machines/$set_on/config/90-set" ;;
      *) die "not NAME=VALUE: '$setting'" 2 ;;
    esac
  done
  on_machine "$machine_pid" condor_reconfig >/dev/null || die "HTCondor on $set_on does not answer"
}
