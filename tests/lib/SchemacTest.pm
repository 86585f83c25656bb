# What every test in Perl needs: where things lie, scratch folders, running commands and judging them.
package SchemacTest;

use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use File::Spec;
use File::Temp ();
use IPC::Run ();
use Test::More;

our @EXPORT = qw(
    $root $build $build_asan $schemac $schemac_asan corpus_dir scratch slurp spew
    run_command command_ok command_like command_fails_like command_checks
    program_help_ok program_version_ok
);

our $root         = abs_path(dirname(__FILE__) . '/../..');
our $build        = File::Spec->rel2abs($ENV{BUILD} || 'generated/build', $root);
our $schemac      = "$build/bin/schemac";
our $build_asan   = "$root/generated/build-asan";
our $schemac_asan = "$build_asan/bin/schemac";

# Nothing of the caller's environment may reach a test.
delete @ENV{grep { /^(PG|LC_|LANG|MAKE|SCHEMAC_TEST)/ } keys %ENV};
$ENV{LC_ALL}   = 'C.UTF-8';
$ENV{NO_COLOR} = 1;
$ENV{TZ}       = 'UTC';

# Nor its signals: a shell starts commands in the background with some ignored.
$SIG{$_} = 'DEFAULT' for qw(INT QUIT HUP TERM PIPE);

# The folder of real-world schemas, or undef where this machine has none.
sub corpus_dir
{
    my $dir = $ENV{SCHEMAC_CORPUS} || "$root/../shared/corpus";
    return -d $dir ? abs_path($dir) : undef;
}

my @scratch;
my $owner = $$;

# A new empty folder, removed at the end unless a test failed and KEEP is set.
sub scratch
{
    my $dir = File::Temp::tempdir('schemac-test-XXXXXX', TMPDIR => 1);
    push @scratch, $dir;
    return $dir;
}

END {
    if ($$ == $owner) {
        my $status = $?;
        my $failed = $status != 0 || !Test::More->builder->is_passing;
        for my $dir (@scratch) {
            if   ($failed && $ENV{KEEP}) { diag("kept $dir") }
            else                         { remove_tree($dir) }
        }
        $? = $status;
    }
}

# The whole of a file as bytes; dies where it cannot be read.
sub slurp
{
    my ($path) = @_;
    open my $file, '<:raw', $path or die "could not open \"$path\": $!";
    local $/;
    my $bytes = <$file>;
    return $bytes // '';
}

# Writes bytes to a file, making its folder.
sub spew
{
    my ($path, $bytes) = @_;
    make_path(dirname($path));
    open my $file, '>:raw', $path or die "could not create \"$path\": $!";
    print $file $bytes;
    close $file or die "could not write \"$path\": $!";
    return $path;
}

# Runs a command (an array of words, no shell) and returns {stdout, stderr, exit, signal, timed_out}.
# Options: stdin (text), stdout (path of a file to write to), cwd, env (added to the environment; undef
# removes), timeout (seconds, default 300).
sub run_command
{
    my ($command, %options) = @_;
    my $stdin = $options{stdin} // '';
    my ($stdout, $stderr) = ('', '');
    my $init = sub {
        chdir $options{cwd} or die "could not enter \"$options{cwd}\": $!" if defined $options{cwd};
        for my $name (keys %{$options{env} || {}}) {
            if   (defined $options{env}{$name}) { $ENV{$name} = $options{env}{$name} }
            else                                { delete $ENV{$name} }
        }
    };
    my $timer  = IPC::Run::timeout($options{timeout} || 300);
    my $target = $options{stdout} // \$stdout;
    my $handle = eval { IPC::Run::start($command, '<', \$stdin, '>', $target, '2>', \$stderr, init => $init, $timer) };
    return {stdout => '', stderr => "$@", exit => 127, signal => 0} if !$handle;
    my $finished = eval { IPC::Run::finish($handle); 1 };
    if (!$finished) {
        my $why = $@;
        IPC::Run::kill_kill($handle, grace => 5);
        return {stdout => $stdout, stderr => "$stderr\n$why", exit => -1, signal => 9, timed_out => 1};
    }
    my $status = $handle->full_result(0);
    return {stdout => $stdout, stderr => $stderr, exit => $status >> 8, signal => $status & 127};
}

sub show_result
{
    my ($command, $result) = @_;
    diag("command: @$command");
    diag("exit $result->{exit}, signal $result->{signal}");
    diag("stdout: " . substr($result->{stdout}, 0, 4000));
    diag("stderr: " . substr($result->{stderr}, 0, 4000));
}

# The general judge: exit status, and lists of regular expressions that standard output and standard
# error must match. An empty list means that the stream must be empty, undef that it does not matter.
sub command_checks
{
    my ($command, $exit, $stdout, $stderr, $name, %options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = run_command($command, %options);
    my @wrong;
    push @wrong, "exit status is $result->{exit} (signal $result->{signal}), not $exit"
        if $result->{exit} != $exit || $result->{signal};
    for my $stream (['stdout', $stdout], ['stderr', $stderr]) {
        my ($which, $wanted) = @$stream;
        next if !defined $wanted;
        push @wrong, "$which is not empty" if !@$wanted && $result->{$which} ne '';
        push @wrong, map { "$which does not match $_" } grep { $result->{$which} !~ $_ } @$wanted;
    }
    ok(!@wrong, $name);
    if (@wrong) {
        diag($_) for @wrong;
        show_result($command, $result);
    }
    return $result;
}

# Succeeds, whatever it prints.
sub command_ok
{
    my ($command, $name, %options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return command_checks($command, 0, undef, undef, $name, %options);
}

# Succeeds, and its standard output matches.
sub command_like
{
    my ($command, $expected, $name, %options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return command_checks($command, 0, [$expected], undef, $name, %options);
}

# Fails with the exit status, prints nothing to standard output, and its standard error matches.
sub command_fails_like
{
    my ($command, $exit, $expected, $name, %options) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return command_checks($command, $exit, [], [$expected], $name, %options);
}

# `PROGRAM [WORDS] --help` succeeds, prints to standard output alone, and keeps to 80 columns.
sub program_help_ok
{
    my ($program, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = run_command([$program, @words, '--help']);
    my $what   = join ' ', @words, '--help';
    is($result->{exit}, 0, "$what succeeds") or show_result([$program], $result);
    like($result->{stdout}, qr/\S/, "$what prints to standard output");
    is($result->{stderr}, '', "$what prints nothing to standard error");
    is_deeply([grep { length > 80 } split /\n/, $result->{stdout}], [], "$what keeps to 80 columns");
    return $result;
}

# `PROGRAM --version` prints one line to standard output.
sub program_version_ok
{
    my ($program) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    return command_checks([$program, '--version'], 0, [qr/\A\S+ [^\n]*\d[^\n]*\n\z/], [], '--version prints one line');
}

1;
