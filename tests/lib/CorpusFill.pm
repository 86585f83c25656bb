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
# @columns the hash has lists of lines: left_out, violated, kept_back, empty, failed.
sub fill
{
    my ($pg, $name, %options) = @_;
    my $start  = time;
    my $dir    = scratch();
    my $result = {schema => $name, source => $options{source}, triggers => $options{triggers}, tables => 0,
        filled => 0, rows => 0, constraints => 0, refused => 0, violations => 0, kept => 0, left_out => [],
        violated => [], kept_back => [], empty => [], failed => []};
    my $database = "$name-$options{source}-$options{triggers}";
    my $complaint = Corpus::load($pg, $name, $database);
    if (defined $complaint) {
        push @{$result->{failed}}, "the server cannot hold it: $complaint";
    }
    else {
        my @tables = tables($pg, $database);
        my $source = $options{source} eq 'live' ? $pg->uri($database) : Corpus::path($name);
        if (build($result, $source, $dir)) {
            load_rows($result, $pg, $database, $dir, %options);
            verify($result, $pg, $database, $dir, \@tables, %options);
        }
        $pg->drop_db($database);
    }
    remove_tree($dir);
    $result->{seconds} = sprintf '%.1f', time - $start;
    return $result;
}

# The tables that are there before the load, as schema and name: triggers may make more.
sub tables
{
    my ($pg, $database) = @_;
    return split /\n/, $pg->psql(<<'END', db => $database);
SELECT s.nspname || '.' || c.relname
  FROM pg_class c
  JOIN pg_namespace s ON s.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND s.nspname !~ '^pg_' AND s.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
END
}

sub build
{
    my ($result, $source, $dir) = @_;
    my $built = run_command([$schemac, 'build', $source, '--name', 'corpus', '--cflags', '-O0', '-o', $dir],
        timeout => 900);
    while ($built->{stderr} =~ /warning: table "(.*?)" is left out: (?:constraint "(.*?)": )?(.*)/g) {
        my ($table, $constraint, $reason) = ($1, $2, $3);
        push @{$result->{left_out}}, defined $constraint ? "$table: $constraint: $reason" : "$table: $reason";
        $result->{refused}++ if $reason !~ /which is left out/;
    }
    push @{$result->{failed}}, "build: $built->{stderr}" if $built->{exit};
    return $built->{exit} == 0;
}

sub load_rows
{
    my ($result, $pg, $database, $dir, %options) = @_;
    my $loaded = run_command(["$dir/corpus", 'load', $pg->uri($database), '--quiet', '--rows', $options{rows},
        '--triggers', $options{triggers}], timeout => 3600);
    push @{$result->{failed}}, "load: $loaded->{stderr}" if $loaded->{exit};
}

# Rows that are missing where triggers may refuse them are the triggers' doing, and no violation.
sub verify
{
    my ($result, $pg, $database, $dir, $tables, %options) = @_;
    my $verified = run_command(["$dir/corpus", 'verify', $pg->uri($database), '--all', '--rows', $options{rows},
        '--format', 'json', '--quiet'], timeout => 3600);
    if ($verified->{exit} > 1) {
        push @{$result->{failed}}, "verify: $verified->{stderr}";
        return;
    }
    my $report = decode_json($verified->{stdout});
    my %rows   = map { ("$_->{schema}.$_->{table}" => $_->{rows}) } @{$report->{table_rows}};
    $result->{tables}      = @$tables;
    $result->{filled}      = grep { $rows{$_} } @$tables;
    $result->{empty}       = [grep { !$rows{$_} } @$tables];
    $result->{rows}        = $report->{rows};
    $result->{constraints} = $report->{verified};
    my $failed    = @{$result->{failed}};
    my $triggered = $options{triggers} eq 'on' && !$failed;
    for my $check (@{$report->{violations}}) {
        my $kept = $triggered && $check->{kind} eq 'row count';
        $result->{$kept ? 'kept' : 'violations'}++;
        next if $failed && $check->{kind} eq 'row count';
        push @{$result->{$kept ? 'kept_back' : 'violated'}}, join ' ', grep { defined } "$check->{table}: $check->{kind}",
            $check->{constraint}, $check->{problem} // "$check->{rows} rows", $check->{samples}[0];
    }
}

1;
