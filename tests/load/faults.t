# What goes wrong during a load: after each fault nothing is lost that was there before, the message is clear, and the
# second run finishes or puts things back.
use strict;
use warnings;
use IPC::Run ();
use LoadTest;
use PgCluster;
use SchemacTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $depot   = "$root/tests/load/depot.sql";
my $program = build_loader($depot);
my @tables  = qw(sites people items moves logs);
my @large   = ('--rows', 'sites=500,people=10k,items=20k,moves=160k,logs=10k', '--jobs', 2);
my $large   = '500 10000 20000 160000 10000';
my $pg      = PgCluster->new;

# A database that a finished test made is copied, which is fast.
new_database($pg, 'original', $depot);
my $before = state_of($pg, 'original');

sub fresh
{
    my ($name) = @_;
    $pg->psql("DROP DATABASE IF EXISTS $name");
    $pg->psql("CREATE DATABASE $name TEMPLATE original OWNER keeper");
    return $name;
}

sub load
{
    my ($name, @words) = @_;
    return load_command($program, $pg, $name, @large, @words);
}

# A session that ends once rows travel to a database.
sub watch
{
    my ($name) = @_;
    my $said   = '';
    my $session = IPC::Run::start(['psql', '-XAtd', $pg->conninfo, '-c', <<"END"], '<', \undef, '>', \$said, '2>&1', IPC::Run::timeout(120));
DO \$\$ BEGIN
    RAISE NOTICE 'watching';
    WHILE NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '$name' AND state = 'active' AND query LIKE 'COPY%') LOOP
        PERFORM pg_sleep(0.002), pg_stat_clear_snapshot();
    END LOOP;
END \$\$
END
    $session->pump until $said =~ /watching/;
    return $session;
}

# Starts a command, does something after so many seconds, or when rows travel to the database of that name, and gives
# what became of the command.
sub disturbed
{
    my ($command, $moment, $disturb) = @_;
    my ($stdout, $stderr) = ('', '');
    my $watch = $moment =~ /^[\d.]+$/ ? undef : watch($moment);
    my $handle = IPC::Run::start($command, '<', \undef, '>', \$stdout, '2>', \$stderr, IPC::Run::timeout(120));
    my $until = time + ($watch ? 60 : $moment);
    while ($handle->pumpable && time < $until && !($watch && !$watch->pumpable)) {
        $_->pump_nb for $handle, $watch // ();
        sleep 0.002;
    }
    $disturb->($handle);
    $handle->finish;
    $watch->kill_kill if $watch;
    my $status = $handle->full_result(0);
    return {stdout => $stdout, stderr => $stderr, exit => $status >> 8, signal => $status & 127};
}

# The server takes a moment to see that a client is gone.
sub wait_until_gone
{
    my ($name) = @_;
    for my $turn (1 .. 600) {
        return if !$pg->psql("SELECT count(*) FROM pg_stat_activity WHERE datname = '$name' AND application_name = 'depot'");
        sleep 0.05;
    }
    die "a load of $name does not end";
}

