# Measures the program of orders.yaml: the rate of each format on one core, best of three, and that memory stays the
# same from ten thousand rows to a hundred million. `make bench` builds the compiler first and runs this.
use strict;
use warnings;
use POSIX qw(:sys_wait_h);
use SchemacTest;
use Time::HiRes qw(sleep time);

# The peak of resident memory of a process so far in KiB, or 0 where it is gone.
sub peak_memory
{
    my ($pid) = @_;
    open my $file, '<', "/proc/$pid/status" or return 0;
    my ($peak) = map { /^VmHWM:\s+(\d+)/ ? $1 : () } <$file>;
    return $peak || 0;
}

# Runs a command with its output thrown away: its time on the clock and on the processor in seconds, and its peak
# of memory in KiB.
sub measure
{
    my (@command) = @_;
    my $start = time;
    my $used = (times)[2] + (times)[3];
    my $pid  = fork // die "could not fork: $!";
    if ($pid == 0) {
        open STDOUT, '>', '/dev/null' or die "could not open /dev/null: $!";
        exec @command or die "could not run $command[0]: $!";
    }
    my $peak = 0;
    while (waitpid($pid, WNOHANG) == 0) {
        $peak = peak_memory($pid) || $peak; # the last word counts: the first is Perl's own
        sleep 0.002;
    }
    die "@command failed\n" if $? != 0;
    return {clock => time - $start, processor => (times)[2] + (times)[3] - $used, memory => $peak};
}

# The bytes that a command prints.
sub size_of
{
    my ($command) = @_;
    my $bytes = `$command | wc -c`;
    return 0 + $bytes;
}

my $dir = scratch();
system($schemac, 'build', '--quiet', "$root/tests/bench/orders.yaml", '-o', $dir) == 0 or exit 1;
my @generate = ("$dir/bench", 'generate', '--quiet', '--tables', 'orders', '--output', '-');

print "format        rows/s    MB/s on one core\n";
for my $format (qw(csv tsv copy copy-binary ndjson json sql)) {
    my $rows    = 5_000_000;
    my @command = (@generate, '--jobs', 1, '--rows', "orders=$rows", '--format', $format);
    my $bytes   = size_of("@command");
    my ($best) = sort { $a <=> $b } map { measure(@command)->{processor} } 1 .. 3;
    printf "%-11s %7.2fM  %7.0f\n", $format, $rows / $best / 1e6, $bytes / $best / 1e6;
}

print "\nrows         seconds  peak memory\n";
for my $rows (10_000, 1_000_000, 100_000_000) {
    my $run = measure(@generate, '--rows', "orders=$rows");
    printf "%-11d %8.2f  %6.1f MiB\n", $rows, $run->{clock}, $run->{memory} / 1024;
}
