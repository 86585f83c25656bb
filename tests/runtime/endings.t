# How a run ends when the world gets in its way: full disks, closed pipes, signals, folders that cannot be.
# Nothing incomplete may be left, under any name. And progress, which only a terminal sees.
use strict;
use warnings;
use IO::Pty;
use POSIX qw(:sys_wait_h SIGINT SIGTERM SIGHUP SIGPIPE);
use RuntimeProgram;
use SchemacTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $mini = build_program('mini');

# Names in a folder, hidden ones too.
sub names
{
    my ($dir) = @_;
    opendir my $handle, $dir or return ["no folder: $!"];
    return [sort grep { !/^\.\.?$/ } readdir $handle];
}

# Waits until a condition holds, for at most ten seconds.
sub wait_until
{
    my ($condition) = @_;
    my $end = time + 10;
    while (time < $end) {
        return 1 if $condition->();
        sleep 0.02;
    }
    return 0;
}

# Starts a program with a shell line before it; returns its process number.
sub start
{
    my ($before, @command) = @_;
    my $pid = fork;
    die "could not fork: $!" if !defined $pid;
    if (!$pid) {
        open STDERR, '>', '/dev/null';
        exec 'sh', '-c', "$before exec \"\$@\"", 'sh', @command or POSIX::_exit(127);
    }
    return $pid;
}

# ---- disks -----------------------------------------------------------------------------------------------

my $dir    = scratch();
my $result = run_command(['sh', '-c', 'ulimit -f 200; exec "$@"', 'sh', $mini, 'generate', "-o$dir",
    '--tables=customers,orders', '--rows=1M', '-qj3']);
is($result->{exit}, 3, 'a file that cannot grow ends the run');
like($result->{stderr}, qr{\Amini: error: could not write to file "\Q$dir\E/\w+\.csv": File too large\n\z}, 'with the reason');
is_deeply(names($dir), [], 'and leaves nothing');

for my $words (['generate', '-o-', '-torders'], ['row', 'orders', '1'], ['info'], ['--help'], ['--version']) {
    my $full = run_command([$mini, @$words], stdout => '/dev/full');
    is($full->{exit}, 3, "@$words on a full device");
    is($full->{stderr}, "mini: error: could not write to standard output: No space left on device\n", 'says so');
}

for my $closed (['>&-', 'generate', '-qo-', '-torders'], ['>&-', 'info']) {
    my ($how, @words) = @$closed;
    my $result = run_command(['sh', '-c', "exec \"\$@\" $how", 'sh', $mini, @words]);
    is($result->{exit}, 3, "@words $how");
    is($result->{stderr}, "mini: error: could not write to standard output: Bad file descriptor\n", 'says so');
}
my $silent = scratch();
command_ok(['sh', '-c', 'exec "$@" <&- >&- 2>&-', 'sh', $mini, 'generate', "-o$silent", '-tcustomers', '-j1'],
    'all streams closed');
like(slurp("$silent/customers.csv"), qr/\Aid,country_id\n1,\d\n(?:\d+,\d\n){999}\z/, 'no message gets into a file');

spew("$dir/file", '');
mkdir "$dir/taken";
mkdir "$dir/taken/orders.csv";
command_fails_like([$mini, 'generate', "-o$dir/file"], 3,
    qr{^mini: error: could not open folder "\Q$dir\E/file": Not a directory$}m, 'a file for a folder');
command_fails_like([$mini, 'generate', "-o$dir/file/down"], 3,
    qr{^mini: error: could not create folder "\Q$dir\E/file/down": Not a directory$}m, 'a folder in a file');
command_fails_like([$mini, 'generate', '-torders', "-o$dir/taken"], 3,
    qr{^mini: error: could not put in place file "\Q$dir\E/taken/orders.csv": Is a directory$}m,
    'a folder where a file should be');
is_deeply(names("$dir/taken"), ['orders.csv'], 'what could not be put in place is gone');

