# Holds the rules of the tree: who may include whom, where the foreign libraries are seen, and that every
# folder has its sign.
use strict;
use warnings;
use File::Basename qw(basename dirname);
use SchemacTest;
use Test::More;

my %may = (
    base => [],
    diag => [qw(base)],
    model => [qw(base diag)],
    evaluate => [qw(base diag model)],
    read => [qw(base diag model evaluate)],
    plan => [qw(base diag model evaluate)],
    emit => [qw(base diag model plan)],
    '' => [qw(base diag model read plan emit)],
);
my %runtime_may = (
    draw => [],
    value => [qw(draw)],
    make => [qw(draw value)],
    program => [qw(draw value)],
    command => [qw(draw value program)],
    server => [qw(draw value program command)],
    '' => [qw(draw value make program)],
);
my %only_in = (
    'libpq-fe.h' => 'schemac/read/pg/read_pg.c',
    'yaml.h'     => 'schemac/read/yaml/read_yaml.c',
);
my %runtime_home = map { basename($_) => basename(dirname($_)) } glob "$root/runtime/*/*.h";

# What a file includes, as [line number, how, name]. A template's own includes begin with %; others are its text.
sub includes
{
    my ($path) = @_;
    my $mark = $path =~ /\.tmpl$/ ? '%' : '#';
    my ($number, @found) = (0);
    for my $line (split /\n/, slurp("$root/$path")) {
        $number++;
        push @found, [$number, $1, $2] if $line =~ /^\s*$mark\s*include\s*(["<])([^">]+)[">]/;
    }
    return @found;
}

# The complaint about one include of a compiler file, or nothing.
sub compiler_complaint
{
    my ($path, $layer, $how, $name) = @_;
    return "only $only_in{$name} may" if exists $only_in{$name} && $only_in{$name} ne $path;
    return if $how eq '<';
    return if $layer eq '' && $name =~ m{^\w+\.h$};
    return if $layer eq 'emit' && $name eq 'templates.h';
    my ($from) = $name =~ m{^(\w+)/(?:\w+/)?\w+\.h$} or return 'the path is not relative to schemac/';
    return if $from eq $layer || grep { $_ eq $from } @{$may{$layer}};
    return "the layer does not reach \"$from\"";
}

# The complaint about one include of a runtime file, or nothing.
sub runtime_complaint
{
    my ($path, $layer, $how, $name) = @_;
    return if $name eq 'libpq-fe.h' && $path eq 'runtime/server/rt_pg.c';
    return "this is not seen here" if exists $only_in{$name};
    return if $how eq '<';
    my $from = $runtime_home{$name} // return 'the runtime includes only itself';
    return if $from eq $layer || grep { $_ eq $from } @{$runtime_may{$layer}};
    return "the layer does not reach \"$from\"";
}

my @list    = ('git', '-c', "safe.directory=$root", 'ls-files', '-co', '--exclude-standard');
my @tracked = split /\n/, run_command(\@list, cwd => $root)->{stdout};
@tracked = grep { -e "$root/$_" } @tracked;
cmp_ok(scalar(@tracked), '>', 10, 'the files of the tree are listed');

my @complaints;
for my $path (grep { /\.(?:c|h|re|tmpl)$/ } @tracked) {
    for my $include (includes($path)) {
        my ($line, $how, $name) = @$include;
        my $complaint;
        if ($path =~ m{^schemac/(?:(\w+)/)?(?:\w+/)?[^/]+$}) {
            $complaint = compiler_complaint($path, $1 // '', $how, $name);
        } elsif ($path =~ m{^templates/.*\.tmpl$}) {
            $complaint = compiler_complaint($path, 'emit', $how, $name);
        } elsif ($path =~ m{^runtime/(?:(\w+)/)?[^/]+$}) {
            $complaint = runtime_complaint($path, $1 // '', $how, $name);
        }
        push @complaints, "$path:$line: includes \"$name\": $complaint" if $complaint;
    }
}
is_deeply(\@complaints, [], 'every file includes only what its layer may');

my %top = map { $_ => 1 } qw(Makefile schemac runtime templates schemas generated tests README.md LICENSE);
my @strange = grep { !/^\./ && !$top{(split m{/})[0]} } @tracked;
is_deeply(\@strange, [], 'nothing else lies at the top level');

# Golden cases, fuzz inputs and committed output are data, not folders of the project.
my %folders = map { dirname($_) => 1 } grep { !m{^(?:\.|generated/.*/|tests/(?:golden|regression|fuzz)/.*/)} } @tracked;
my @unsigned = grep { !-s "$root/$_/README.md" } sort keys %folders;
is_deeply(\@unsigned, [], 'every folder has a README.md');

done_testing;
