# A password reaches the server and nothing else: not the list of processes, messages, the file of what is sent, the
# journal of a load, or what is generated.
use strict;
use warnings;
use IO::Socket::INET ();
use IPC::Run ();
use LoadTest;
use PgCluster;
use SchemacTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $word    = 'Kx9-hidden-word';
my $schema  = "$root/tests/load/depot.sql";
my $program = build_loader($schema);
my $pg      = PgCluster->new;
my $name    = new_database($pg, 'depot', $schema);
my $dir     = scratch();
my @large   = ('--rows', 'sites=500,people=10k,items=20k,moves=160k,logs=10k', '--jobs', 2);
my $pairs   = $pg->conninfo($name, 'keeper') . " password=$word";
(my $uri = $pg->uri($name, 'keeper')) =~ s/keeper@/keeper:$word@/;

$pg->psql("ALTER ROLE keeper PASSWORD '$word'");
$pg->stop;
spew("$pg->{data}/pg_hba.conf", "local all keeper scram-sha-256\nlocal all all trust\n");
$pg->start;
command_fails_like([$program, 'load', $pg->conninfo($name, 'keeper')], 3, qr/no password supplied\nhint: .*PGPASSWORD/, 'a password is needed');
my $wrong = command_fails_like([$program, 'load', "$pairs-wrong"], 3, qr/password authentication failed/, 'another word does not do');
unlike($wrong->{stderr}, qr/\Q$word/, 'and is not shown');

# The words of a process and those it has started.
sub words_of
{
    my ($pid) = @_;
    my ($words, $children) = map { local (@ARGV, $/) = ($_); -r $_ ? scalar <> : '' } "/proc/$pid/cmdline", "/proc/$pid/task/$pid/children";
    return join "\n", $words // '', map { words_of($_) } split ' ', $children // '';
}

# Runs a command to a moment after its start, when it is killed, or to its end; gives the words of its processes meanwhile,
# from when it has read its own.
sub watched
{
    my ($command, $moment) = @_;
    my ($output, $words, $start) = ('', '', time);
    my $handle = IPC::Run::start($command, '<', \undef, '>', \$output, '2>&1', IPC::Run::timeout(120));
    my $pid = $handle->{KIDS}[0]{PID};
    while ($handle->pumpable) {
        $handle->pump_nb;
        my $now = words_of($pid);
        $words .= $now if $words ne '' || $now =~ /\0\*+\0/;
        $handle->signal('KILL') if $moment && time - $start > $moment;
        sleep 0.02;
    }
    $handle->finish;
    return ($words, $output);
}

for my $way ([pairs => $pairs], [URI => $uri]) {
    my ($kind, $conninfo) = @$way;
    my ($words, $output) = watched([$program, 'load', $conninfo, @large, '--replace=yes', '--audit', "$dir/$kind"], 0);
    like($output, qr/in all, ready to use/, "$kind: rows are loaded");
    like($words, qr/load\0\*+\0--rows/, "$kind: the connection string is starred out where processes are listed");
    unlike($words, qr/\Q$word/, "$kind: the password is not there");
    unlike($output, qr/\Q$word/, "$kind: nor in a message");
    like(slurp("$dir/$kind"), qr/COPY public\.moves/, "$kind: what is sent is in a file");
    unlike(slurp("$dir/$kind"), qr/\Q$word/, "$kind: without the password");
}

{
    my $journal = '';
    for (my $moment = 0.3; $journal eq '' && $moment < 20; $moment *= 1.5) {
        watched([$program, 'load', $uri, @large, '--replace=yes'], $moment);
        my $there = $pg->psql("SELECT count(*) FROM pg_class WHERE relname = 'schemac_load_run'", db => $name);
        $journal = $pg->psql('SELECT r FROM schemac_load.schemac_load_run r UNION ALL SELECT NULL', db => $name)
            . $pg->psql('SELECT o::text FROM schemac_load.schemac_load_object o', db => $name) if $there;
    }
    like($journal, qr/program depot.*ADD CONSTRAINT/s, 'a load that was killed has left a journal');
    unlike($journal, qr/\Q$word/, 'without the password');
    command_ok([$program, 'load', $uri, @large, '--quiet'], 'the second run finishes');
}

