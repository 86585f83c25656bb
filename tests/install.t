# An installed schemac works from any folder, moved to any place, without the source tree; uninstall leaves nothing.
use strict;
use warnings;
use File::Find qw(find);
use SchemacTest;
use Test::More;

my $stage = scratch();
my @make  = ('make', '-s', '-C', $root, "BUILD=$build", "DESTDIR=$stage", 'PREFIX=/opt/schemac');

sub files
{
    my ($dir) = @_;
    my @found;
    find({wanted => sub { push @found, substr $_, 1 + length $dir if -f }, no_chdir => 1}, $dir);
    return sort @found;
}

command_checks([@make, 'install'], 0, [], [], 'make install succeeds and is silent');
my @installed = files($stage);
is_deeply([grep { !m{^opt/schemac/(?:bin/schemac$|lib/schemac/|include/schemac/)} } @installed], [],
    'it writes to its own folders alone');
ok(-x "$stage/opt/schemac/bin/schemac", 'the program is there');

my $moved = scratch() . '/elsewhere';
system('cp', '-R', "$stage/opt/schemac", $moved) == 0 or die 'could not copy the installation';
my $work = scratch();
spew("$work/hello.sql", "create table greeting (id bigint primary key, word text not null);\n");
command_ok(["$moved/bin/schemac", 'build', 'hello.sql', '-o', 'out'], 'it builds a generator', cwd => $work);
command_like(["$work/out/hello", 'generate', '--rows', '3', '--tables', 'greeting', '--output', '-'],
    qr/\A(?:[^\n]+\n){3,4}\z/, 'which generates rows', cwd => '/');
for my $file (grep { -T "$work/out/$_" } files("$work/out")) {
    unlike(slurp("$work/out/$file"), qr/\Q$root\E/, "$file does not know the source tree");
}

command_checks([@make, 'uninstall'], 0, [], [], 'make uninstall succeeds');
is_deeply([files($stage)], [], 'and leaves no file');
done_testing;
