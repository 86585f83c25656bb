#!/bin/sh
# Runs the fuzzers named, or all, one after the other for SECONDS_EACH seconds; fails where one found something.
set -u
cd "$(dirname "$0")/../.."

failed=0
[ $# -gt 0 ] || set -- $(ls tests/fuzz/*_fuzz.c | sed 's|.*/||; s|_fuzz\.c$||')
for name in "$@"; do
    found=generated/fuzz/$name
    mkdir -p "$found"
    dictionary=
    [ ! -e "tests/fuzz/$name.dict" ] || dictionary=-dict=tests/fuzz/$name.dict
    echo "Fuzzing $name for $SECONDS_EACH s"
    # The streams that readers complain to are of no interest here; libFuzzer's own go to the log.
    generated/build-fuzz/tests/fuzz/"${name}"_fuzz -max_total_time="$SECONDS_EACH" -timeout=10 -rss_limit_mb=2048 \
        -close_fd_mask=1 -print_final_stats=1 $dictionary -artifact_prefix="$found/broke-" "$found" "tests/fuzz/$name" \
        >"$found.log" 2>&1 || failed=1
    grep -E 'SUMMARY|stat::number_of_executed_units|DONE|ERROR' "$found.log"
done
exit $failed