# ---- what was there before -------------------------------------------------------------------------------

my $again = scratch();
command_ok([$mini, 'generate', '-q', "-o$again", '-tcustomers'], 'a first run');
my %before = map { $_ => slurp("$again/$_") } qw(customers.csv manifest.json);
run_command(['sh', '-c', 'ulimit -f 200; exec "$@"', 'sh', $mini, 'generate', "-o$again", '-tcustomers', '-n1M']);
is_deeply({map { $_ => slurp("$again/$_") } @{names($again)}}, \%before, 'a run that fails leaves former files as they were');
run_command(['sh', '-c', 'ulimit -f 200; exec "$@"', 'sh', $mini, 'generate', "-o$again", '-j1',
    '-ncustomers=9,orders=20,ORDERS=1M', '-tcustomers,orders,ORDERS,manifest', '-fjson']);
is_deeply([grep { /manifest/ } @{names($again)}], [], 'no manifest tells of files that have been replaced');

# ---- signals ---------------------------------------------------------------------------------------------

for my $signal (SIGINT, SIGTERM, SIGHUP) {
    my $folder = scratch();
    my $pid    = start('', $mini, 'generate', "-o$folder", '-tcustomers', '-n2G', '-j2');
    ok(wait_until(sub { grep { /^\.customers\.csv/ } @{names($folder)} }), 'a file is made under another name');
    kill $signal, $pid;
    waitpid $pid, 0;
    is($? & 127, $signal, "the program dies by signal $signal");
    is_deeply(names($folder), [], 'and leaves nothing');
}

{
    my $folder = scratch();
    my $pid = start('trap "" HUP;', $mini, 'generate', "-o$folder", '-tcustomers', '-n2G', '-j2');
    wait_until(sub { @{names($folder)} });
    kill SIGHUP, $pid;
    sleep 0.4;
    is(waitpid($pid, WNOHANG), 0, 'a signal that was ignored stays ignored');
    kill SIGTERM, $pid;
    waitpid $pid, 0;
    is_deeply(names($folder), [], 'another still ends the run');
}

# A reader that stands still does not keep a signal from ending the run.
{
    pipe my $read, my $write or die "no pipe: $!";
    my $pid = fork // die "could not fork: $!";
    if (!$pid) {
        close $read;
        open STDOUT, '>&', $write;
        open STDERR, '>', '/dev/null';
        exec $mini, 'generate', '-o-', '-tcustomers', '-n2G' or POSIX::_exit(127);
    }
    close $write;
    sleep 0.3;
    kill SIGTERM, $pid;
    ok(wait_until(sub { waitpid($pid, WNOHANG) == $pid }), 'a blocked pipe does not hold a signal up');
    is($? & 127, SIGTERM, 'the program dies by it');
}

# ---- pipes -----------------------------------------------------------------------------------------------

# Runs generate into a reader that closes after one line; returns [signal, exit, standard error].
sub into_closed_pipe
{
    my ($before) = @_;
    my $errors = scratch() . '/errors';
    my $script = "$before \"\$@\" 2>$errors; echo \$? >$errors.status";
    system('sh', '-c', "{ $script; } | head -n 1 >/dev/null", 'sh', $mini, 'generate', '-qo-', '-torders', '-n10M');
    return [slurp("$errors.status") + 0, slurp($errors)];
}

is_deeply(into_closed_pipe(''), [128 + SIGPIPE, ''], 'standard output closed early: dies by SIGPIPE, quietly');
is_deeply(into_closed_pipe('trap "" PIPE;'),
    [3, "mini: error: could not write to standard output: Broken pipe\n"], 'where SIGPIPE is ignored it is an error');

