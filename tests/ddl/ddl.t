# What is read of each .sql file is what the server's catalogs hold once the file is loaded.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $pg = PgCluster->new(version => 15);
for my $path (sort glob "$root/tests/ddl/*.sql") {
    my ($name) = $path =~ m{([^/]+)\.sql$};
    $pg->create_db($name);
    $pg->psql_file($path, db => $name);
    my $file = command_checks([$schemac_asan, 'inspect', $path, '--name', $name], 0, undef, [], "$name: its file");
    my $live = command_checks([$schemac_asan, 'inspect', $pg->uri($name), '--name', $name], 0, undef, [], "$name: its database");
    is($file->{stdout}, $live->{stdout}, "$name: both are the same");
    $pg->drop_db($name);
}
$pg->stop;
done_testing;
