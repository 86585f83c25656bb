# What is read of every kind of object, from a server of each version, from the .sql file itself and from the
# .yaml file beside it: the same Schema, the one in that .yaml file. UPDATE=1 rewrites it.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $dir   = "$root/tests/live";
my @cases = (['objects', 12], ['objects-15', 15], ['objects-18', 18]);

for my $version (PgCluster::versions()) {
    my $pg = PgCluster->new(version => $version);
    for my $case (grep { $_->[1] <= $version } @cases) {
        my ($name) = @$case;
        $pg->create_db($name);
        $pg->psql_file("$dir/$name.sql", db => $name);
        my $result = command_checks([$schemac_asan, 'inspect', $pg->uri($name)], 0, undef, [], "$name: server $version");
        spew("$dir/$name.yaml", $result->{stdout}) if $ENV{UPDATE} && $result->{exit} == 0;
        is($result->{stdout}, slurp("$dir/$name.yaml"), "$name: what server $version holds");
    }
    $pg->stop;
}
for my $case (@cases) {
    my ($name) = @$case;
    for my $source ("$name.sql", "$name.yaml") {
        my $result = command_checks([$schemac_asan, 'inspect', '--quiet', "$dir/$source"], 0, undef, [], $source);
        is($result->{stdout}, slurp("$dir/$name.yaml"), "what $source holds");
    }
}
done_testing;