# Chunks of a pipe arrive in order from many threads.
my $piped = run_command([$mini, 'generate', '-q', '-o-', '-torders', '-n300k', '-j6'])->{stdout};
my $filed = scratch();
run_command([$mini, 'generate', '-q', "-o$filed", '-torders', '-n300k', '-j1']);
ok($piped eq slurp("$filed/orders.csv"), 'a pipe and a file get the same bytes');

# All tables as SQL, referenced ones first.
my $sql = run_command([$mini, 'generate', '-q', '-o-', '-fsql', '-n3', '-j4'])->{stdout};
is_deeply([$sql =~ /^INSERT INTO (\S+)/mg],
    ['countries', 'customers', 'orders', ('odd."../x,""y') x 3, ('"ORDERS"') x 3, 'manifest'], 'SQL of all tables goes to standard output');

# ---- memory ----------------------------------------------------------------------------------------------

# The most memory a run used, in kB.
sub peak_memory
{
    my ($rows) = @_;
    my $script = '"$@" & pid=$!; while kill -0 $pid 2>/dev/null; do now=$(sed -n "s/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p" '
        . '/proc/$pid/status 2>/dev/null); [ -n "$now" ] && peak=$now; sleep 0.01; done; wait $pid && echo $peak';
    my $run = run_command(['sh', '-c', $script, 'sh', $mini, 'generate', '-q', '-j2', '-tcustomers,orders',
        "-n$rows", '-o' . scratch()]);
    return $run->{stdout} =~ /(\d+)/ ? $1 : 0;
}

my ($few, $many) = map { peak_memory($_) } '100k', '3M';
cmp_ok($few, '>', 0, "100k rows need $few kB");
cmp_ok($many, '<', $few + 2000, "3M rows need $many kB");

# ---- progress --------------------------------------------------------------------------------------------

# What standard error shows on a terminal. With {interrupt => 1} the run is interrupted once progress shows.
sub on_terminal
{
    my ($environment, @words) = @_;
    my $interrupt = delete $environment->{interrupt};
    my $terminal = IO::Pty->new;
    my $pid      = fork // die "could not fork: $!";
    if (!$pid) {
        my $slave = $terminal->slave;
        $slave->set_winsize(24, 60);
        open STDERR, '>&', $slave;
        open STDOUT, '>', '/dev/null';
        %ENV = (%ENV, TERM => 'xterm', %$environment);
        exec $mini, @words or POSIX::_exit(127);
    }
    $terminal->close_slave;
    my ($shown, $bytes) = ('');
    while (sysread $terminal, $bytes, 4096) {
        $shown .= $bytes;
        kill SIGINT, $pid if $interrupt && $shown =~ /%/;
    }
    waitpid $pid, 0;
    return $shown;
}

my $shown = on_terminal({}, 'generate', '-o' . scratch(), '-tcustomers,orders', '-n5M', '-j1');
my @lines = grep { /%/ } split /[\r\n]+/, $shown;
cmp_ok(scalar(@lines), '>', 1, 'progress is shown on a terminal');
like($lines[-1], qr{^mini: \d+%  [\d.]+M rows, [\d.]+ MB, [\d.]+ MB/s, left: }, 'with rate and time left');
is_deeply([grep { length > 59 } @lines], [], 'and never wider than the terminal');
like($shown, qr/\r *\r+\n? *[\d,]+ rows/, 'it is gone before the summary');
like(on_terminal({interrupt => 1}, 'generate', '-o' . scratch(), '-tcustomers', '-n2G'), qr/left.*\r *\r+\z/s,
    'it is gone when a signal ends the run');
like(on_terminal({NO_COLOR => ''}, 'generate', '-x'), qr/\e\[1;31merror:/, 'errors have colour on a terminal');
unlike(on_terminal({NO_COLOR => 1}, 'generate', '-x'), qr/\e/, 'and none with NO_COLOR');
unlike(on_terminal({}, 'generate', '-q', '-o' . scratch(), '-tcustomers', '-n5M'), qr/./, '--quiet shows nothing');

done_testing;
