# Fills one real-world schema and proves it: compiles the schema from its file or from the empty database, loads
# rows for every table, and has the program verify the database. What came of it is a hash.
package CorpusFill;

use strict;
use warnings;
use Corpus;
use File::Basename qw(basename);
use File::Path qw(remove_tree);
use JSON::PP qw(decode_json);
use PgCluster;
use SchemacTest;
use Time::HiRes qw(time);

# What a row of the table tells.
our @columns = qw(schema source triggers tables filled rows constraints refused violations kept seconds);

# Options: source (ddl: the file; live: the database), triggers (off, on), rows (of each table). Besides
# @columns the hash has lists of lines: left_out, violated, failed.
sub fill
{
    my ($pg, $name, %options) = @_;
    my $start  = time;
    my $dir    = scratch();
    my $result = {schema => $name, source => $options{source}, triggers => $options{triggers}, tables => 0,
        filled => 0, rows => 0, constraints => 0, refused => 0, violations => 0, kept => 0, left_out => [],
        violated => [], failed => []};
    my $database = "$name-$options{source}-$options{triggers}";
    my $complaint = Corpus::load($pg, $name, $database);
    if (defined $complaint) {
        push @{$result->{failed}}, "the server cannot hold it: $complaint";
    }
    else {
        my $source = $options{source} eq 'live' ? $pg->uri($database) : Corpus::path($name);
        if (build($result, $source, $dir)) {
            load_rows($result, $pg, $database, $dir, %options);
            verify($result, $pg, $database, $dir, %options);
        }
        $pg->drop_db($database);
    }
    remove_tree($dir);
    $result->{seconds} = sprintf '%.1f', time - $start;
    return $result;
}

sub build
{
    my ($result, $source, $dir) = @_;
    my $built = run_command([$schemac, 'build', $source, '--name', 'corpus', '--cflags', '-O0', '-o', $dir],
        timeout => 900);
    while ($built->{stderr} =~ /warning: table "(.*?)" is left out: (?:constraint "(.*?)": )?(.*)/g) {
        my ($table, $constraint, $reason) = ($1, $2, $3);
        push @{$result->{left_out}}, defined $constraint ? "$table: $constraint: $reason" : "$table: $reason";
        $result->{refused}++ if defined $constraint && $reason !~ /which is left out/;
    }
    push @{$result->{failed}}, "build: $built->{stderr}" if $built->{exit};
    return $built->{exit} == 0;
}

# Sets the sequences behind columns past what the columns hold.
my $advance = <<'END';
SELECT format('SELECT setval(%s, max(%I)) FROM %s HAVING max(%2$I) > 0', d.objid, a.attname, a.attrelid::regclass)
  FROM pg_depend d
  JOIN pg_sequence s ON s.seqrelid = d.objid
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
 WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
 UNION
SELECT format('SELECT setval(%s, max(%I)) FROM %s HAVING max(%2$I) > 0', d.refobjid, a.attname, a.attrelid::regclass)
  FROM pg_attrdef f
  JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
  JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass
  JOIN pg_sequence s ON s.seqrelid = d.refobjid
  JOIN pg_class c ON c.oid = f.adrelid AND NOT c.relispartition
 WHERE pg_get_expr(f.adbin, f.adrelid) LIKE 'nextval(%' \gexec
END

# Loads the rows as files of INSERT statements without triggers, those of references too.
sub load_rows
{
    my ($result, $pg, $database, $dir, %options) = @_;
    my $generated = run_command(["$dir/corpus", 'generate', '--quiet', '--rows', $options{rows}, '--format', 'sql',
        '--output', "$dir/data"], timeout => 600);
    push @{$result->{failed}}, "generate: $generated->{stderr}" if $generated->{exit};
    my $replica = $options{triggers} eq 'off' ? "SET session_replication_role = replica;\n" : '';
    my $script  = spew("$dir/load.sql", $replica . join '', map { "\\i '$_'\n" } sort glob "$dir/data/*.sql");
    my %said;
    my $loaded  = $pg->psql_result('', db => $database, args => ['-v', 'ON_ERROR_STOP=0', '-f', $script]);
    while ($loaded->{stderr} =~ m{psql:\S*?/data/(.*?)\.sql:\d+: ERROR: +(.*)}g) {
        push @{$result->{failed}}, "load: $1: $2" if !$said{"$1: $2"}++;
    }
    $pg->psql($advance, db => $database);
}

sub verify
{
    my ($result, $pg, $database, $dir, %options) = @_;
    my $verified = run_command(["$dir/corpus", 'verify', $pg->uri($database), '--all', '--rows', $options{rows},
        '--format', 'json', '--quiet'], timeout => 900);
    if ($verified->{exit} > 1) {
        push @{$result->{failed}}, "verify: $verified->{stderr}";
        return;
    }
    my $report = decode_json($verified->{stdout});
    my @tables = grep { !$_->{partition} } @{$report->{table_rows}};
    $result->{tables}      = @tables;
    $result->{filled}      = grep { $_->{rows} > 0 } @tables;
    $result->{rows}        = $report->{rows};
    $result->{constraints} = $report->{verified};
    $result->{violations}  = $report->{violated};
    for my $check (@{$report->{violations}}) {
        push @{$result->{violated}}, join ' ', grep { defined } "$check->{table}: $check->{kind}",
            $check->{constraint}, $check->{problem} // "$check->{rows} rows", $check->{samples}[0];
    }
}

1;
