# Fills the real-world schemas and prints what came of it, one line for each schema and pass: see CorpusFill.
# Usage: perl -Itests/lib tests/corpus/fill.pl [SCHEMA...]; `make corpus` builds first. Environment:
#   PASSES  which to run: "ddl live", each with or without triggers as in "ddl-off live-on" (default: all)
#   ROWS    rows of each table (default 1000)
#   OUTPUT  folder for table.tsv and details.txt (default generated/corpus)
use strict;
use warnings;
use CorpusFill;
use IO::Handle;
use PgCluster;
use SchemacTest;

my $rows   = $ENV{ROWS} || 1000;
my $output = $ENV{OUTPUT} || "$root/generated/corpus";
my $form   = "%-22s %-6s %-8s %6s %6s %9s %11s %7s %10s %5s %7s\n";

sub passes
{
    my @passes;
    for my $pass (split ' ', $ENV{PASSES} || 'ddl live') {
        $pass =~ /^(ddl|live)(?:-(off|on))?$/ or die "\"$pass\" is no pass: ddl, live, ddl-off, ddl-on …\n";
        push @passes, map { {source => $1, triggers => $_} } $2 ? $2 : ('off', 'on');
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
    for my $kind (qw(failed left_out violated kept_back empty)) {
        print $file map { "  $kind: $_\n" } map { s/\s*\n\s*/; /gr } @{$result->{$kind}};
    }
}

# The sum of what was counted; of texts nothing.
sub sum
{
    my (@results) = @_;
    my %sum = (schema => 'all', source => '', triggers => '');
    for my $result (@results) {
        $sum{$_} += $result->{$_} for grep { !exists $sum{$_} || $sum{$_} =~ /^[\d.]+$/ } @CorpusFill::columns;
    }
    return \%sum;
}

my @names = @ARGV ? @ARGV : Corpus::names();
die "there are no real-world schemas here; SCHEMAC_CORPUS says where they are\n" if !defined corpus_dir();
system('mkdir', '-p', $output) == 0 or die "could not create \"$output\"\n";
my ($table, $details) = (open_output('table.tsv'), open_output('details.txt'));
my ($pg, @results) = PgCluster->new(version => 15);
STDOUT->autoflush(1);
printf $form, @CorpusFill::columns;
print $table join("\t", @CorpusFill::columns), "\n";
for my $pass (passes()) {
    for my $name (@names) {
        push @results, CorpusFill::fill($pg, $name, rows => $rows, %$pass);
        printf $form, @{$results[-1]}{@CorpusFill::columns};
        print $table join("\t", @{$results[-1]}{@CorpusFill::columns}), "\n";
        print_details($details, $results[-1]);
    }
}
printf $form, @{sum(@results)}{@CorpusFill::columns};
print "What was left out, violated or failed: $output/details.txt\n";
