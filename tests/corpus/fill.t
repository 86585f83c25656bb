# Real-world schemas that are filled in the time of a test, from their files and from the empty databases, with triggers
# off and on: every table has rows, no constraint is refused, none is violated, and every alternative of theirs shows up. `make corpus`
# fills them all.
use strict;
use warnings;
use CorpusFill;
use PgCluster;
use SchemacTest;
use Test::More;

plan skip_all => 'there are no real-world schemas here; SCHEMAC_CORPUS says where they are' if !defined corpus_dir();

my @schemas = qw(
    benchbase-smallbank benchbase-tpcc chinook kestra openfga pagila quartz spring-batch spring-petclinic
    sqlc-booktest sqlc-ondeck supabase-auth umami
);
my @passes = (['ddl', 'off'], ['ddl', 'on'], ['live', 'off'], ['live', 'on']);

my $pg = PgCluster->new(version => 15);
for my $name (@schemas) {
    for my $result (CorpusFill::fill($pg, $name, \@passes, rows => 1000)) {
        my @wrong = map { my $kind = $_; map { "$kind: $_" } @{$result->{$kind}} } qw(failed left_out violated kept_back);
        my $what  = "$name, $result->{source}, triggers $result->{triggers}";
        is_deeply(\@wrong, [], "$what: nothing refused, nothing violated");
        cmp_ok($result->{tables}, '>', 0, 'it has tables');
        is($result->{filled}, $result->{tables}, 'every table is filled');
        is($result->{unseen}, 0, 'every alternative shows up') or diag(join "\n", @{$result->{never_seen}});
        cmp_ok($result->{constraints}, '>', $result->{tables}, 'constraints were verified');
    }
}
$pg->stop;
done_testing;
