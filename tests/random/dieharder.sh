#!/bin/sh
# Runs the dieharder battery (Debian's package) on the runtime's random numbers, in each order named, by default all.
# A run takes most of an hour. -Y 1 repeats what looks weak until it is either plainly good or plainly bad.
set -e
cd "$(dirname "$0")/../.."
program=${BUILD:-generated/build}/tests/random_bits
mkdir -p "$(dirname "$program")"
${CC:-cc} -std=gnu11 -O2 -Iruntime/draw -o "$program" tests/random/random_bits.c runtime/draw/rt_random.c
for order in ${*:-rows streams columns draws strides wide perm}; do
    echo "# $order"
    "$program" "$order" | dieharder -a -g 200 -Y 1
done
