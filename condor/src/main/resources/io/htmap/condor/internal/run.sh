#!/bin/sh
# Runs one component of an HTMap map on an HTCondor execute node: starts Java, passes on the signal of an eviction, and
# tells HTCondor by its exit code what is to become of the job. Needs nothing but a POSIX shell and sed.
#
# The folder "state" is what travels to the access point and back. An end that is not the last one goes by way of a
# checkpoint: the state is uploaded first (exit code 85), HTCondor starts this script again in the same sandbox, and only
# then it ends with the code that says what to do. So nothing that was saved is lost with a hold or a lost JVM.
umask 077
map=$1 tag=$2 component=$3 input=$4 grace=$5 upload=$6 needed=$7 java_home=$8 max_losses=$9
# Milliseconds, or "-" for no limit; a job of an earlier version says neither
stall=${10:--} max_run_time=${11:--}
# Of a component that runs again: its first attempt since then, what it starts from, the number of the last checkpoint that
# is pinned, and the folder with its checkpoints
first=${12:-1} from=${13:-} last=${14:-} saved=${15:-}
# How often; no retries, and any number of evictions, are 0
retries=${16:-0} max_evictions=${17:-0}
# In MiB, of a component that is given more when it runs out of it: what it begins with, and all that it may have, or 0
least_memory=${18:-0} most_memory=${19:-0}

completed=0 errored=1 evicted=80 fenced=84 checkpoint=85
output_not_written=81 out_of_memory=82 stalled=87 out_of_time=88
no_java=90 old_java=91 function_exited=92 lost=93 java_did_not_start=94 crashed=95 halted=96 too_many_losses=97 stalled_too_often=98
evicted_too_often=99
# The job runs again: see RequeueCode
left_too_often=200 left_too_often_again=201 retry=202 waits=13
more_memory=215 too_little_memory=221 memory_levels=6

not_restored=86

# ---- told to leave

# The job must have left when the grace period is over, or HTCondor throws away what it saved.
pid= told= timer=
leave() {
  told=yes
  [ -n "$pid" ] || return 0
  kill -TERM "$pid" 2>/dev/null
  [ -n "$timer" ] || end_in_time &
  timer=yes
}

# Java leaves by itself a tenth of the grace period, and at least a second, before its end; but a function may have taken
# the signal for itself, or the process may stand still.
end_in_time() {
  margin=$((grace / 10))
  [ $margin -ge 1000 ] || margin=1000
  [ $margin -le $((grace / 2)) ] || margin=$((grace / 2))
  patience=$((grace - margin / 2))
  sleep "$((patience / 1000)).$(printf '%03d' $((patience % 1000)))" 2>/dev/null || sleep $((patience / 1000))
  kill -KILL "$pid" 2>/dev/null
}
trap leave TERM

code= marks=
note_end() {
  printf '%s %s %s\n' "$attempt" "$code" "$(marks_of_attempt)" >>state/ends
  rm -f state/committed
}

# Prints the marks; of a process that ended before it measured anything, what the attempt did up to its last commit counts.
marks_of_attempt() {
  case $(mark 33) in
    '' | -) [ ! -r earlier ] || { sed 's/^.\{32\}/--------------------------------/' earlier; return 0; } ;;
  esac
  printf '%s' "$marks"
}

# Prints the characters $1 of the marks.
mark() {
  printf '%s' "$marks" | cut -c "$1"
}

# Ends an attempt that was told to leave. Whether it was evicted or held, the next one knows: see count_eviction.
be_gone() {
  printf '%s\n' "$holds" >state/left
  next=$((evictions + 1))
  [ "$max_evictions" -gt 0 ] && [ $((next % max_evictions)) -eq 0 ] || exit $evicted
  [ $((next / max_evictions % 2)) -eq 1 ] || exit $left_too_often_again
  exit $left_too_often
}

# Leaves if that was asked for before there was a process to leave.
leave_if_told() {
  [ -n "$told" ] || return 0
  code=$evicted
  note_end
  be_gone
}

# Ends with the code $1, after the state has been uploaded.
upload_first() {
  [ -z "$told" ] || be_gone
  # on a full disk there is no way to go by a checkpoint
  printf '%s\n' "$1" 2>/dev/null >state/verdict && [ -s state/verdict ] || exit "$1"
  exit $checkpoint
}

