# Row counts: the catalog's estimate where it has one, or exact counts, of a table with children its own rows.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

for my $version (PgCluster::versions()) {
    my $pg = PgCluster->new(version => $version);
    $pg->create_db('counted');
    $pg->psql(<<'SQL', db => 'counted');
CREATE TABLE analyzed AS SELECT n AS id FROM generate_series(1, 700) AS n;
ANALYZE analyzed;
INSERT INTO analyzed SELECT n FROM generate_series(701, 1000) AS n;
CREATE TABLE "never ""analyzed""" AS SELECT 1 AS id;
CREATE TABLE parent AS SELECT 1 AS id;
CREATE TABLE child () INHERITS (parent);
INSERT INTO child SELECT n FROM generate_series(1, 20) AS n;
CREATE TABLE parts (id integer) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (50);
CREATE TABLE parts_2 PARTITION OF parts DEFAULT;
INSERT INTO parts SELECT n FROM generate_series(1, 90) AS n;
SQL
    my $estimated = command_ok([$schemac, 'inspect', $pg->uri('counted')], "server $version: estimates");
    my $exact = command_ok([$schemac, 'inspect', $pg->uri('counted'), '--count', 'exact'], 'exact counts');
    is_deeply(counts($estimated), {analyzed => 700}, 'the estimates that there are');
    is_deeply(counts($exact),
        {analyzed => 1000, q{"never ""analyzed"""} => 1, parent => 1, child => 20, parts => 90, parts_1 => 49, parts_2 => 41},
        'the rows that there are');
    $pg->stop;
}
done_testing;

# Table → count, as the YAML has it.
sub counts
{
    my ($result) = @_;
    my %counts;
    my $table = '';
    for my $line (split /\n/, $result->{stdout}) {
        $table = $1 =~ s/^'(.*)'$/$1/r if $line =~ /^  (\S.*?):/;
        $counts{$table} = $1 if $line =~ /row estimate: (\d+)/;
    }
    return \%counts;
}
