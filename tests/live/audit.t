# --audit holds every statement that is sent and nothing else is sent: the server's own log is the judge. One
# read-only transaction, catalogs alone unless rows are counted, never a password.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

# What the file holds, as [database, statement].
sub audited
{
    my ($path) = @_;
    my $text = slurp($path);
    my @entries;
    while ($text =~ /\G-- \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z database "([^\n]*)"\n(.*?)\n;\n/gcs) {
        push @entries, [$1, $2];
    }
    is(pos($text) // 0, length $text, 'the audit file has entries and nothing else');
    return @entries;
}

for my $version (PgCluster::versions()) {
    my $pg = PgCluster->new(version => $version, settings => {log_statement => 'all', log_line_prefix => '%a|'});
    $pg->psql("CREATE ROLE reader LOGIN PASSWORD 'Secret-word'");
    $pg->create_db('audited');
    $pg->psql_file("$root/tests/live/objects.sql", db => 'audited');
    $pg->psql('GRANT USAGE ON SCHEMA shop TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public, shop TO reader;'
        . 'ALTER TABLE "Order" DISABLE ROW LEVEL SECURITY', db => 'audited');
    my $dir  = scratch();
    my $file = "$dir/audit.sql";
    my $uri  = $pg->uri('audited', 'reader') =~ s/reader@/reader:Secret-word@/r;

    my @wanted;
    for my $options ([], ['--count', 'exact'], ['-t', 'log*']) {
        my $before = -e $file ? slurp($file) : '';
        command_ok([$schemac, 'inspect', $uri, '--audit', $file, @$options], "server $version: inspect @$options");
        is(substr(slurp($file), 0, length $before), $before, 'what was there stays');
        @wanted = $pg->logged;
        my @entries = audited($file);
        cmp_ok(scalar @entries, '>', 10, 'statements are logged');
        is_deeply([map { $_->[1] } @entries], \@wanted, 'the server saw the same statements');
        is_deeply([grep { $_->[0] ne 'audited' } @entries], [], 'with the database');
    }
    like($wanted[0], qr/^BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY$/, 'one transaction');
    is_deeply([grep { !/^(?:SELECT|BEGIN|COMMIT)\b/ } @wanted], [], 'nothing but reading');
    my @begins = grep { /^BEGIN/ } @wanted;
    is(scalar @begins, 3, 'one for each run');
    my @counts = grep { /count\(\*\)/ } @wanted;
    my @others = grep { !/count\(\*\)/ && /\bFROM (?!ROWS|pg_catalog\.)[a-z"]/ } @wanted;
    cmp_ok(scalar @counts, '>', 10, 'tables are counted');
    is_deeply(\@others, [], 'other statements read catalogs alone');
    unlike(slurp($file), qr/Secret-word/, 'no password');
    is((stat $file)[2] & 0777, 0600, 'the file is its owner\'s');
    is($pg->psql_result('', db => 'audited', args => ['-f', $file])->{exit}, 0, 'psql runs the file');
    $pg->stop;
}
done_testing;
