# Sourced by the scripts of the root: goes to the root, finds what they need, installs what is missing by package name,
# builds what is not built.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export LANG="${LANG:-C.UTF-8}" LC_ALL="${LC_ALL:-C.UTF-8}"
export HOME="${HOME:-$(mktemp -d)}"
export TMPDIR="${TMPDIR:-/tmp}"

fail() {
    printf '\n\033[31m%s\033[0m\n' "$*" >&2
    exit 1
}

say() {
    printf '\033[2m%s\033[0m\n' "$*"
}

java_major() {
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
}

find_jdk() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/*2[6-9]* "$HOME"/.sdkman/candidates/java/25*; do
        if [ -x "$candidate/bin/javac" ] && [ "$(java_major "$candidate")" -ge 25 ] 2>/dev/null; then
            export JAVA_HOME="$candidate"
            export PATH="$JAVA_HOME/bin:$PATH"
            return
        fi
    done
    fail "A JDK 25 is needed and none was found. Install one (for example Temurin 25) or set JAVA_HOME to it, then try again."
}

# need COMMAND PACKAGE
need() {
    command -v "$1" >/dev/null 2>&1 && return
    command -v apt-get >/dev/null 2>&1 || fail "$1 is needed. Install it and try again."
    [ "$(id -u)" = 0 ] || fail "$1 is needed: sudo apt-get install $2"
    install_package "$2" || fail "$2 could not be installed; see $TMPDIR/apt.log"
}

# What is installed does not start as a service (RUNLEVEL).
install_package() {
    say "Installing $1 …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get install -y -qq --no-install-recommends "$1"; } >"$TMPDIR/apt.log" 2>&1
}

find_tools() {
    find_jdk
    need mvn maven
    need npm npm
}

# maven GOAL…: prints the module that is being built and what fails; the whole log is kept.
maven() {
    mkdir -p target
    local log=target/build.log
    mvn -B --no-transfer-progress "$@" 2>&1 | tee "$log" | awk '
        /Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] /, ""); print "  " $0; fflush() }
        /Tests run:.*Time elapsed|^\[ERROR\]|BUILD|Tests run:.*Skipped: [0-9]+(, Flakes: [0-9]+)?$|^\[WARNING\] Flakes/ { sub(/^\[INFO\] /, ""); print "  " $0; fflush() }
        /^>>/ { print; fflush() }'
    [ "${PIPESTATUS[0]}" = 0 ] || fail "The build failed; its whole log is $PWD/$log"
}

# A checksum of the sources, which says whether the build is of them.
sources() {
    {
        git rev-parse HEAD 2>/dev/null
        find . \( -name target -o -name node_modules -o -name '.?*' \) -prune -o \
            -type f \( -name '*.java' -o -name pom.xml -o -path '*/resources/*' \) -printf '%p %T@ %s\n' | sort
    } | sha256sum
}

build() {
    if [ -f target/built-from ] && [ "$(cat target/built-from)" = "$(sources)" ]; then
        return
    fi
    say "Building (the first time takes some minutes: Maven fetches what it needs) …"
    maven package -DskipTests
    sources >target/built-from
}
