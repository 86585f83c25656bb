# The C that is written for the examples compiles without a warning under both compilers, and is the same each time.
use strict;
use warnings;
use File::Basename qw(basename);
use SchemacTest;
use Test::More;

my $flags    = '-O0 -Wall -Wextra -Wpedantic -Werror';
my @examples = glob "$root/schemas/*.yaml $root/schemas/*.sql";
cmp_ok(scalar(@examples), '>', 3, 'there are examples');
for my $example (@examples) {
    my $name = basename($example) =~ s/\.\w+\z//r;
    for my $cc (qw(gcc clang)) {
        my $dir = scratch();
        command_checks([$schemac, 'build', '--quiet', '--cc', $cc, '--cflags', $flags, $example, '-o', $dir],
            0, undef, [], "$name compiles without a warning under $cc");
    }
    my ($first, $second) = (scratch(), scratch());
    command_ok([$schemac, 'build', '--quiet', '--no-compile', $example, '-o', $_], "$name is written")
        for $first, $second;
    command_checks(['diff', '-r', $first, $second], 0, [], [], "$name is the same each time");
}
done_testing;
