# What `schemac build` and `run` do when the world fails, and what they find done already.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $hello = "$root/schemas/hello.yaml";
my $dir   = scratch();

program_help_ok($schemac, @$_) for [], ['build'], ['run'], ['inspect'], ['check'];

command_checks([$schemac, 'build', '--cc', 'no-such-compiler', $hello, '-o', "$dir/none"], 3, [],
    [qr/error: could not run "no-such-compiler"/, qr/hint: .*--cc/], 'a missing compiler is named');
command_checks([$schemac, 'build', '--cflags', '-include no-such-header.h', $hello, '-o', "$dir/broken"], 3, [],
    [qr/no-such-header/, qr/error: the C compiler failed with exit code 1/], 'what the compiler says is shown');
my $many = run_command([$schemac, 'build', '--jobs', 4, '--cflags', '-include no-such-header.h', $hello, '-o', "$dir/many"]);
like($many->{stderr}, qr/\A(?!.*error: the C compiler.*error: the C compiler).*its messages are above\n\z/s,
    'of compilers side by side one failure is reported, last');
command_checks([$schemac, 'build', $hello, '-o', '/proc/schemac-test'], 3, [],
    [qr{error: could not create folder "/proc/schemac-test"}], 'a folder that cannot be made is named');
command_checks([$schemac, 'build', '--jobs', '0', $hello, '-o', "$dir/none"], 2, [], [qr/invalid value "0" for option --jobs/],
    'no compiler at a time is wrong usage');

{
    local $ENV{SCHEMAC_RUNTIME} = "$dir/nowhere";
    command_checks([$schemac, 'build', $hello, '-o', "$dir/lost"], 3, [],
        [qr/could not find the runtime/, qr/hint: .*SCHEMAC_RUNTIME/], 'a missing runtime is named');
}

command_checks([$schemac, 'build', $hello, '-o', "$dir/hello"], 0, [], [qr/5 files, 0 up to date/], 'all is compiled once');
my @linked = map { (stat "$dir/hello/$_")[1] } qw(hello libhello.a);
command_checks([$schemac, 'build', $hello, '-o', "$dir/hello"], 0, [], [qr/0 files, 5 up to date/], 'and not twice');
is_deeply([map { (stat "$dir/hello/$_")[1] } qw(hello libhello.a)], \@linked, 'nor linked twice');
command_checks([$schemac, 'build', '--cflags', '-O1', $hello, '-o', "$dir/hello"], 0, [], [qr/5 files, 0 up to date/],
    'but again with other flags');
command_checks([$schemac, 'build', '--cc', 'env UNUSED=1 cc', $hello, '-o', "$dir/words"], 0, [], [qr/\A(?!.*libpq was not found)/s],
    'a compiler of several words');
ok(!glob("$dir/hello/*.new"), 'nothing half written is left');

{
    local $ENV{XDG_CACHE_HOME} = "$dir/cache";
    command_like([$schemac, 'run', $hello, '--', qw(generate --quiet --rows 2 --tables people --output -)],
        qr/\Aid,name\n1,.+\n2,.+\n\z/, 'run gives its arguments to the program');
    command_checks([$schemac, 'run', $hello, '--', qw(generate --rows ten)], 2, [], [qr/error/],
        'and ends with the exit code of the program');
}

# Rules in C run only where that is allowed.
my $c_rule = "$root/tests/types/c_rule.yaml";
command_checks([$schemac, 'build', $c_rule, '-o', "$dir/c_rule"], 1, [],
    [qr/c_rule\.yaml:\d+:\d+: error: .* C function, which is not allowed/, qr/hint: .*--allow-c/], 'C in rules is not run unasked');
command_ok([$schemac, 'build', '--quiet', '--allow-c', $c_rule, '-o', "$dir/c_rule"], 'and compiled in when allowed');
command_like(["$dir/c_rule/c_rule", qw(generate --quiet --rows 3 --output -)], qr/\Aid,square,label\n1,0,row 0\n2,1,row 1\n3,4,row 2\n\z/,
    'its values are there');
done_testing;
