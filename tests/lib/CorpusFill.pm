# Fills one real-world schema and proves it: compiles the schema from its file or from the empty database, loads
# rows for every table, and has the program verify the database. What came of it is a hash.
package CorpusFill;

use strict;
use warnings;
use Branches;
use Corpus;
use Encode qw(decode);
use File::Basename qw(basename);
use File::Path qw(remove_tree);
use JSON::PP qw(decode_json);
use PgCluster;
use SchemacTest;
use Time::HiRes qw(time);

# What a row of the table tells.
our @columns = qw(schema source triggers tables filled rows constraints refused violations kept branches unseen seconds);

# Fills a schema in one pass or more, those of one source one after the other, and returns a result for each. A pass is [source, triggers]: the file (ddl) or the
# empty database (live), off or on. Options: rows (of each table), cflags (of the C compiler). Besides @columns a
# result has lists of lines: left_out, lowered, violated, kept_back, empty, failed,
# never_seen.
sub fill
{
    my ($pg, $name, $passes, %options) = @_;
    my $start     = time;
    my @results   = map { new_result($name, @$_) } @$passes;
    my $complaint = Corpus::load($pg, $name, 'empty');
    if (defined $complaint) {
        push @{$_->{failed}}, "the server cannot hold it: $complaint" for @results;
        return @results;
    }
    my @tables = tables($pg, 'empty');
    my ($dir, %programs) = (scratch());
    for my $result (@results) {
        $result->{tables} = @tables;
        my $program = $programs{$result->{source}} //= build($pg, $name, $result->{source}, $dir, $options{cflags});
        $result->{$_} = [@{$program->{$_}}] for qw(left_out failed);
        $result->{refused} = $program->{refused};
        fill_copy($result, $pg, $dir, \@tables, $options{rows}) if !@{$result->{failed}};
        $result->{seconds} = sprintf '%.1f', time - $start;
        $start = time;
    }
    $pg->drop_db('empty');
    remove_tree($dir);
    return @results;
}

sub new_result
{
    my ($name, $source, $triggers) = @_;
    return {
        schema => $name, source => $source, triggers => $triggers, tables => 0, filled => 0, rows => 0, constraints => 0,
        refused => 0, violations => 0, kept => 0, branches => 0, unseen => 0, seconds => 0, left_out => [], lowered => [], violated => [], kept_back => [],
        empty => [], failed => [], never_seen => [],
    };
}

# Loads a copy of the empty database, with the settings of an application that its triggers turn out to read, and
# verifies it.
sub fill_copy
{
    my ($result, $pg, $dir, $tables, $rows) = @_;
    $pg->psql('CREATE DATABASE filled TEMPLATE empty');
    $result->{lowered} = [lowered($dir, $rows)];
    my $settings = load_rows($result, $pg, $dir, $rows);
    if (defined $settings) {
        $pg->drop_db('filled');
        $pg->psql('CREATE DATABASE filled TEMPLATE empty');
        load_rows($result, $pg, $dir, $rows, PGOPTIONS => $settings);
    }
    verify($result, $pg, $dir, $tables, $rows);
    count_branches($result, $pg);
    $pg->drop_db('filled');
}

# The tables that are there before the load, as schema and name, in characters: triggers may make more.
sub tables
{
    my ($pg, $database) = @_;
    my $names = $pg->psql(<<'END', db => $database);
SELECT s.nspname || '.' || c.relname
  FROM pg_class c
  JOIN pg_namespace s ON s.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND s.nspname !~ '^pg_' AND s.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
END
    return split /\n/, decode('UTF-8', $names);
}

