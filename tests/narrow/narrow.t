# Columns under conditions of their own: what is generated satisfies them on a server, and is varied.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my ($rows, $usual) = (1000, 20);
my $pg = PgCluster->new(version => 15, settings => {TimeZone => 'UTC'});

# The columns of a schema's one table, each with the number of values that it can be told to have.
sub columns_of
{
    my ($source) = @_;
    my %values;
    /^    (\w+) (?:.*-- (\d+)$)?/ and $values{$1} = $2 // $usual for split /\n/, slurp($source);
    return \%values;
}

sub generated
{
    my ($name, $source) = @_;
    my ($folder, $out) = (scratch(), scratch());
    command_ok([$schemac, 'build', '--quiet', '--cflags', '-O0', $source, '-o', $folder], "$name is built") or return '';
    command_checks(["$folder/$name", 'generate', '--quiet', "--rows=$rows", '--format=copy', "--output=$out"],
        0, [], [], "$name: generate");
    my ($file) = glob "$out/t.*";
    return $file ? slurp($file) : '';
}

for my $name (qw(plain shaped geometry items keys functions related computed hashed hashed_pair)) {
    my $source = "$root/tests/narrow/$name.sql";
    my $db     = $pg->create_db($name);
    $pg->psql_file($source, db => $db);
    my $data   = generated($name, $source);
    my $loaded = $pg->psql_result('', db => $db, stdin => "COPY t FROM STDIN;\n$data\\.\n");
    is("$loaded->{exit} $loaded->{stderr}", '0 ', "$name: a server takes all rows");
    my $values  = columns_of($source);
    my $columns = join ', ', map { "count(DISTINCT $_\::text)" } sort keys %$values;
    my $counts  = $pg->psql_result('', db => $db, stdin => "SELECT count(*), $columns FROM t;\n");
    my ($count, @found) = split /[|\t\n]/, $counts->{stdout};
    cmp_ok($count, '>=', $rows / 2, "$name: there are rows");
    my @poor = grep { shift(@found) < $values->{$_} } sort keys %$values;
    is("@poor", '', "$name: every column has many values");
}

done_testing();
