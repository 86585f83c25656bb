# The alternatives that a database's constraints leave to its rows, and how many rows show each: which there are
# says tests/branches/branches_of, the server counts.
package Branches;

use strict;
use warnings;
use Encode qw(decode);
use SchemacTest;

my $at_once = 300;

# A list of hashes, one for each alternative: table (as SQL has it), kind (check, value, null, index,
# partition), of (the constraint or column), choices (how many
# alternatives that has), condition, rows (of the table), seen (rows that show it; undef where the server failed).
sub count
{
    my ($pg, $database) = @_;
    my $program = "$build_asan/tests/branches/branches_of";
    my $listed = run_command([$program, $pg->uri($database)], timeout => 600);
    die "branches_of failed: $listed->{stderr}" if $listed->{exit};
    my @fields = split /\0/, $listed->{stdout}, -1;
    my (%tables, @all);
    while (@fields > 5) {
        my %branch;
        @branch{qw(table kind of choices condition)} = splice @fields, 0, 5;
        push @all, \%branch;
        push @{$tables{$branch{table}}}, \%branch;
    }
    for my $table (sort keys %tables) {
        my $branches = $tables{$table};
        count_in($pg, $database, $table, @{$branches}[$_ .. ($_ + $at_once > @$branches ? @$branches : $_ + $at_once) - 1])
            for map { $_ * $at_once } 0 .. $#$branches / $at_once;
    }
    return @all;
}

# Counts on one table. Where the server fails, the halves are asked alone.
sub count_in
{
    my ($pg, $database, $table, @branches) = @_;
    my $counts = join ', ', 'count(*)', map { "count(*) FILTER (WHERE $_->{condition})" } @branches;
    my $result = $pg->psql_result("SELECT $counts FROM $table;\n", db => $database);
    if ($result->{exit} && @branches > 1) {
        my @half = splice @branches, 0, @branches / 2;
        count_in($pg, $database, $table, @$_) for \@half, \@branches;
        return;
    }
    chomp $result->{stdout};
    my ($rows, @seen) = split /\|/, $result->{stdout};
    for my $branch (@branches) {
        $branch->{rows} = $rows // 1;
        $branch->{seen} = shift @seen;
    }
}

# Those that no row shows, of tables that have a row for each.
sub unseen
{
    return grep { !$_->{seen} && $_->{rows} >= $_->{choices} } @_;
}

# One as a line, in characters.
sub describe
{
    my ($branch) = @_;
    my $line = "$branch->{table}: $branch->{of}: $branch->{condition}" . (defined $branch->{seen} ? '' : ' (the server fails)');
    return decode('UTF-8', $line);
}

1;
