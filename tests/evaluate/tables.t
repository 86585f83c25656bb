#!/usr/bin/env perl
# tables.t: the tables of functions that are searched by halves are in the order of their names.
use strict;
use warnings;

use Test::More;

# Each file, and the first line of its table.
my %tables = (
    'schemac/model/expr_function.c'    => qr/^static const Row rows\[\]/,
    'schemac/evaluate/evaluate_call.c' => qr/^static const PlainFunction functions\[\]/,
);

for my $path (sort keys %tables) {
    open my $file, '<', $path or die "$path: $!";
    my (@names, $inside);
    while (<$file>) {
        $inside = 1 if $_ =~ $tables{$path};
        last if $inside && /^};/;
        push @names, $1 if $inside && /^    \{"(\w+)",/;
    }
    cmp_ok(@names, '>', 50, "$path has its table");
    is_deeply(\@names, [sort @names], "$path: the names are in order");
}
done_testing();
