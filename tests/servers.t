# The throwaway servers that other tests stand on: every version starts, keeps what it was told through a
# restart, has the usual extensions, and is reached by conninfo and by URI.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

for my $version (PgCluster::versions()) {
    my $pg = PgCluster->new(version => $version, settings => {max_connections => 17});
    like($pg->psql('SHOW server_version'), qr/^$version\./, "a server of version $version starts");
    is($pg->psql('SHOW max_connections'), 17, 'with the settings asked for');
    $pg->create_db('a "b"');
    $pg->psql('CREATE TABLE t AS SELECT 1 AS c; CREATE EXTENSION citext', db => q{'a "b"'});
    $pg->stop;
    $pg->start;
    is($pg->psql('SELECT c FROM t', db => q{'a "b"'}), 1, 'it keeps its data');
    command_like(['psql', '-X', '-A', '-t', '-c', 'SELECT 2', $pg->uri], qr/\A2\n\z/, 'a URI reaches it');
    my $failed = $pg->psql_result('SELECT no_such_column');
    isnt($failed->{exit}, 0, 'psql reports an error');
    $pg->stop;
}
done_testing;
