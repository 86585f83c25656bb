# What the user is told where a database cannot be read: exit status 3, one message, a hint, and never a
# password.
use strict;
use warnings;
use IO::Socket::UNIX;
use IPC::Run ();
use PgCluster;
use SchemacTest;
use Test::More;

my $pg = PgCluster->new;
$pg->psql(q{CREATE ROLE reader LOGIN; CREATE ROLE barred LOGIN; CREATE ROLE locked LOGIN PASSWORD 'Right-word'});
$pg->create_db('shop');
$pg->create_db('closed');
$pg->psql('CREATE TABLE secret (id integer); CREATE TABLE open (id integer); GRANT SELECT ON open TO reader;'
    . 'CREATE TABLE rows (id integer); ALTER TABLE rows ENABLE ROW LEVEL SECURITY; GRANT SELECT ON rows TO reader',
    db => 'shop');
$pg->psql('REVOKE CONNECT ON DATABASE closed FROM PUBLIC');
my $hba = slurp("$pg->{data}/pg_hba.conf");
spew("$pg->{data}/pg_hba.conf", "local all locked scram-sha-256\nlocal all barred reject\n$hba");
$pg->psql('SELECT pg_reload_conf()');

my $socket = $pg->host;
my $empty  = scratch();
my @refused = (
    ['no server', "host=$empty dbname=shop",
        qr/^schemac: error: could not connect to the database: .*No such file or directory\nhint: Is the server running.*\n\z/],
    ['no such host', 'host=no-such-host.invalid dbname=shop password=Wrong-word',
        qr/^schemac: error: could not connect to the database: could not translate host name.*\nhint: .*\n\z/],
    ['no such database', $pg->conninfo('no_such'),
        qr/^schemac: error: could not connect .*database "no_such" does not exist\nhint: .*\n\z/],
    ['no such role', $pg->conninfo('shop', 'nobody_here'), qr/role "nobody_here" does not exist\nhint: /],
    ['no right to connect', $pg->conninfo('closed', 'reader'), qr/permission denied for database "closed"/],
    ['rejected by pg_hba.conf', $pg->conninfo('shop', 'barred'), qr/pg_hba\.conf rejects connection/],
    ['no password', $pg->conninfo('shop', 'locked'),
        qr/no password supplied\nhint: Give the password in a password file \(~\/\.pgpass\) or in PGPASSWORD\.\n\z/],
    ['wrong password', $pg->conninfo('shop', 'locked') . ' password=Wrong-word',
        qr/password authentication failed for user "locked"\nhint: Check the user name and the password\.\n\z/],
    ['broken pairs', "host=$socket password=Wrong-word with",
        qr/^schemac: error: the connection string is malformed\nhint: It is a URI .*\n\z/],
    ['unknown keyword', "host=$socket Wrong-word=1", qr/the connection string is malformed/],
    ['broken URI', 'postgresql://locked:Wrong-word@[::1/shop', qr/the connection string is malformed/],
    ['unquoted at sign in a password', 'postgresql://locked:Wrong@Wrong-word@localhost:1/shop',
        qr/the connection string is malformed\nhint: .*%XX/],
    ['port that is none', 'postgresql://locked:Wrong-word@localhost:port/shop', qr/invalid integer value "port"/],
);
for my $case (@refused) {
    my ($name, $conninfo, $error) = @$case;
    my $result = command_fails_like([$schemac_asan, 'inspect', $conninfo], 3, $error, $name);
    unlike($result->{stderr}, qr/Wrong/, 'no password is shown');
}

command_ok([$schemac, 'inspect', $pg->conninfo('shop', 'locked') . ' password=Right-word'], 'the right password');
command_ok([$schemac, 'inspect', 'pg:'], 'variables of libpq',
    env => {PGHOST => $socket, PGUSER => 'postgres', PGDATABASE => 'shop'});
my $home = scratch();
spew("$home/service.conf", "[shop]\nhost=$socket\nuser=locked\ndbname=shop\n");
spew("$home/passwords", "*:*:shop:locked:Right-word\n");
chmod 0600, "$home/passwords";
command_like([$schemac, 'inspect', 'service=shop'], qr/^name: shop$/m, 'a service file and a password file',
    env => {PGSERVICEFILE => "$home/service.conf", PGPASSFILE => "$home/passwords"});

