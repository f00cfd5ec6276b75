# What the programs in bin/ share; each of them sets $root, the checkout, before reading this file.

die() {
  printf 'htmap: %s\n' "$1" >&2
  exit "${2:-1}"
}

# Sets $java to a java of version 17 or later, without starting it when the JDK has its usual "release" file.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; point JAVA_HOME to a JDK 17 or later"
  else
    java=$(command -v java) || die "no Java found; install a JDK 17 or later, or set JAVA_HOME"
  fi
  major=$(java_major "$java")
  case $major in
    '' | *[!0-9]*) die "cannot tell the version of $java; set JAVA_HOME to a JDK 17 or later" ;;
  esac
  [ "$major" -ge 17 ] || die "$java is Java $major, but HTMap needs 17 or later; set JAVA_HOME to such a JDK"
}

# Prints the major version of the java program $1: 8, 17, 25.
java_major() {
  java_release=$(dirname "$(dirname "$(readlink -f "$1")")")/release
  java_version=
  [ ! -r "$java_release" ] || java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$java_release")
  [ -n "$java_version" ] || java_version=$("$1" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  java_version=${java_version#1.}
  printf '%s\n' "${java_version%%[.+-]*}"
}

# A build needs the compiler too, and Maven must run on the Java that was chosen.
find_jdk() {
  find_java
  jdk=$(dirname "$(dirname "$(readlink -f "$java")")")
  [ -x "$jdk/bin/javac" ] || die "$jdk has no compiler (bin/javac); install a JDK, not a JRE, or set JAVA_HOME to one"
  JAVA_HOME=$jdk
  export JAVA_HOME
}

# Sets $maven: the installed one if it is 3.6.3 or later, else the wrapper's.
find_maven() {
  maven=$root/mvnw
  ! command -v mvn >/dev/null 2>&1 || ! maven_is_new_enough || maven=mvn
}

maven_is_new_enough() {
  maven_version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [ -n "$maven_version" ] || return 1
  [ "$(printf '%s\n' 3.6.3 "$maven_version" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = 3.6.3 ]
}

# Prints the commit that is checked out, or "none" outside a git checkout; does not start git.
checked_out_commit() {
  git_dir=$root/.git
  [ ! -f "$git_dir" ] || git_dir=$(under "$root" "$(sed -n 's/^gitdir: //p' "$git_dir")")
  head=none
  [ ! -r "$git_dir/HEAD" ] || read -r head <"$git_dir/HEAD" || :
  case $head in
    'ref: '*) commit_of "${head#ref: }" ;;
    *) printf '%s\n' "$head" ;;
  esac
}

# Prints the commit of the reference $1, looked up in $git_dir as git does.
commit_of() {
  common_dir=$git_dir
  if [ -r "$git_dir/commondir" ]; then
    read -r common_dir <"$git_dir/commondir"
    common_dir=$(under "$git_dir" "$common_dir")
  fi
  if [ -r "$common_dir/$1" ]; then
    cat "$common_dir/$1"
  else
    sed -n "s|^\([0-9a-f]*\) $1\$|\1|p" "$common_dir/packed-refs" 2>/dev/null | grep . || printf 'none\n'
  fi
}

# Prints the path $2, taken from the folder $1 if it is relative.
under() {
  case $2 in
    /*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1/$2" ;;
  esac
}
