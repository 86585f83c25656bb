# What `verify` says besides violations of constraints on the target: row counts, what the target lacks, rights that the
# role lacks, policies, checks that cannot be evaluated, files, the audit log, the world failing.
use strict;
use warnings;
use JSON::PP qw(decode_json);
use PgCluster;
use SchemacTest;
use Test::More;

my $ddl = <<'END';
CREATE TABLE parent (id integer CONSTRAINT parent_key PRIMARY KEY, code text NOT NULL CONSTRAINT parent_code UNIQUE);
CREATE TABLE child (
    id serial PRIMARY KEY,
    parent integer CONSTRAINT child_parent REFERENCES parent,
    amount integer NOT NULL CONSTRAINT amount_sign CHECK (amount > 0)
);
CREATE UNIQUE INDEX child_index ON child (parent, id);
CREATE TABLE days (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');
END
my $dir = scratch();
my $sql = spew("$dir/small.sql", $ddl);
command_ok([$schemac, 'build', $sql, '--name', 'small', '--cflags', '-O0', '-q', '-o', "$dir/small"], 'the program is built');
my $program = "$dir/small/small";

program_help_ok($program, 'verify');
command_fails_like([$program, 'verify'], 2, qr/arguments are missing/, 'without a database');
command_fails_like([$program, 'verify', 'x', '--format', 'csv'], 2, qr/text, json and markdown/, 'a form that is none');
command_fails_like([$program, 'verify', 'x', '--rows', 'some'], 2, qr/invalid value "some"/, 'rows that are none');
command_fails_like([$program, 'verify', "host=$dir dbname=none"], 3, qr/^small: error: could not verify: could not connect/,
    'no server');

my $pg = PgCluster->new(version => 15, settings => {log_statement => 'all', log_line_prefix => '%a|'});
$pg->create_db('loaded');
$pg->psql_file($sql, db => 'loaded');
command_ok([$program, 'load', $pg->uri('loaded'), '--rows', '50', '-q'], 'the program loads');

# A copy of what was loaded, changed; the program's verdict on it.
my $copies = 0;

sub copy
{
    my (@statements) = @_;
    my $name = 'copy_' . $copies++;
    $pg->psql("CREATE DATABASE $name TEMPLATE loaded");
    $pg->psql($_, db => $name) for @statements;
    return $name;
}

sub verify_like
{
    my ($name, $database, $exit, $expected, @options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my ($conninfo, @expected) = ($database =~ /^\w+$/ ? $pg->uri($database) : $database,
        ref $expected eq 'ARRAY' ? @$expected : $expected);
    return command_checks([$program, 'verify', $conninfo, '--rows', '50', @options], $exit,
        $exit == 3 ? [] : \@expected, $exit == 3 ? \@expected : [], $name);
}

verify_like('what was loaded', 'loaded', 0, qr/^small: 3 tables, 150 rows, \d+ constraints verified: all hold$/m);

# ---- row counts, and what is not there -----------------------------------------------------------------------

verify_like('rows that are gone', copy('DELETE FROM child WHERE id <= 2'), 1,
    [qr/: 1 violated$/m, qr/^  table "child" has 48 rows, not 50$/m]);
verify_like('rows of partitions', copy("DELETE FROM days"), 1, qr/^  table "days" has 0 rows, not 50$/m);
verify_like('rows that nobody asked for', 'loaded', 1, qr/^  table "parent" has 50 rows, not 40$/m, '--rows', 'parent=40');
verify_like('any rows will do', copy('DELETE FROM child WHERE id <= 2'), 0, qr/all hold/, '--rows', 'any');
verify_like('a table that is gone', copy('DROP TABLE child'), 1,
    [qr/: 1 violated$/m, qr/^  table "child" is in the schema but not in the database$/m]);
for (['DROP CONSTRAINT child_parent', 'child_parent', 'FOREIGN KEY (parent) REFERENCES public.parent(id)'],
    ['DROP CONSTRAINT child_pkey', 'child_pkey', 'PRIMARY KEY (id)'],
    ['DROP CONSTRAINT amount_sign', 'amount_sign', 'CHECK (amount > 0)'],
    ['ALTER amount DROP NOT NULL', 'amount', 'amount NOT NULL'],
    ['RENAME CONSTRAINT amount_sign TO other', 'amount_sign', 'CHECK (amount > 0)']) {
    my ($change, $constraint, $definition) = @$_;
    my $wrong = "constraint \"$constraint\" of table \"child\" is in the schema but not in the database";
    verify_like($change, copy("ALTER TABLE child $change"), 1, [qr/: 1 violated$/m, qr/^  \Q$wrong\E\n    \Q$definition\E$/m]);
}
verify_like('a unique index that is gone', copy('DROP INDEX child_index'), 1,
    qr/^  constraint "child_index" of table "child" is in the schema but not in the database$/m);
verify_like('constraints by other names', copy('ALTER TABLE child RENAME CONSTRAINT child_parent TO a',
    'ALTER TABLE child RENAME CONSTRAINT child_pkey TO b', 'ALTER TABLE parent RENAME CONSTRAINT parent_code TO c'), 0, qr/all hold/);

# ---- other tables --------------------------------------------------------------------------------------------

my $others = copy('CREATE SCHEMA more; CREATE TABLE more.t (a integer, CONSTRAINT two CHECK (a = 2) NOT VALID);'
    . 'ALTER TABLE more.t DROP CONSTRAINT two; INSERT INTO more.t VALUES (1); ALTER TABLE more.t ADD CONSTRAINT two CHECK (a = 2) NOT VALID');
verify_like('tables of others are left alone', $others, 0, qr/3 tables/);
verify_like('or verified on demand', $others, 1, [qr/4 tables/, qr/^  check "two" of table "more.t": 1 row$/m], '--all');

# ---- what cannot be evaluated --------------------------------------------------------------------------------

my $zero = copy('ALTER TABLE child ADD COLUMN x integer', 'UPDATE child SET x = CASE WHEN id = 9 THEN 0 ELSE -1 END',
    'ALTER TABLE child ADD CONSTRAINT upside CHECK (1 / x > 0) NOT VALID');
verify_like('an error ends one check alone', $zero, 1, [qr/: 1 violated$/m, qr/^  table|
    ^\ \ check\ "upside"\ of\ table\ "child"\ could\ not\ be\ evaluated:\ division\ by\ zero$/mx]);
my $searched = copy('CREATE FUNCTION least_amount() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT min(id) FROM parent $$;'
    . 'CREATE FUNCTION above(integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN $1 >= least_amount() - 100000; END $$;'
    . 'ALTER TABLE child ADD CONSTRAINT searched CHECK (above(amount))');
verify_like('functions find what the session finds', $searched, 0, qr/all hold/);
my $boom = copy('CREATE FUNCTION boom(integer) RETURNS boolean LANGUAGE sql AS $$ SELECT pg_terminate_backend(pg_backend_pid()) AND $1 > 0 $$;'
    . 'ALTER TABLE child ADD CONSTRAINT boom CHECK (boom(amount)) NOT VALID');
verify_like('the connection is lost', $boom, 3, qr/^small: error: could not (?:verify|count).*: /);

# ---- rights --------------------------------------------------------------------------------------------------

$pg->psql('CREATE ROLE reader LOGIN');
my $rights = copy('CREATE SCHEMA inner_room; ALTER TABLE parent SET SCHEMA inner_room');
my $wrong  = $pg->uri($rights, 'reader');
verify_like('no right to the schema', $wrong, 3,
    [qr/^small: error: role "reader" lacks the right USAGE on schema "inner_room"$/m, qr/^hint: .*GRANT USAGE/m]);
$rights = copy();
my $reader = $pg->uri($rights, 'reader');
verify_like('no right to a table', $reader, 3,
    [qr/lacks the right SELECT on table "public.child"$/m, qr/lacks the right SELECT on table "public.parent"$/m, qr/^hint: .*GRANT SELECT/m]);
$pg->psql('GRANT SELECT ON parent, child, days, days_1 TO reader', db => $rights);
verify_like('no right to a sequence', $reader, 3, [qr/could not verify sequence "child_id_seq" of table "child": permission denied/,
    qr/^hint: /m]);
$pg->psql('GRANT SELECT ON SEQUENCE child_id_seq TO reader', db => $rights);
verify_like('a role that may read', $reader, 0, qr/all hold/);
$pg->psql('ALTER TABLE child ENABLE ROW LEVEL SECURITY; CREATE POLICY odd ON child USING (id % 2 = 1)', db => $rights);
verify_like('policies', $reader, 3, [qr/row-level security keeps rows of table "public.child" from role "reader"$/m, qr/^hint: .*BYPASSRLS/m]);
$pg->psql('ALTER ROLE reader BYPASSRLS');
verify_like('and a role above them', $reader, 0, qr/all hold/);
$pg->psql('CREATE FUNCTION may(integer) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;'
    . 'REVOKE EXECUTE ON FUNCTION may FROM public; ALTER TABLE child ADD CONSTRAINT may CHECK (may(id))', db => $rights);
verify_like('no right to a function', $reader, 3, qr/could not verify check "may" of table "child": permission denied for function may/);
my $patient = $pg->uri('loaded', 'impatient');
$pg->psql("CREATE ROLE impatient LOGIN SUPERUSER; ALTER ROLE impatient SET statement_timeout = 1000");
verify_like('timeouts are for others', $patient, 0, qr/all hold/);

# ---- files ---------------------------------------------------------------------------------------------------

my $result = verify_like('a file', 'loaded', 0, qr/\A\z/, '--output', "$dir/report.md", '--format', 'markdown');
like(slurp("$dir/report.md"), qr/^\# small: 3 tables, 150 rows/, 'holds the report');
verify_like('a folder that is not there', 'loaded', 3, qr{could not write to file "$dir/none/r": No such file}, '--output', "$dir/none/r");

for my $jobs (1, 3) {
    my $audit  = "$dir/audit-$jobs";
    my $offset = -s $pg->{log};
    verify_like("$jobs connections", 'loaded', 0, qr/all hold/, '--jobs', $jobs, '--audit', $audit);
    my $log = substr slurp($pg->{log}), $offset;
    $log =~ s/\n\t/\x01/g;
    my @sent = map { s/\x01/\n/gr } $log =~ /^small\|[^\n]*?LOG:  (?:statement|execute [^:]*): ([^\n]*)$/gm;
    my @kept = slurp($audit) =~ /^-- \S+ database "loaded"\n((?:(?!--).*\n)+?);\n/gm;
    chomp @kept;
    is_deeply([sort @kept], [sort @sent], 'the audit log has what the server saw');
    is(scalar(grep { /^BEGIN .* READ ONLY$/ } @sent), $jobs, 'each in a transaction that only reads');
    is_deeply([grep { !/^(?:BEGIN|COMMIT|SET|SELECT|WITH|SAVEPOINT|ROLLBACK TO)\b/ } @sent], [], 'nothing but reading');
    is($pg->psql_result('', db => 'loaded', args => ['-o', '/dev/null', '-f', $audit])->{exit}, 0, 'psql runs the log') if $jobs == 1;
}

# ---- names ---------------------------------------------------------------------------------------------------

for my $version (PgCluster::versions()) {
    my $server = $version == 15 ? $pg : PgCluster->new(version => $version);
    $server->create_db('hostile');
    $server->psql_file("$root/tests/verify/hostile.sql", db => 'hostile');
    my @command = ($program, 'verify', $server->uri('hostile'), '--all', '--rows', 'any');
    my $report  = decode_json(run_command([@command, '--format', 'json'])->{stdout});
    my @broken  = grep { ($_->{problem} // '') !~ /is in the schema/ } @{$report->{violations}};
    is_deeply(\@broken, [], "server $version: names that want out of their place") or diag(explain(\@broken));
    $server->psql_file("$root/tests/verify/hostile-spoiled.sql", db => 'hostile');
    $report = decode_json(run_command([@command, '--format', 'json'])->{stdout});
    my %kinds = map { $_->{kind} => $_->{rows} } grep { $_->{rows} } @{$report->{violations}};
    is_deeply(\%kinds, {check => 1, 'foreign key' => 2, unique => 2, domain => 1, sequence => 1, 'not null' => 1, generated => 1},
        'and what is wrong under them') or diag(explain($report->{violations}));
    my $text = run_command(\@command)->{stdout};
    unlike($text, qr/[^\n -~]/, 'nothing that a terminal obeys');
}
$pg->stop;
done_testing;
