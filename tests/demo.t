# What `make demo` shows: every example becomes a generator, and they write over a million rows.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $result = run_command(['sh', "$root/schemas/demo.sh"], env => {BUILD => $build});
is($result->{exit}, 0, 'the demonstration succeeds') or diag($result->{stderr});
is($result->{stderr}, '', 'without a complaint');

my $rows = 0;
$rows += s/,//gr for $result->{stdout} =~ /^ +([\d,]+) rows .* in [\d.]+ s/mg;
cmp_ok($rows, '>', 1_000_000, 'it makes over a million rows');
for my $path ($result->{stdout} =~ m{^  (generated/\S+)}mg) {
    ok(-e "$root/$path", "$path is there to try");
}
done_testing;
