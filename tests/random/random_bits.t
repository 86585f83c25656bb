# The bits that the batteries read come in every order they name, differ, and are balanced.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $program = scratch() . '/random_bits';
my @command = (qw(gcc -std=gnu11 -Wall -Wextra -Wpedantic -Werror -O2), "-I$root/runtime/draw", '-o', $program,
    "$root/tests/random/random_bits.c", "$root/runtime/draw/rt_random.c");
is(run_command(\@command)->{exit}, 0, 'random_bits builds');

my %seen;
for my $order (qw(rows streams columns draws strides wide perm)) {
    open my $bits, '-|', $program, $order or die "cannot run $program: $!";
    binmode $bits;
    read $bits, my $sample, 1 << 20;
    close $bits;
    my $set = unpack '%32b*', $sample;
    my $half = 4 * length $sample;
    # Six standard deviations of the number of ones in 2^23 bits.
    cmp_ok(abs($set - $half), '<', 6 * sqrt(2 * $half) / 2, "$order: half of the bits are set");
    $seen{$sample}++;
}
is(scalar keys %seen, 7, 'every order gives other bits');
is(run_command([$program, 'nonsense'])->{exit}, 2, 'another order is refused');
done_testing;
