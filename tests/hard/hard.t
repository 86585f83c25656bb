# Every schema of this folder is built, created on its servers, loaded with few, some and many rows, and
# verified. See README.md for the comments that a schema begins with.
use strict;
use warnings;
use Branches;
use File::Basename qw(basename);
use JSON::PP qw(decode_json);
use PgCluster;
use SchemacTest;
use Test::More;

my @rows = (1, 300, 3000);

# The comments at the head of a schema: lists of what follows "-- WORD: ".
sub head
{
    my ($sql) = @_;
    my %head = (servers => [15], holds => [], load => [], rows => [], empty => [], never => []);
    for my $line (split /\n/, $sql) {
        last if $line !~ /^--/;
        push @{$head{$1}}, $2 if $line =~ /^-- (holds|load|empty|never): (.*)/;
        $head{$1} = [split ' ', $2] if $line =~ /^-- (servers|rows): (.*)/;
    }
    return \%head;
}

sub build
{
    my ($path, $dir) = @_;
    my $built = run_command([$schemac, 'build', $path, '--name', 'hard', '--cflags', '-O0', '-o', $dir]);
    is($built->{exit}, 0, 'builds') or diag($built->{stderr});
    my @left_out = grep { /is left out/ } split /\n/, $built->{stderr};
    is("@left_out", '', 'no table is left out');
    return $built->{exit} == 0 && !@left_out;
}

# The options of load that say how many rows: those tables that the schema names have their own numbers.
sub rows_of
{
    my ($head, $rows) = @_;
    return ('--rows', $rows) if !@{$head->{rows}} || $rows != 300;
    return ('--rows', join ',', $rows, @{$head->{rows}});
}

sub try_rows
{
    my ($pg, $sql, $dir, $head, $rows) = @_;
    my $database = "rows_$rows";
    $pg->create_db($database);
    $pg->psql($sql, db => $database);
    my $loaded = run_command(["$dir/hard", 'load', $pg->uri($database), '--quiet', rows_of($head, $rows),
        map { split ' ' } @{$head->{load}}]);
    is($loaded->{exit}, 0, 'loads') or diag($loaded->{stderr});
    my $verified = run_command(["$dir/hard", 'verify', $pg->uri($database), '--all', '--rows', 'any',
        '--format', 'json', '--quiet']);
    is($verified->{exit}, 0, 'verifies') or diag($verified->{stdout}, $verified->{stderr});
    if ($verified->{exit} <= 1 && $rows > 1) {
        my %may_be = map { ($_ => 1) } map { split ' ' } @{$head->{empty}};
        my @empty = grep { !$may_be{$_} } map { $_->{table} }
            grep { !$_->{rows} } @{decode_json($verified->{stdout})->{table_rows}};
        is("@empty", '', 'no table is empty');
    }
    for my $query ($rows == 300 ? @{$head->{holds}} : ()) {
        my $result = $pg->psql_result($query, db => $database);
        is($result->{stdout}, "t\n", $query) or diag($result->{stderr});
    }
    try_branches($pg, $database, $head) if $rows == 300;
    $pg->drop_db($database);
}

# Every alternative that constraints leave shows up in the rows, but those that the schema's comments name.
sub try_branches
{
    my ($pg, $database, $head) = @_;
    my %never  = map { (s/ -- .*//r => 1) } @{$head->{never}};
    my %unseen = map { (Branches::describe($_) => 1) } Branches::unseen(Branches::count($pg, $database));
    is(join("\n", grep { !$never{$_} } sort keys %unseen), '', 'every alternative shows up');
    is(join("\n", grep { !$unseen{$_} } sort keys %never), '', 'but those that are said not to');
}

my %programs;
my @paths = glob "$root/tests/hard/*.sql";
if (my $only = $ENV{ONLY}) {
    @paths = grep { basename($_) =~ /^(?:$only)\.sql$/ } @paths;
}
for my $version (PgCluster::versions()) {
    my @here = grep { grep { $_ == $version } @{head(slurp($_))->{servers}} } @paths;
    next if !@here;
    my $pg = PgCluster->new(version => $version);
    for my $path (@here) {
        my ($name, $sql) = (basename($path, '.sql'), slurp($path));
        my $head = head($sql);
        subtest "$name on $version" => sub {
            my $dir = $programs{$name};
            if (!$dir) {
                $dir = scratch();
                return if !build($path, $dir);
                $programs{$name} = $dir;
            }
            for my $rows (@rows) {
                subtest "$rows rows" => sub { try_rows($pg, $sql, $dir, $head, $rows) };
            }
        };
    }
    $pg->stop;
}
done_testing;