# Java takes the encoding of file names from the locale
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *.[Uu][Tt][Ff]-8* | *.[Uu][Tt][Ff]8*) ;;
  *) LC_ALL=C.UTF-8; export LC_ALL ;;
esac

sandbox=${_CONDOR_SCRATCH_DIR:-$PWD}
cd "$sandbox" || exit $not_restored
mkdir -p state

# Prints the whole number that the attribute $2 of the ad in the file $1 has.
attribute() {
  [ ! -r "$1" ] || sed -n "s/^$2 = \([0-9][0-9]*\).*/\1/p" "$1" | head -n 1
}

# The machine may allow less time to leave than was asked for; it says so in an expression such as 10 * 60.
allowed=
[ ! -r "${_CONDOR_MACHINE_AD:-}" ] ||
  allowed=$(sed -n 's/^MachineMaxVacateTime = \([0-9][0-9 *+]*\)$/\1/p' "$_CONDOR_MACHINE_AD" | head -n 1)
[ -z "$allowed" ] || allowed=$(($allowed))
[ "${allowed:-0}" -lt 1 ] || [ $((allowed * 1000)) -ge "$grace" ] || grace=$((allowed * 1000))

# How often the job was held so far; the ad is of the time when it was sent here
holds=$(attribute "${_CONDOR_JOB_AD:-}" NumHolds)
holds=${holds:-0}
evictions=0
[ ! -r state/evictions ] || read -r evictions <state/evictions

# Counts the end of the attempt before if that was an eviction: there was no hold since, or none but that of
# maxEvictions. A component whose schedd did not hold it is held now.
count_eviction() {
  [ -r state/left ] || return 0
  read -r holds_then <state/left
  rm -f state/left
  if [ "$holds" -gt "$holds_then" ]; then
    case $(attribute "$_CONDOR_JOB_AD" LastHoldReasonSubCode) in
      $evicted_too_often | $left_too_often | $left_too_often_again) ;;
      *) return 0 ;;
    esac
    [ $((holds - holds_then)) -eq 1 ] || return 0
  fi
  evictions=$((evictions + 1))
  printf '%s\n' "$evictions" >state/evictions
  [ "$max_evictions" -eq 0 ] || [ "$holds" -gt "$holds_then" ] ||
    [ $((evictions % max_evictions)) -ne 0 ] || exit $evicted_too_often
}

# ---- memory

# What the slot has, which may be more than what was asked for
memory=$(attribute "${_CONDOR_MACHINE_AD:-}" Memory)
memory=${memory:-512}

# Sets $level to the first that has at least $1, and $size to what it has: see MemoryLevels.
find_level() {
  level=1 size=$((least_memory * 2))
  while [ $size -lt "$1" ] && [ $level -lt $memory_levels ]; do
    level=$((level + 1)) size=$((size * 2))
  done
  [ $level -lt $memory_levels ] && [ $size -le "$most_memory" ] || size=$most_memory
}

# Keeps that it needs $1 by now, and how many holds that takes account of; on a full disk, what was kept before.
keep_memory() {
  printf '%s %s\n' "$1" "$holds" 2>/dev/null >state/memory.new && [ -s state/memory.new ] &&
    mv -f state/memory.new state/memory && return 0
  rm -f state/memory.new
  return 1
}

# A slot that has less than the component was given before: HTCondor did not know. It asks again, but only once.
require_memory() {
  [ "$most_memory" -gt 0 ] || return 0
  enough=0 holds_before=0
  [ ! -r state/memory ] || read -r enough holds_before <state/memory
  if [ "$holds" -gt "$holds_before" ] && was_held_for_memory; then
    # it was given more than it had then
    [ "$memory" -le "$enough" ] || enough=$memory
    [ "$enough" -le "$most_memory" ] || enough=$most_memory
    keep_memory "$enough" || :
  fi
  [ "$memory" -lt "$enough" ] || return 0
  find_level "$enough"
  ask=$((too_little_memory + level - 1))
  [ "$(attribute "$_CONDOR_JOB_AD" ExitCode)" != $ask ] || return 0
  code=$evicted
  note_end
  upload_first $ask
}

