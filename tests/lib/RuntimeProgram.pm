# Builds the programs of tests/runtime/ against the runtime as it is installed.
package RuntimeProgram;

use strict;
use warnings;
use Exporter qw(import);
use SchemacTest;

our @EXPORT = qw(build_program build_program_asan);

sub compile
{
    my ($name, $archive, @flags) = @_;
    my $program = scratch() . "/$name";
    my @command = (
        $ENV{CC} || 'gcc', qw(-std=gnu11 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Werror -pthread), @flags,
        "-I$build/include/schemac", '-o', $program, "$root/tests/runtime/$name.c", $archive);
    my $result = run_command(\@command);
    die "could not build $name: $result->{stderr}" if $result->{exit};
    return $program;
}

# Builds tests/runtime/NAME.c in a scratch folder; returns the program's path.
sub build_program
{
    my ($name) = @_;
    return compile($name, "$build/lib/schemac/librt.a");
}

# The same under AddressSanitizer and UBSan, the runtime included.
sub build_program_asan
{
    my ($name) = @_;
    return compile($name, "$build_asan/obj/librt.a", '-fsanitize=address,undefined',
        '-fno-sanitize-recover=all');
}

1;
