# What is generated is a library too: a header and an archive that need nothing else, for C and C++, and whose rows
# are those of the command line, from any thread and in any order.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my @warnings = qw(-Wall -Wextra -Wpedantic -Werror);
my %folder   = map { $_ => scratch() } qw(shop depot);
command_ok([$schemac, 'build', '--quiet', "$root/tests/library/$_.sql", '-o', $folder{$_}], "$_ is built")
    or BAIL_OUT('no library to test')
    for sort keys %folder;

# Compiles a program of this folder with the libraries named.
sub program
{
    my ($compiler, $source, @libraries) = @_;
    my $program = scratch() . '/program';
    my @command = (split(' ', $compiler), @warnings, (map { "-I$folder{$_}" } @libraries), '-o', $program,
        "$root/tests/library/$source", (map { "$folder{$_}/lib$_.a" } @libraries), '-pthread');
    command_checks(\@command, 0, [], [], "$compiler $source");
    return $program;
}

# The lines of a table from the command line.
sub lines
{
    my ($name, @arguments) = @_;
    my $result = run_command(["$folder{$name}/$name", 'generate', '--quiet', '--format=copy', '--output=-', @arguments]);
    is($result->{exit}, 0, "$name generate @arguments");
    return split /^/m, $result->{stdout};
}

my $expected = join '', reverse lines('shop', '--seed=7', '--rows=orders=500', '--tables=orders');
like($expected, qr/\\N/, 'some values are NULL');
for my $compiler ('gcc -std=c11', 'clang -std=gnu17', 'gcc -std=c11 -fsanitize=address,undefined') {
    my $rows = program($compiler, 'rows.c', 'shop');
    my $result = run_command([$rows]);
    is("$result->{exit} $result->{stderr}", '0 ', "$compiler: the program ends well");
    is($result->{stdout}, $expected, "$compiler: rows are those of the command line, the last one first");
    command_checks([$rows, 'fail'], 1, [qr/\A[^\n]*"flags"[^\n]*\n\z/], [],
        "$compiler: what cannot be is told, not printed");
}
for my $compiler ('g++ -std=c++11', 'clang++ -std=c++17') {
    command_checks([program($compiler, 'threads.cpp', 'shop')], 0, [qr/\A3000 rows, the same in 8 threads\n\z/], [],
        "$compiler: rows are the same from every thread");
}
my $customer = (lines('shop', '--tables=customers'))[-1] =~ tr/\t/ /r;
my $shelf    = join(' ', (split /\t/, (lines('depot'))[-1])[0, 1]) . "\n";
is(run_command([program('gcc -std=c11', 'both.c', 'shop', 'depot')])->{stdout}, $shelf . $customer,
    'two libraries are in one program');

# Nothing but the program's own names can be seen, and nothing is needed but the C library.
for my $name (sort keys %folder) {
    my @symbols = split /\n/, run_command(['nm', '-g', '--defined-only', "$folder{$name}/lib$name.a"])->{stdout};
    my @names   = map { / [A-Z] (\S+)$/ ? $1 : () } @symbols;
    my @declared = slurp("$folder{$name}/$name.h") =~ /\b(${name}_\w+)\(/g;
    cmp_ok(scalar(@declared), '>', 7, "$name.h declares functions");
    is_deeply([sort @names], [sort @declared], "lib$name.a defines what $name.h declares, and nothing else");
    my @needed = map { /\bU (\S+)$/ ? $1 : () } split /\n/, run_command(['nm', '-u', "$folder{$name}/lib$name.a"])->{stdout};
    is_deeply([grep { /^rt_|^(exit|abort|printf|fprintf|puts|fputs|perror)$/ } @needed], [],
        "lib$name.a neither ends the program nor prints");
}
done_testing;
