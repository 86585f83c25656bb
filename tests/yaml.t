# The dump of a schema reads back to the same schema: byte for byte, for every example and every real-world schema.
use strict;
use warnings;
use Corpus ();
use File::Basename qw(basename);
use SchemacTest;
use Test::More;

my $schemac = "$build_asan/bin/schemac";

# The dump of a source; undef, with the test failed, where there is none.
sub dump_of
{
    my ($source, $name) = @_;
    my $result = run_command([$schemac, 'inspect', '--quiet', $source]);
    return $result->{stdout} if $result->{exit} == 0;
    fail($name);
    diag(substr $result->{stderr}, 0, 3000);
    return;
}

sub same_again
{
    my ($source, $name) = @_;
    my $dir   = scratch();
    my $first = dump_of($source, "$name is read") // return;
    spew("$dir/first.yaml", $first);
    my $second = dump_of("$dir/first.yaml", "the dump of $name is read") // return;
    ok($first eq $second, "the dump of $name reads back to itself") and return;
    spew("$dir/second.yaml", $second);
    diag(substr run_command(['diff', '-u', "$dir/first.yaml", "$dir/second.yaml"])->{stdout}, 0, 3000);
}

same_again($_, basename($_)) for glob "$root/schemas/*.yaml $root/schemas/*.sql";
same_again(Corpus::path($_), $_) for Corpus::names();
done_testing;