command_ok([$schemac, 'inspect', $pg->uri('shop', 'reader')], 'no right on a table is needed for its catalog');
command_fails_like([$schemac, 'inspect', $pg->uri('shop', 'reader'), '--count', 'exact', '-T', 'rows'], 3,
    qr/could not read the row count of table "secret" from database "shop": permission denied for table secret\nhint: /,
    'counting rows needs it');
command_fails_like([$schemac, 'inspect', $pg->uri('shop', 'reader'), '--count', 'exact', '-t', 'rows'], 3,
    qr/query would be affected by row-level security policy for table "rows"/, 'rows that a policy hides are not miscounted');
command_fails_like([$schemac, 'inspect', $pg->uri('shop'), '--audit', "$empty/no/audit"], 3,
    qr{could not open audit log "\Q$empty\E/no/audit": No such file or directory}, 'an audit log that cannot be opened');
command_fails_like([$schemac, 'inspect', $pg->uri('shop'), '--audit', '/dev/full'], 3,
    qr{could not write audit log "/dev/full": No space left on device}, 'an audit log that cannot be written');

# ---- databases that hold what cannot be read, and locks ----

$pg->psql(q{CREATE DATABASE bytes ENCODING 'SQL_ASCII' TEMPLATE template0});
$pg->psql(qq{SET client_encoding = 'SQL_ASCII'; COMMENT ON SCHEMA public IS E'\\351'}, db => 'bytes');
command_fails_like([$schemac, 'inspect', $pg->uri('bytes')], 3,
    qr/could not read the schemas from database "bytes": invalid byte sequence for encoding "UTF8": 0xe9\nhint: /,
    'texts that no encoding explains');
$pg->psql('CREATE TABLE held (id integer)', db => 'shop');
my $holder = IPC::Run::start(['psql', '-X', '-q', '-d', $pg->conninfo('shop')], '<', \my $held, '>', \my $said);
$held = "BEGIN; LOCK TABLE held; SELECT 'locked';\n";
$holder->pump until $said =~ /locked/;
command_ok([$schemac, 'inspect', $pg->uri('shop')], 'catalogs are read past a locked table');
command_fails_like([$schemac, 'inspect', $pg->uri('shop'), '--count', 'exact', '-t', 'held'], 3,
    qr/could not read the row count of table "held" from database "shop": canceling statement due to lock timeout\nhint: Another session holds a lock/,
    'its rows are not waited for without end');
$holder->kill_kill;

# ---- servers that are not what they should be ----

# Answers one connection with these bytes, then closes it. Returns the folder of the socket.
sub fake_server
{
    my ($answer) = @_;
    my $dir    = scratch();
    my $server = IO::Socket::UNIX->new(Local => "$dir/.s.PGSQL.5432", Listen => 1) or die "could not listen: $!";
    my $pid    = fork // die "could not fork: $!";
    return $dir if $pid;
    alarm 60; # nobody may come
    my $client = $server->accept;
    sysread $client, my $startup, 10_000;
    syswrite $client, $answer;
    sysread $client, my $more, 10_000;
    require POSIX;
    POSIX::_exit(0);
}

sub message
{
    my ($type, $body) = @_;
    return $type . pack('N', 4 + length $body) . $body;
}

my $authenticated = message('R', pack 'N', 0);
my $ready         = message('Z', 'I');
my $old           = message('S', "server_version\0" . "11.22\0");
my $dir           = fake_server($authenticated . $old . $ready);
command_fails_like([$schemac_asan, 'inspect', "host=$dir dbname=shop sslmode=disable gssencmode=disable"], 3,
    qr/^schemac: error: the server's version 11\.22 is too old\nhint: PostgreSQL 12 and later are read; .*pg_dump -s\.\n\z/,
    'a server that is too old');
my $good = message('S', "server_version\0" . "15.1\0");
$dir = fake_server($authenticated . $good . $ready);
command_fails_like([$schemac_asan, 'inspect', "host=$dir dbname=shop sslmode=disable gssencmode=disable"], 3,
    qr/^schemac: error: could not read the transaction's start from database "shop": .*server closed the connection/,
    'a server that goes away');
$dir = fake_server("HTTP/1.1 400 Bad Request\r\n\r\n");
command_fails_like([$schemac_asan, 'inspect', "host=$dir dbname=shop sslmode=disable gssencmode=disable"], 3,
    qr/^schemac: error: could not connect to the database: /, 'a server of another kind');
wait for 1 .. 3;
done_testing;
