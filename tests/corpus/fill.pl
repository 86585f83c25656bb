# Fills the real-world schemas and prints what came of it, one line for each schema and pass: see CorpusFill.
# Usage: perl -Itests/lib tests/corpus/fill.pl [SCHEMA...]; `make corpus` builds first. Environment:
#   PASSES  which to run: "ddl live", each with or without triggers as in "ddl-off live-on" (default: all)
#   ROWS    rows of each table (default 1000)
#   LARGE   schemas that are filled once more, from their files, with 100 000 rows for each table (default: five)
#   SERVER  version of the server (default 15)
#   CFLAGS  of the C compiler (default: -O0)
#   OUTPUT  folder for table.tsv and details.txt (default generated/corpus)
use strict;
use warnings;
use CorpusFill;
use IO::Handle;
use PgCluster;
use SchemacTest;

my $rows   = $ENV{ROWS} || 1000;
my $output = $ENV{OUTPUT} || "$root/generated/corpus";
my $form   = "%-22s %-6s %-8s %6s %6s %9s %11s %7s %10s %5s %8s %6s %7s\n";

sub passes
{
    my @passes;
    for my $pass (split ' ', $ENV{PASSES} || 'ddl live') {
        $pass =~ /^(ddl|live)(?:-(off|on))?$/ or die "\"$pass\" is no pass: ddl, live, ddl-off, ddl-on …\n";
        push @passes, map { [$1, $_] } $2 ? $2 : ('off', 'on');
    }
    return @passes;
}

sub open_output
{
    my ($name) = @_;
    open my $file, '>:utf8', "$output/$name" or die "could not create \"$output/$name\": $!\n";
    $file->autoflush(1);
    return $file;
}

sub print_details
{
    my ($file, $result) = @_;
    print $file "$result->{schema}, $result->{source}, triggers $result->{triggers}\n";
    for my $kind (qw(failed left_out lowered violated kept_back empty never_seen)) {
        print $file map { "  $kind: $_\n" } map { s/\s*\n\s*/; /gr } @{$result->{$kind}};
    }
}

# The sums of what was counted: of texts, the one that all have, or "all".
sub sum
{
    my (@results) = @_;
    my %sum;
    for my $column (@CorpusFill::columns) {
        my %values = map { $_->{$column} => 1 } @results;
        my ($text) = grep { /[^\d.]/ } keys %values;
        $sum{$column} = !defined $text ? sum_of(map { $_->{$column} } @results) : keys %values == 1 ? $text : 'all';
    }
    return \%sum;
}

sub sum_of
{
    my $sum = 0;
    $sum += $_ for @_;
    return $sum;
}

# Fills one schema and prints a line for each pass.
sub fill
{
    my ($files, $pg, $name, $passes, $rows) = @_;
    my @results = CorpusFill::fill($pg, $name, $passes, rows => $rows, cflags => $ENV{CFLAGS} || '-O0');
    for my $result (@results) {
        printf $form, @{$result}{@CorpusFill::columns};
        print {$files->{table}} join("\t", @{$result}{@CorpusFill::columns}), "\n";
        print_details($files->{details}, $result);
    }
    return @results;
}

# One line for each pass, and one for them all.
sub print_sums
{
    my (@results) = @_;
    my (%passes, @order);
    for my $result (@results) {
        my $pass = "$result->{source} $result->{triggers}";
        push @order, $pass if !$passes{$pass};
        push @{$passes{$pass}}, $result;
    }
    printf $form, @{sum(@$_)}{@CorpusFill::columns} for @order > 1 ? @passes{@order} : (), \@results;
}

my @names = @ARGV ? @ARGV : Corpus::names();
my @large = split ' ', $ENV{LARGE} // (@ARGV ? '' : 'adventureworks benchbase-tpcc chinook lnd supabase-auth');
die "there are no real-world schemas here; SCHEMAC_CORPUS says where they are\n" if !defined corpus_dir();
system('mkdir', '-p', $output) == 0 or die "could not create \"$output\"\n";
my %files = (table => open_output('table.tsv'), details => open_output('details.txt'));
my $pg    = PgCluster->new(version => $ENV{SERVER} || 15);
STDOUT->autoflush(1);
printf $form, @CorpusFill::columns;
print {$files{table}} join("\t", @CorpusFill::columns), "\n";
print_sums(map { fill(\%files, $pg, $_, [passes()], $rows) } @names);
if (@large) {
    print "With 100,000 rows for each table\n";
    print_sums(map { fill(\%files, $pg, $_, [['ddl', 'off']], 100_000) } @large);
}
print "What was left out, violated or failed: $output/details.txt\n";
