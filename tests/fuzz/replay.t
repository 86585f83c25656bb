# Hands every kept input to its fuzz entry point, built with sanitizers: none may crash, leak or hang.
use strict;
use warnings;
use File::Basename qw(basename);
use SchemacTest;
use Test::More;

my @names = map { basename($_) =~ s/_fuzz\.c\z//r } glob "$root/tests/fuzz/*_fuzz.c";
plan skip_all => 'there are no fuzz entry points' if !@names;
for my $name (@names) {
    my @inputs = grep { -f } glob "$root/tests/fuzz/$name/*";
    cmp_ok(scalar(@inputs), '>', 0, "$name has inputs");
    my $result = run_command(["$build_asan/tests/fuzz/${name}_fuzz", @inputs], timeout => 120);
    is($result->{exit}, 0, "$name survives all of them") or diag(substr $result->{stderr}, 0, 6000);
}
done_testing;
