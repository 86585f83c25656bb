# Random schemas with every kind of constraint: each is built, created, loaded with few and with more rows, and
# proven. SEEDS=100..200 makes others than the usual few; what it leaves out is shown.
use strict;
use warnings;
use PgCluster;
use RandomSchema;
use SchemacTest;
use Test::More;

my ($first, $last) = ($ENV{SEEDS} || '1..6') =~ /^(\d+)\.\.(\d+)$/;
my $pg = PgCluster->new(version => 15);

sub try_rows
{
    my ($program, $sql, $rows) = @_;
    $pg->create_db('chance');
    my $created = $pg->psql_result('', db => 'chance', stdin => $sql);
    is("$created->{exit}$created->{stderr}", '0', 'the server takes the schema');
    my $loaded = run_command([$program, 'load', $pg->uri('chance'), '--quiet', '--rows', $rows], timeout => 120);
    is($loaded->{exit}, 0, "$rows rows load") or diag($loaded->{stderr});
    my $verified = run_command([$program, 'verify', $pg->uri('chance'), '--all', '--rows', 'any', '--quiet'], timeout => 120);
    is($verified->{exit}, 0, "$rows rows verify") or diag($verified->{stdout}, $verified->{stderr});
    $pg->drop_db('chance');
}

for my $seed ($first .. $last) {
    subtest "seed $seed" => sub {
        my $sql = random_schema($seed);
        my $dir = scratch();
        spew("$dir/chance.sql", $sql);
        my $built = run_command([$schemac, 'build', "$dir/chance.sql", '--cflags', '-O0', '-o', $dir], timeout => 120);
        is($built->{exit}, 0, 'builds') or diag($built->{stderr});
        diag("seed $seed: $_") for grep { /left out|has no rows/ && $ENV{SEEDS} } split /\n/, $built->{stderr};
        return if $built->{exit};
        try_rows("$dir/chance", $sql, $_) for 1, 200;
        Test::More->builder->is_passing or diag($sql);
    };
}
$pg->stop;
done_testing;
