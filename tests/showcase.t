# What is committed under generated/ is what the compiler writes for these examples. UPDATE=1 writes it anew.
# No example has a table that must be left out.
use strict;
use warnings;
use File::Path qw(remove_tree);
use SchemacTest;
use Test::More;

my %showcase = (hello => 'schemas/hello.yaml', crm => 'schemas/crm.sql');
for my $name (sort keys %showcase) {
    my $committed = "$root/generated/$name";
    my $dir       = $ENV{UPDATE} ? $committed : scratch();
    remove_tree($committed) if $ENV{UPDATE};
    command_ok([$schemac, 'build', '--quiet', '--no-compile', $showcase{$name}, '-o', $dir],
        "$name is written", cwd => $root);
    command_checks(['diff', '-r', '-u', $committed, $dir], 0, [], [], "generated/$name is up to date");
}
for my $example (glob "$root/schemas/*.yaml $root/schemas/*.sql") {
    command_checks([$schemac, 'build', '--quiet', '--no-compile', '--strict', $example, '-o', scratch()], 0, [], [],
        "$example is planned whole");
}
done_testing;