# By the node: see MemoryHold.
was_held_for_memory() {
  case $(attribute "$_CONDOR_JOB_AD" LastHoldReasonCode).$(attribute "$_CONDOR_JOB_AD" LastHoldReasonSubCode) in
    21.102 | 34.102) return 0 ;;
  esac
  return 1
}

# It ran out of memory: unless it had all that it may have, it runs again with more. The checkpoint is not to blame.
give_more_memory() {
  [ "$memory" -lt "$most_memory" ] || return 0
  find_level $((memory + 1))
  keep_memory "$size" || return 0
  upload_first $((more_memory + level - 1))
}

# Whatever is in the sandbox already was left by this very attempt, before an upload.
if [ -r .attempt ]; then
  read -r attempt <.attempt
  if [ -r state/verdict ]; then
    read -r code <state/verdict
    rm -f state/verdict
    exit "$code"
  fi
  # The attempt goes on after a commit, and so does its clock
  [ ! -e marks ] || mv -f marks earlier
else
  starts=$(attribute "$_CONDOR_JOB_AD" NumJobStarts)
  attempt=$((${starts:-0} + first))
  # The schedd may have missed a start; what came home of one is here
  before=$(sed -n '$s/ .*//p' state/starts 2>/dev/null)
  [ "${before:-0}" -lt "$attempt" ] || attempt=$((before + 1))
  # Of an attempt that could not note its end, what it did up to its last commit is known
  [ ! -r state/committed ] || { cat state/committed >>state/ends; rm -f state/committed; }
  # Nothing has come back of this job yet
  if [ -n "$saved" ] && [ -d "${saved##*/}" ] && [ ! -e state/ckpt ] && [ ! -e state/starts ]; then
    cp -R "${saved##*/}" state/ckpt || exit $not_restored
  fi
  printf '%s\n' "$attempt" >.attempt
  rm -f state/verdict
  # By the clock of the access point, so that the event log's number of the attempt can be told
  begun="$attempt $(attribute "$_CONDOR_JOB_AD" JobCurrentStartDate)"
  begun=${begun% }
  printf '%s\n' "$begun" >>state/starts
  # What an attempt writes is found by this line before it
  printf '\036htmap %s %s\n' "$map" "$begun"
  printf '\036htmap %s %s\n' "$map" "$begun" >&2
  # The function had ended when its node was wanted back: HTCondor then runs the job again, whatever its exit code
  if [ -r state/done ]; then
    read -r code <state/done
    printf '%s %s \n' "$attempt" "$code" >>state/ends
    exit "$code"
  fi
  count_eviction
  leave_if_told
  require_memory
fi

leave_if_told

# ---- Java

if [ "$java_home" = - ]; then
  java=$(command -v java) || java=
else
  java=$java_home/bin/java
fi
[ -n "$java" ] && [ -x "$java" ] || exit $no_java

# Prints the major version of $java: 8, 17, 25.
java_major() {
  release=$(dirname "$(dirname "$(readlink -f "$java")")")/release
  version=
  [ ! -r "$release" ] || version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$release")
  [ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  version=${version#1.}
  printf '%s\n' "${version%%[.+-]*}"
}
major=$(java_major)
case $major in
  '' | *[!0-9]*) exit $no_java ;;
esac
[ "$major" -ge "$needed" ] || exit $old_java

cpus=$(attribute "${_CONDOR_MACHINE_AD:-}" Cpus)
heap=$((memory * 75 / 100))

# Prints how long the component may still run: what its attempts measured counts, since the last that had no time left.
run_time_left() {
  [ "$max_run_time" != - ] || { printf '%s\n' -; return; }
  used=0
  if [ -r state/ends ]; then
    while read -r _ end found; do
      nanos=$(printf '%s' "$found" | cut -c 33-51 | sed -n 's/^0*\([1-9][0-9]*\)$/\1/p')
      used=$((used + ${nanos:-0} / 1000000))
      [ "$end" != "$out_of_time" ] || used=0
    done <state/ends
  fi
  printf '%s\n' $((max_run_time - used))
}

# ---- the function's process

rm -rf work tmp marks
mkdir work tmp || exit $not_restored
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
TMPDIR=$sandbox/tmp
export TMPDIR
left=$(run_time_left)
leave_if_told
cd work || exit $not_restored
"$java" "-Xmx${heap}m" "-XX:ActiveProcessorCount=${cpus:-1}" "-Djava.io.tmpdir=$TMPDIR" @../java.options \
  io.htmap.runtime.internal.run.CondorRunner \
  "$sandbox" "$map" "$tag" "$component" "$attempt" "$input" "$grace" "$upload" "$stall $left" \
  ${from:+"$first $from $last"} </dev/null &
pid=$!
# the signal may have come in between
[ -z "$told" ] || leave
while :; do
  wait "$pid"
  code=$?
  # a signal to this script ends the wait, but not the process
  kill -0 "$pid" 2>/dev/null || break
done
cd "$sandbox" || exit $java_did_not_start

# ---- how it ended

marks=
[ ! -r marks ] || read -r marks <marks || :

# Whether the exit code is the runner's own word: see ScratchMarks.
is_own() {
  case $(mark 1)$(mark 4-6) in
    "S$(printf '%03d' "$1")") return 0 ;;
    S*) return 1 ;;
  esac
  case $1 in 8[0-8]) return 0 ;; esac
  return 1
}

