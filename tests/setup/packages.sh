#!/bin/sh
# Installs what `make demo` or `make check` needs and this machine lacks, through apt-get.
# Usage: packages.sh demo|check. With nothing missing it says nothing and asks no network.
set -eu

what=${1:-demo}
missing=

# need PACKAGE COMMAND...: PACKAGE is missing where COMMAND fails.
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has_header() {
    echo "#include <$1>" | ${CC:-cc} -I/usr/include/postgresql -E - >/dev/null
}

has_fuzzer() {
    echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | clang -fsanitize=fuzzer,address -x c -o "$1" -
}

has_perl() {
    perl "-M$1" -e 1
}

has_server() {
    test -x "/usr/lib/postgresql/$1/bin/postgres"
}

has_extension() {
    test -e "/usr/share/postgresql/15/extension/$1.control"
}

need re2c re2c --version
need libpq-dev has_header libpq-fe.h
need libyaml-dev has_header yaml.h
need pkg-config pkg-config --version

if [ "$what" = check ]; then
    need perl prove --version
    need libipc-run-perl has_perl IPC::Run
    need libcmocka-dev has_header cmocka.h
    need clang clang --version
    need libclang-rt-dev has_fuzzer /dev/null
    need clang-format clang-format --version
    need g++ g++ --version
    need postgresql-15 has_server 15
    need postgresql-contrib has_extension citext
    need postgresql-15-postgis-3 has_extension postgis
    need util-linux runuser --version
    need npm npm --version
fi

[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    as_root=sudo
fi
if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
    echo "make $what needs these packages, named here as Debian names them:$missing" >&2
    echo "Install them and run make $what again." >&2
    exit 1
fi

echo "Installing what is missing:$missing"
install_missing() {
    # shellcheck disable=SC2086 # the list is meant to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >"$log" 2>&1
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! install_missing && ! { $as_root apt-get update -qq >"$log" 2>&1 && install_missing; }; then
    cat "$log" >&2
    echo "Could not install them. Run as root: apt-get install$missing" >&2
    exit 1
fi
