# Golden directories: each folder of tests/golden/ and tests/regression/ is a command and all that it must
# leave behind; tests/README.md tells the form. UPDATE=1 rewrites what is expected. Arguments choose folders.
use strict;
use warnings;
use File::Basename qw(basename dirname);
use File::Find qw(find);
use File::Path qw(remove_tree);
use SchemacTest;
use Test::More;

# The tree of files under a folder as {path => bytes}; links are left out.
sub tree
{
    my ($dir) = @_;
    my %files;
    return \%files if !-d $dir;
    my $take = sub {
        return if -l $File::Find::name || !-f $File::Find::name;
        my $path = substr $File::Find::name, 1 + length $dir;
        $files{$path} = slurp($File::Find::name);
    };
    find({wanted => $take, no_chdir => 1}, $dir);
    return \%files;
}

sub expected_file
{
    my ($path) = @_;
    return -e $path ? slurp($path) : '';
}

# Writes an expectation, or removes it where it is what a missing file means.
sub update_file
{
    my ($path, $bytes, $default) = @_;
    return spew($path, $bytes) if $bytes ne $default;
    unlink $path;
}

sub update_case
{
    my ($case, $result, $files) = @_;
    update_file("$case/expected.stdout", $result->{stdout}, '');
    update_file("$case/expected.stderr", $result->{stderr}, '');
    update_file("$case/exit", "$result->{exit}\n", "0\n");
    remove_tree("$case/expected");
    spew("$case/expected/$_", $files->{$_}) for keys %$files;
}

# Compares two texts and shows the difference as diff prints it.
sub same_text
{
    my ($got, $expected, $name) = @_;
    return pass($name) if $got eq $expected;
    my $dir = scratch();
    spew("$dir/expected", $expected);
    spew("$dir/got",      $got);
    my $diff = run_command(['diff', '-a', '-u', "$dir/expected", "$dir/got"])->{stdout};
    fail($name);
    diag(substr $diff, 0, 6000);
}

sub compare_case
{
    my ($case, $result, $files) = @_;
    same_text($result->{stderr}, expected_file("$case/expected.stderr"), 'standard error');
    same_text($result->{stdout}, expected_file("$case/expected.stdout"), 'standard output');
    my $exit = expected_file("$case/exit") || "0\n";
    is("$result->{exit}\n", $exit, 'exit status');
    is($result->{signal}, 0, 'no signal');
    my $expected = tree("$case/expected");
    is_deeply([sort keys %$files], [sort keys %$expected], 'the files it leaves');
    same_text($files->{$_}, $expected->{$_}, "file $_") for grep { exists $files->{$_} } sort keys %$expected;
}

sub run_case
{
    my ($case) = @_;
    my $dir = scratch();
    if (-d "$case/input") {
        system('cp', '-R', "$case/input/.", $dir) == 0 or die "could not copy \"$case/input\"";
    }
    my $input = tree($dir);
    symlink "$root/schemas", "$dir/schemas" or die "could not link the schemas: $!";
    my $path   = "$build_asan/bin:$build_asan/obj:$ENV{PATH}";
    my $result = run_command(['sh', '-c', slurp("$case/cmd")], cwd => $dir, env => {PATH => $path, HOME => $dir});
    my $files  = tree($dir);
    for my $name (keys %$input) {
        delete $files->{$name} if exists $files->{$name} && $files->{$name} eq $input->{$name};
    }
    return ($result, $files);
}

my @cases = @ARGV ? map { s{/\z}{}r } @ARGV : map { dirname($_) } glob "$root/tests/{golden,regression}/*/cmd";
for my $case (@cases) {
    my ($result, $files) = run_case($case);
    update_case($case, $result, $files) if $ENV{UPDATE};
    subtest basename($case) => sub { compare_case($case, $result, $files) };
}
done_testing;