# Builds the program for a schema in a folder, where the other source may have left files that are the same: what it
# leaves out, how many of these are refusals, what failed.
sub build
{
    my ($pg, $name, $source, $dir, $cflags) = @_;
    my $program = {left_out => [], refused => 0, failed => []};
    my $built   = run_command([$schemac, 'build', $source eq 'live' ? $pg->uri('empty') : Corpus::path($name),
        '--name', 'corpus', '--cflags', $cflags // '-O0', '-o', $dir], timeout => 1800);
    my $stderr = decode('UTF-8', $built->{stderr});
    while ($stderr =~ /warning: table "(.*?)" is left out: (?:constraint "(.*?)": )?(.*)/g) {
        my ($table, $constraint, $reason) = ($1, $2, $3);
        push @{$program->{left_out}}, defined $constraint ? "$table: $constraint: $reason" : "$table: $reason";
        $program->{refused}++ if $reason !~ /which is left out/;
    }
    push @{$program->{failed}}, "build: $stderr" if $built->{exit};
    return $program;
}

# Tables that cannot have as many rows, with the reason.
sub lowered
{
    my ($dir, $rows) = @_;
    my $info = run_command(["$dir/corpus", 'info', '--rows', $rows]);
    return map { /warning: rows of table (.*)/ ? $1 : () } split /\n/, decode('UTF-8', $info->{stderr});
}

# Gives the PGOPTIONS that the load's hint names, where triggers read settings that have no value.
sub load_rows
{
    my ($result, $pg, $dir, $rows, %env) = @_;
    my $loaded = run_command(["$dir/corpus", 'load', $pg->uri('filled'), '--rows', $rows,
        '--triggers', $result->{triggers}], timeout => 3600, env => \%env);
    push @{$result->{failed}}, 'load: ' . decode('UTF-8', $loaded->{stderr} =~ s/.*?(?=^\w+: error: )//msr) if $loaded->{exit};
    return $loaded->{stderr} =~ /^hint: .*PGOPTIONS="(.*?)"/m ? $1 : undef;
}

# Rows that are missing or too many where triggers fire are the triggers' doing, and no violation.
sub verify
{
    my ($result, $pg, $dir, $tables, $rows) = @_;
    my $verified = run_command(["$dir/corpus", 'verify', $pg->uri('filled'), '--all', '--rows', $rows,
        '--format', 'json', '--quiet'], timeout => 3600);
    if ($verified->{exit} > 1) {
        push @{$result->{failed}}, 'verify: ' . decode('UTF-8', $verified->{stderr});
        return;
    }
    my $report = decode_json($verified->{stdout});
    my %has    = map { ("$_->{schema}.$_->{table}" => $_->{rows}) } @{$report->{table_rows}};
    $result->{filled}      = grep { $has{$_} } @$tables;
    $result->{empty}       = [grep { !$has{$_} } @$tables];
    $result->{rows}        = $report->{rows};
    $result->{constraints} = $report->{verified};
    judge($result, $_, $result->{triggers} eq 'on' && !@{$result->{failed}}) for @{$report->{violations}};
}

# The alternatives that CHECKs, types and partitions leave, and those that no row shows; beside them are listed columns
# that are never NULL, or always, and indexes that hold all rows or none.
sub count_branches
{
    my ($result, $pg) = @_;
    my @branches = Branches::count($pg, 'filled');
    my @unseen   = Branches::unseen(@branches);
    $result->{branches}   = grep { $_->{kind} !~ /^(null|index)$/ } @branches;
    $result->{unseen}     = grep { $_->{kind} !~ /^(null|index)$/ } @unseen;
    $result->{never_seen} = [map { "$_->{kind} " . Branches::describe($_) } @unseen];
}

# Where a load failed, that rows are missing is said by that.
sub judge
{
    my ($result, $check, $triggered) = @_;
    my $counted = $check->{kind} eq 'row count' && ($check->{problem} // '') =~ /^has ([\d,]+) rows?, not ([\d,]+)/;
    my ($has, $wanted) = map { s/,//gr } $counted ? ($1, $2) : (0, 0);
    return if $triggered && $has > $wanted;
    my $kept = $triggered && $counted;
    $result->{$kept ? 'kept' : 'violations'}++;
    return if $counted && @{$result->{failed}};
    push @{$result->{$kept ? 'kept_back' : 'violated'}}, join ' ', grep { defined } "$check->{table}: $check->{kind}",
        $check->{constraint}, $check->{problem} // "$check->{rows} rows", $check->{samples}[0];
}

1;