# The attempt went on from a checkpoint and came to nothing, and the node is not to blame: see FailedRestarts.
note_failed_restart() {
  [ "$(mark 1)" = S ] && [ -d state/ckpt ] || return 0
  case $(mark 17-24) in '' | --------) ;; *) return 0 ;; esac
  generation=$(mark 9-16 | sed -n 's/^0*\([1-9][0-9]*\)$/\1/p')
  [ -z "$generation" ] || printf '%s %s\n' "$generation" "$attempt" >>state/ckpt/failures
}

# Counts a loss of the node, or a function that got stuck; $1 is the end of a component that had too many of them in a row
# without saving anything.
count_loss() {
  losses=0
  case $(mark 17-24) in
    '' | --------) [ ! -r state/losses ] || read -r losses <state/losses ;;
  esac
  losses=$((losses + 1))
  printf '%s\n' "$losses" >state/losses
  [ "$losses" -lt "$max_losses" ] || upload_first "$1"
  upload_first $lost
}

# The function threw: unless this was its last retry, its report is put aside, and the job runs again.
retry_if_left() {
  failures=$(sed -n 's/^[0-9]* \(1\) .*/\1/p' state/ends | wc -l)
  [ $((failures)) -le "$retries" ] || return 0
  mkdir -p state/failures && mv -f state/output "state/failures/$attempt" || upload_first $output_not_written
  note_failed_restart
  # who threw when it was told to leave has used up a retry, and no eviction
  [ -z "$told" ] || exit $evicted
  [ $((failures)) -le $waits ] || failures=$waits
  upload_first $((retry + failures - 1))
}

# The note is for an attempt that ends without one.
commit() {
  rm -f state/losses
  printf '%s %s %s\n' "$attempt" "$checkpoint" "$marks" 2>/dev/null >state/committed || rm -f state/committed
  exit $checkpoint
}

if is_own "$code"; then
  case $code in
    "$checkpoint") [ -z "$told" ] || { code=$evicted; note_end; be_gone; }; commit ;;
    "$completed" | "$errored")
      note_end
      [ -s state/output ] || upload_first $output_not_written
      [ "$code" != "$errored" ] || retry_if_left
      [ "$code" != "$errored" ] || note_failed_restart
      printf '%s\n' "$code" >state/done
      [ "$code" != "$completed" ] || rm -rf state/ckpt state/losses
      exit "$code"
      ;;
    "$evicted" | "$fenced") note_end; upload_first $lost ;;
    "$stalled" | "$out_of_time")
      # who is told to leave has not used up anything
      [ -z "$told" ] || { code=$evicted; note_end; be_gone; }
      note_end
      [ "$code" != "$stalled" ] || count_loss $stalled_too_often
      upload_first "$code"
      ;;
    "$out_of_memory")
      note_end
      give_more_memory
      [ -n "$told" ] || note_failed_restart
      upload_first "$code"
      ;;
    *) note_end; upload_first "$code" ;;
  esac
fi
note_end
[ -z "$told" ] || be_gone
[ "$(mark 2)" != X ] || { note_failed_restart; upload_first $function_exited; }
case $code in
  137 | 143) count_loss $too_many_losses ;;
esac
[ "$(mark 1)" = S ] || exit $java_did_not_start
note_failed_restart
[ "$code" -le 128 ] || upload_first $crashed
upload_first $halted
