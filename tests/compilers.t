# The tree builds without a warning under the other C compiler, and every header stands alone.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $result = run_command(
    ['make', '-s', '-j2', '-C', $root, 'CC=clang', 'BUILD=generated/build-clang', 'CFLAGS=-O0', 'all', 'test-programs'],
    timeout => 580);
is($result->{exit}, 0, 'everything builds under clang') or diag(substr $result->{stderr}, 0, 6000);
is($result->{stderr}, '', 'clang says nothing');

my @warnings = qw(-std=gnu11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -D_GNU_SOURCE);
my %include  = (schemac => ["-I$root/schemac"], runtime => [map { "-I$_" } glob "$root/runtime/*/"]);
for my $part (sort keys %include) {
    my @alone = grep { run_command(['gcc', @warnings, @{$include{$part}}, '-x', 'c', $_])->{exit} != 0 }
        glob "$root/$part/*.h $root/$part/*/*.h $root/$part/*/*/*.h";
    is_deeply(\@alone, [], "every header of $part/ compiles alone");
}
done_testing;
