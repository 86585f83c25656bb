# A load leaves a database ready to use, and all that it took away as it was: on servers 12, 15 and 18, as the owner of
# the tables and as roles that may do less.
use strict;
use warnings;
use LoadTest;
use PgCluster;
use SchemacTest;
use Test::More;

my $depot   = "$root/tests/load/depot.sql";
my $program = build_loader($depot);
my $crm     = build_loader("$root/schemas/crm.sql");
my @tables  = qw(sites people items moves logs);
my @small   = ("--rows", "sites=50,people=2k,items=500,moves=3k,logs=1k");
my @large   = ("--rows", "sites=500,people=20k,items=30k,moves=150k,logs=10k", "--jobs", 2);
my $small   = '50 2000 500 3000 1000';
my $large   = '500 20000 30000 150000 10000';

# All constraints hold by another proof than the load's own.
sub verified
{
    my ($pg, $name, $what, @rows) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    command_like([$program, 'verify', $pg->conninfo($name), @rows], qr/all hold/, "$what: every constraint holds");
}

sub values_of
{
    my ($pg, $name, $query) = @_;
    return $pg->psql($query, db => $name);
}

for my $version (PgCluster::versions()) {
    my $pg = PgCluster->new(version => $version);
    my $name = new_database($pg, 'depot', $depot);
    my $before = state_of($pg, $name);
    my $load = load_command($program, $pg, $name);

    my $plan = command_ok([@$load, '--dry-run', @large], "$version: the plan alone");
    is($plan->{stderr}, '', "$version: nothing else is said");
    like($plan->{stdout}, qr/^plan for database depot \(PostgreSQL $version\.\d+\): 5 tables, 210,500 rows$/m, "$version: it has all rows");
    like($plan->{stdout}, qr/^    index moves_day is dropped and made again$/m, "$version: an index is dropped");
    like($plan->{stdout}, qr/^    primary key sites_pkey stays: .*view site_people/m, "$version: a key that a view needs stays")
        if $plan->{stdout} =~ /sites_pkey/;
    like($plan->{stdout}, qr/^  trigger moves_refuse on public\.moves: before insert for each row, public\.refuse\(\) rejects rows, is switched off$/m,
        "$version: a trigger is named");
    like($plan->{stdout}, qr/^  trigger moves_sleeps on .*, is off$/m, "$version: and one that sleeps");
    is(count_of($pg, $name, @tables), '0 0 0 0 0', "$version: no row is loaded");
    is(state_of($pg, $name), $before, "$version: and nothing is touched");

    command_checks([@$load, @small], 0, [], [qr/in one transaction/, qr/in all, ready to use/], "$version: few rows");
    is(count_of($pg, $name, @tables), $small, "$version: are there");
    is(state_of($pg, $name), $before, "$version: and all is as it was");
    verified($pg, $name, "$version: few rows", @small);
    command_fails_like([@$load, @small], 1, qr/5 tables have rows, .*\nhint: .*--replace/, "$version: no second load");
    command_fails_like([@$load, @small, '--replace'], 3, qr/not deleted\nhint: .*--replace=yes/, "$version: nor without the word");
    is(count_of($pg, $name, @tables), $small, "$version: the rows are still there");

    command_checks([@$load, @large, '--replace=yes'], 0, [], [qr/a journal in schema schemac_load/, qr/in all, ready to use/],
        "$version: many rows");
    is(count_of($pg, $name, @tables), $large, "$version: are there");
    is(state_of($pg, $name), $before, "$version: and all is as it was");
    verified($pg, $name, "$version: many rows", @large[0, 1]);
    is(values_of($pg, $name, "SELECT (SELECT max(id) FROM items) < nextval('items_id_seq'),
        (SELECT max(ticket) FROM people) < nextval('tickets'), (SELECT count(*) = 4 FROM pg_stat_user_tables
        WHERE relname IN ('sites', 'people', 'items', 'moves') AND last_analyze IS NOT NULL)"), 't|t|t',
        "$version: sequences are past the data, statistics are taken");
    command_ok(['psql', '-Xqd', $pg->conninfo($name, 'keeper'), '-v', 'ON_ERROR_STOP=1', '-c',
        "INSERT INTO sites (name, manager_id) SELECT 'the next one', max(id) FROM people"], "$version: the next row goes in");

    command_ok([@$load, @small, '--replace=yes', '--quiet', '--seed', 7], "$version: back to few rows");
    is(count_of($pg, $name, @tables), $small, "$version: which replace the others");

    command_checks([@$load, @small, '--append'], 0, [], [qr/integer keys past those that are there/, qr/warning: \d+ rows stay out of table "people": keys are taken$/m, qr/^hint: Not all new rows have a place/m],
        "$version: rows are added to those of another seed");
    my ($moves, $logs) = (split / /, count_of($pg, $name, @tables))[3, 4];
    cmp_ok($moves, '>', 5500, "$version: but for those whose keys are taken");
    is($logs, 2000, "$version: and all where no key is");
    verified($pg, $name, "$version: both together", '--rows', 'any');
    command_ok([@$load, @small, '--replace=yes', '--quiet'], "$version: rows of the seed that is taken where none is named");
    command_ok([@$load, '--rows', 'sites=20,people=1k,items=100,moves=4k,logs=1k', '--append', '--quiet'], "$version: go on");
    is(count_of($pg, $name, @tables), '70 3000 600 7000 2000', "$version: with as many as were asked for");
    verified($pg, $name, "$version: rows that go on", '--rows', 'any');
    is(values_of($pg, $name, "SELECT min(id), max(id), max(id) < nextval('items_id_seq') FROM items"), '1|600|t', "$version: with numbers that follow");
    is(values_of($pg, $name, 'SELECT max(id), min(id), count(DISTINCT id) FROM logs'), '2000|1|2000', "$version: keys go on where they ended");
    is(state_of($pg, $name), $before, "$version: and all is as it was");
    command_fails_like([@$load, '--append', '--replace'], 2, qr/--append does not go with --replace/, "$version: one or the other");

    # A database and a schema that are not there, from the file's statements and from the live database's.
    my $live = build_loader($pg->conninfo($name));
    for my $maker ([$program, 'file'], [$live, 'database']) {
        my ($from, $source) = @$maker;
        SKIP: {
            skip 'pg_dump is older than the server', 5 if $source eq 'database' && !has_ddl($live);
            my $new = "new_$source";
            command_fails_like([$from, 'load', $pg->conninfo($new), @small], 3, qr/database "$new" does not exist\nhint: /,
                "$version: a database that is not there");
            command_checks([$from, 'load', $pg->conninfo($new), @small, '--create', '--dry-run'], 0,
                [qr/^plan: database $new is created, the schema is made by \d+ statements, 5 tables get 6,550 rows$/], [],
                "$version: is planned");
            is($pg->psql("SELECT count(*) FROM pg_database WHERE datname = '$new'"), 0, "$version: and not made by a plan");
            command_ok([$from, 'load', $pg->conninfo($new), @small, '--create'], "$version: is made as the $source says");
            is(state_of($pg, $new), $before, "$version: and has the same schema");
        }
    }

    my $example = new_database($pg, 'crm', "$root/schemas/crm.sql");
    command_ok([$crm, 'load', $pg->conninfo($example, 'keeper'), '--rows', 2000], "$version: the example is loaded");
    command_like([$crm, 'verify', $pg->conninfo($example), '--rows', 2000], qr/all hold/, "$version: and every constraint holds");
    $pg->stop;
}

# A program of a live database that was built where no pg_dump was at hand, or one older than the server.
sub has_ddl
{
    my ($program) = @_;
    (my $dir = $program) =~ s{/[^/]*$}{};
    return slurp("$dir/depot_ddl.c") =~ /CREATE TABLE/;
}

done_testing;