{
    my $home = scratch();
    my $dump = slurp_command('sh', '-c', 'command -v pg_dump');
    spew("$home/pg_dump", "#!/bin/sh\nprintf '%s\\n' \"\$0\" \"\$@\" >> $home/words\nexec $dump \"\$@\"\n");
    chmod 0755, "$home/pg_dump";
    command_checks([$schemac, 'build', '--quiet', '--cflags', '-O0', $uri, '-o', "$home/out"], 0, [], [],
        'a program of a live database that takes a password', env => {PATH => "$home:$ENV{PATH}"});
    like(slurp("$home/words"), qr/--schema-only/, 'for which pg_dump was run');
    unlike(slurp("$home/words"), qr/\Q$word/, 'without the password among its words');
    is(slurp_command('sh', '-c', "grep -rlF $word $home/out || true"), '', 'nothing that is generated holds it');
}

# ---- a connection as libpq has them: a service, a password file, a server whose certificate is checked ------------------

for my $version (PgCluster::versions()) {
    my $home   = scratch();
    my $socket = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or die "no port is free: $!";
    my $port   = $socket->sockport;
    close $socket;
    my $server = PgCluster->new(version => $version, port => $port);
    $server->psql("SET password_encryption = 'scram-sha-256'; CREATE ROLE keeper LOGIN CREATEDB PASSWORD '$word'");
    $server->stop;
    my @key = ('openssl', 'req', '-x509', '-nodes', '-days', 2, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost');
    run_command([@key, '-keyout', "$home/$_.key", '-out', "$home/$_.crt"])->{exit} == 0 or die 'openssl failed' for qw(server other);
    for my $file ('server.key', 'server.crt') {
        spew("$server->{data}/$file", slurp("$home/$file"));
        PgCluster::as_postgres_owned("$server->{data}/$file");
        chmod 0600, "$server->{data}/$file";
    }
    spew("$server->{data}/pg_hba.conf", "local all postgres trust\nhostssl all keeper all scram-sha-256\n");
    $server->configure(ssl => 'on');
    $server->start;
    spew("$home/services", "[depot]\nhost=localhost\nport=$port\ndbname=far\nuser=keeper\nsslmode=verify-full\n");
    spew("$home/passwords", "localhost:$port:*:keeper:$word\n");
    chmod 0600, "$home/passwords";
    my %env = (PGSERVICEFILE => "$home/services", PGPASSFILE => "$home/passwords", PGSSLROOTCERT => "$home/server.crt");
    my @load = ($program, 'load', 'service=depot', '--rows', 200, '--audit', "$home/audit");
    command_fails_like([@load, '--create'], 3, qr/certificate verify failed\nhint: .*PGSSLROOTCERT/, "$version: a server that is not the one",
        env => {%env, PGSSLROOTCERT => "$home/other.crt"});
    command_ok([@load, '--create'], "$version: the database of a service is made and loaded", env => \%env);
    command_like([$program, 'verify', '', '--rows', 200], qr/all hold/, "$version: and verified", env => {%env, PGSERVICE => 'depot'});
    is($server->psql("SELECT count(*) FROM pg_database WHERE datname IN ('far', 'keeper')"), 1, "$version: it and no other");
    like(slurp("$home/audit"), qr/CREATE DATABASE "far"/, "$version: what was sent is in a file");
    unlike(slurp("$home/audit"), qr/\Q$word/, "$version: without the password");
    $server->stop;
}

sub slurp_command
{
    my $result = run_command([@_]);
    chomp(my $output = $result->{stdout});
    return $output;
}
done_testing;
