# Names and texts of a database that are made to break out of where they are printed: they are read as they
# are, the same from the server as from pg_dump, and no message or log lets them through.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $database = qq{*/ "d\n;b' \x{1b}[31m};
my @names    = (
    '*/ system("x"); /*', q{it's}, q{"quoted"}, 'back\\slash', "line\nbreak", "tab\there", '??/', 'select', 'a.b',
    '$1', ':name', "\x{1b}[31mred", "\xe2\x80\xaeright", 'x' x 63, 'Upper', 'upper', "';--", '%s%n', '- item', '#no',
    '{}', '~', 'null', 'true', '1', ' ', '&a', '*b', '!c',
);

sub quote
{
    my ($name) = @_;
    return '"' . $name =~ s/"/""/gr . '"';
}

sub literal
{
    my ($text) = @_;
    return " E'" . $text =~ s/([\\'])/\\$1/gr . "'";
}

my $sql = '';
for my $name (@names) {
    my ($n, $l) = (quote($name), literal($name));
    $sql .= <<"SQL";
CREATE SCHEMA $n;
CREATE TYPE $n.$n AS ENUM ($l, 'other');
CREATE SEQUENCE $n.@{[quote(substr "s $name", 0, 63)]};
CREATE TABLE $n.@{[quote(substr "t $name", 0, 63)]} (
    $n text DEFAULT $l CONSTRAINT $n CHECK ($n <> $l),
    "value of" $n.$n DEFAULT $l,
    id serial,
    UNIQUE (id, $n)
);
COMMENT ON TABLE $n.@{[quote(substr "t $name", 0, 63)]} IS $l;
CREATE INDEX ON $n.@{[quote(substr "t $name", 0, 63)]} (($n || $l)) WHERE $n > $l;
CREATE FUNCTION $n.$n(integer) RETURNS integer LANGUAGE sql AS $l;
SQL
}
$sql = "SET check_function_bodies = off;\n$sql";

my $pg = PgCluster->new;
$pg->create_db($database);
my $conninfo = $pg->conninfo . " dbname='" . $database =~ s/([\\'])/\\$1/gr . "'";
my $loaded = run_command(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $conninfo], stdin => $sql);
is($loaded->{exit}, 0, 'the names are all possible') or diag($loaded->{stderr});

my $dir   = scratch();
my $live  = command_checks([$schemac_asan, 'inspect', $conninfo, '--name', 'hostile', '--audit', "$dir/audit"], 0, undef, [],
    'the server is read');
my $count = () = $live->{stdout} =~ /^    primary key|^      id: serial/gm;
is($count, scalar @names, 'every table is there');
unlike($live->{stdout}, qr/[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae/, 'the schema prints without control characters');
my $again = command_ok([$schemac_asan, 'inspect', spew("$dir/live.yaml", $live->{stdout})], 'what is printed is read back');
ok($again->{stdout} eq $live->{stdout}, 'and is the same');
my $dump = command_ok(["$pg->{bindir}/pg_dump", '-s', '-d', $conninfo], 'pg_dump');
my $file = command_ok([$schemac_asan, 'inspect', spew("$dir/dump.sql", $dump->{stdout}), '--name', 'hostile'], 'its file is read');
ok($file->{stdout} eq $live->{stdout}, 'and is the same');

my $audit = slurp("$dir/audit");
is_deeply([grep { !/^-- \S+ database "[^\n]*"$/ } $audit =~ /^(--.*)$/gm], [], 'a database name stays in its comment');
is(run_command(['psql', '-X', '-q', '-d', $conninfo, '-v', 'ON_ERROR_STOP=1', '-f', "$dir/audit"])->{exit}, 0,
    'the audit log runs');

for my $name (grep { !/\t|\n/ } @names) {
    my $chosen = command_ok([$schemac, 'inspect', $conninfo, '--quiet', '-n', quote($name)], 'a schema chosen: ' . ($name =~ s/[^ -~]/?/gr));
    my $tables = () = $chosen->{stdout} =~ /^      id: serial/gm;
    is($tables, 1, 'it alone');
}
my $refused = command_fails_like([$schemac, 'inspect', $conninfo, '-t', "\x{1b}]31m\xe2\x80\xaex"], 3,
    qr/no matching tables were found for pattern/, 'a pattern that is none');
unlike($refused->{stderr}, qr/\x1b|\xe2\x80\xae/, 'the message prints without control characters');
done_testing;