# What a test comes to: the load is run again, and all is there as it should be.
sub finishes
{
    my ($name, $what, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    command_ok(load($name, @words), "$what: the second run finishes");
    is(count_of($pg, $name, @tables), $large, "$what: every row is there once");
    is(state_of($pg, $name), $before, "$what: nothing is lost");
    command_like([$program, 'verify', $pg->conninfo($name), @large[0, 1]], qr/all hold/, "$what: every constraint holds");
}

sub puts_back
{
    my ($name, $what) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $journal = $pg->psql("SELECT count(*) FROM pg_class WHERE relname = 'schemac_load_run'", db => $name);
    my $result = run_command(load_command($program, $pg, $name, '--restore'));
    if   ($journal) { is($result->{exit}, 0, "$what: things are put back") or diag($result->{stderr}) }
    else            { is($result->{exit}, 1, "$what: there is nothing to put back") }
    is(count_of($pg, $name, @tables), '0 0 0 0 0', "$what: no row is there") if $journal;
    is(state_of($pg, $name), $before, "$what: nothing is lost");
}

# ---- the client is killed at ten random moments ------------------------------------------------------------------

my $start = time;
command_ok(load(fresh('whole')), 'a load that nothing disturbs');
my $seconds = time - $start;
note('moments by seed ' . srand);
for my $moment (1 .. 10) {
    my $share = ($moment - rand) / 10;
    my $what  = sprintf 'killed at %.0f %%', 100 * $share;
    my $name  = fresh('killed');
    disturbed(load($name), $seconds * $share, sub { $_[0]->signal('KILL') });
    wait_until_gone($name);
    my $rows = $pg->psql("SELECT count(*) FROM pg_class WHERE relname = 'schemac_load_run'", db => $name)
        ? 'unfinished' : count_of($pg, $name, 'moves');
    if   ($moment % 3 == 0)  { puts_back($name, $what) if $rows ne '160000' }
    elsif ($rows eq '160000') { command_fails_like(load($name), 1, qr/have rows/, "$what: all was done") }
    else                     { finishes($name, $what) }
}

{
    my $name   = fresh('interrupted');
    my $result = disturbed(load($name), $name, sub { $_[0]->signal('INT') });
    is($result->{signal}, 2, 'an interrupt ends the load');
    like($result->{stderr}, qr/\ndepot: interrupted; what is loaded stays\nhint: Run it again to go on, or with --restore/, 'which says how to go on');
    wait_until_gone($name);
    finishes($name, 'after an interrupt');
}

# ---- rows are appended when the client is killed -------------------------------------------------------------------

# What every table holds, as one text.
sub contents
{
    my ($name) = @_;
    return join ' ', map { $pg->psql("SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM $_ t", db => $name) } @tables;
}

{
    my $name   = fresh('grown');
    my @append = ('--append', '--rows', 4000);
    command_ok(load_command($program, $pg, $name, '--rows', 1000), 'rows to append to');
    my ($contents, $state) = (contents($name), state_of($pg, $name));
    $pg->psql("CREATE DATABASE whole_2 TEMPLATE $name OWNER keeper");
    $start = time;
    command_ok(load_command($program, $pg, 'whole_2', @append), 'rows are appended');
    my ($whole, $seconds) = (contents('whole_2'), time - $start);
    for my $moment (1 .. 5) {
        my $share = ($moment - rand) / 5;
        my $what  = sprintf 'appending is killed at %.0f %%', 100 * $share;
        disturbed(load_command($program, $pg, $name, @append), $seconds * $share, sub { $_[0]->signal('KILL') });
        wait_until_gone($name);
        my $now = contents($name);
        is($now, $now eq $whole ? $whole : $contents, "$what: rows are as they were, or all there");
        is(state_of($pg, $name), $state, "$what: nothing is lost");
        last if $now eq $whole;
        command_fails_like(load_command($program, $pg, $name, '--restore'), 1, qr/nothing to put back/, "$what: nothing is unfinished");
    }
    command_ok(load_command($program, $pg, $name, @append), 'they are appended again') if contents($name) ne $whole;
    is(contents($name), $whole, 'every row is there once');
    is($pg->psql("SELECT nextval('items_id_seq') > max(id) FROM items", db => $name), 't', 'sequences follow');
    command_like([$program, 'verify', $pg->conninfo($name), '--rows', 'any'], qr/all hold/, 'every constraint holds');
}

# ---- the server goes --------------------------------------------------------------------------------------

{
    my $name   = fresh('crashed');
    my $result = disturbed(load($name), $name, sub { $pg->stop('immediate') });
    is($result->{exit}, 3, 'a server that is killed fails the load');
    like($result->{stderr}, qr/depot: error: could not .*\n(hint: .*\n)*hint: .*run it again/i, 'which says what to do');
    command_fails_like(load($name), 3, qr/could not connect/, 'and fails again while the server is away');
    $pg->start;
    finishes($name, 'after a crash of the server');
}

{
    my $name   = fresh('lost');
    my $result = disturbed(load($name), $name, sub {
        $pg->psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lost' AND state <> 'idle'
            AND application_name = 'depot' LIMIT 1");
    });
    is($result->{exit}, 3, 'a connection that is lost fails the load');
    like($result->{stderr}, qr/terminating connection due to administrator command.*\nhint: /, 'which says why');
    finishes($name, 'after a lost connection');
}

# ---- limits -----------------------------------------------------------------------------------------------

{
    my $name = fresh('slow');
    command_checks(load($name), 3, [], [qr/canceling statement due to statement timeout/, qr/hint: .*statement_timeout/],
        'a statement timeout that was asked for', env => {PGOPTIONS => '-c statement_timeout=20ms'});
    finishes($name, 'after a statement timeout');
    $name = fresh('slow');
    $pg->psql("ALTER ROLE keeper IN DATABASE slow SET statement_timeout = '150ms'");
    finishes($name, 'under the timeout of a role, which is lifted');
}

{
    my $name = fresh('crowded');
    $pg->psql('ALTER ROLE keeper CONNECTION LIMIT 3');
    my $result = command_checks(load($name, '--jobs', 6), 0, [],
        [qr/warning: 2 of 5 connections did the work: .*too many connections for role "keeper"/], 'fewer connections than asked for');
    is(() = $result->{stderr} =~ /warning:/g, 1, 'which is said once');
    is(count_of($pg, $name, @tables), $large, 'and every row is there once');
    is(state_of($pg, $name), $before, 'with all else as it was');
    $pg->psql('ALTER ROLE keeper CONNECTION LIMIT 1');
    command_checks(load($name, '--replace=yes'), 3, [], [qr/could not open connection \d: .*too many connections/], 'no connection but one');
    $pg->psql('ALTER ROLE keeper CONNECTION LIMIT -1');
    finishes($name, 'and then');
}

{
    my $name = fresh('locked');
    my $sql  = "BEGIN; LOCK TABLE moves IN SHARE MODE; SELECT 'held';\n";
    my ($in, $out) = ($sql, '');
    my $holder = IPC::Run::start(['psql', '-XqAtd', $pg->conninfo($name, 'keeper')], '<', \$in, '>', \$out, '2>&1');
    $holder->pump until $out =~ /held/;
    command_checks(load($name), 3, [],
        [qr/could not lock the tables: canceling statement due to lock timeout/,
            qr/hint: Process \d+ of user "keeper" \(psql\) holds a lock on public\.moves, idle in transaction since .*held/],
        'a lock of another session is named', env => {PGOPTIONS => '-c lock_timeout=300ms'});
    is(state_of($pg, $name), $before, 'and nothing is touched');
    $holder->kill_kill;
    finishes($name, 'after a lock');
}

SKIP: {
    my $folder = scratch();
    skip 'no file system can be mounted here', 7 if system("mount -t tmpfs -o size=16m tmpfs $folder 2>/dev/null") != 0;
    PgCluster::as_postgres_owned($folder);
    my $name = fresh('cramped');
    $pg->psql("CREATE TABLESPACE small LOCATION '$folder'");
    $pg->psql('GRANT CREATE ON TABLESPACE small TO keeper');
    $pg->psql('ALTER TABLE moves SET TABLESPACE small', db => $name);
    my $result = run_command(load($name));
    is($result->{exit}, 3, 'a full disk fails the load');
    like($result->{stderr}, qr/could not load table "moves": .*No space left on device.*\nhint: Make room on the server's disk/,
        'which says so');
    system("mount -o remount,size=200m $folder") == 0 or die 'could not remount';
    finishes($name, 'after a full disk');
    $pg->psql("DROP DATABASE $name");
    $pg->psql('DROP TABLESPACE small');
    system('umount', $folder);
}

# ---- rights -----------------------------------------------------------------------------------------------

$pg->psql('CREATE ROLE visitor LOGIN');
{
    my $name    = fresh('guarded');
    my @visitor = ($program, 'load', $pg->conninfo($name, 'visitor'));
    command_fails_like([@visitor, @large], 1, qr/table "items" cannot be loaded: permission denied\nhint: /, 'no right to insert');
    $pg->psql('GRANT INSERT ON ALL TABLES IN SCHEMA public TO visitor', db => $name);
    command_fails_like([@visitor, @large], 1,
        qr/table "items" cannot be loaded: permission denied to see whether it is empty\nhint: .*GRANT SELECT/, 'no right to look');
    $pg->psql('GRANT SELECT ON ALL TABLES IN SCHEMA public TO visitor', db => $name);
    command_checks([@visitor, '--tables', 'items,logs', @large], 0, [],
        [qr/in one transaction/, qr/warning: sequence .*items_id_seq could not be advanced/], 'tables that need no more rights');
    is(count_of($pg, $name, @tables), '0 0 20000 0 10000', 'are loaded');
    command_checks([@visitor, '--tables', 'sites,people', @large], 0, [], [qr/from which one statement inserts all/],
        'a cycle that only the owner could open is closed by one statement');
    is(count_of($pg, $name, @tables), '500 10000 20000 0 10000', 'and loaded');
    is(state_of($pg, $name), $before, 'as they are');
}

{
    my $name = fresh('narrow');
    $pg->psql("ALTER DATABASE $name OWNER TO postgres");
    $pg->psql('REVOKE CREATE ON SCHEMA public FROM keeper', db => $name);
    $pg->psql('REVOKE CREATE ON SCHEMA public FROM PUBLIC', db => $name);
    my $result = run_command(load($name, '--dry-run'));
    like($result->{stdout}, qr/in one transaction/, 'without a place for a journal all is one transaction');
    disturbed(load($name), $name, sub { $_[0]->signal('KILL') });
    wait_until_gone($name);
    is(count_of($pg, $name, @tables), '0 0 0 0 0', 'which leaves nothing when it is killed');
    is(state_of($pg, $name), $before, 'but what was there');
    finishes($name, 'and then');
}

{
    my $name = fresh('still');
    $pg->psql("ALTER DATABASE $name SET default_transaction_read_only = on");
    command_fails_like(load($name), 3, qr/the session is read-only\nhint: .*default_transaction_read_only/, 'a read-only database');
    $pg->psql("ALTER DATABASE $name RESET default_transaction_read_only");
    finishes($name, 'and when it takes writes');
}

{
    my $standby = PgCluster->new(settings => {wal_level => 'replica', hot_standby => 'on', max_wal_senders => 1});
    new_database($standby, 'depot', $depot);
    $standby->stop;
    PgCluster::as_postgres('touch', "$standby->{data}/standby.signal");
    $standby->start;
    command_fails_like(load_command($program, $standby, 'depot', @large), 3,
        qr/the server is a standby, which takes no writes\nhint: Connect to its primary/, 'a standby');
}

# ---- the schema is another one ----------------------------------------------------------------------------

{
    my $name = fresh('changed');
    $pg->psql('ALTER TABLE logs ADD CHECK (id < 100)', db => $name);
    command_fails_like(load($name), 1, qr/violates check constraint "logs_id_check".*\nhint: Where the schema is not as it was .*build it again/,
        'a condition that the program does not know');
    command_ok(load_command($program, $pg, $name, '--restore'), 'what was there is put back');
    $pg->psql('DROP TABLE logs', db => $name);
    command_fails_like(load($name), 1, qr/table "logs" cannot be loaded: it is not in the database\nhint: Make it, choose others/,
        'a table that is gone');
}

{
    my $name = fresh('closed');
    $pg->psql(<<'END', db => $name);
CREATE FUNCTION forbid() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no DDL here'; END $$;
CREATE EVENT TRIGGER forbid ON ddl_command_start EXECUTE FUNCTION forbid();
END
    command_ok(load($name, '--tables', 'items,logs', '--replace=yes'), 'a database without DDL, where nothing is to be deleted');
    is(count_of($pg, $name, @tables), '0 0 20000 0 10000', 'is loaded');
}

# ---- what is asked for is something else ------------------------------------------------------------------

{
    my $name = fresh('other');
    disturbed(load($name), $name, sub { $_[0]->signal('KILL') });
    command_fails_like(load($name, '--seed', 99), 1,
        qr/another load of this database is not finished: program depot .*seed 0, .*moves 160000\nhint: .*--restore/,
        'another seed does not go on with the load');
    finishes($name, 'but the same');
}
done_testing;
