# Every type's values, in every format, into a server and back: what it prints is what the runtime wrote.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my @extensions = qw(citext cube hstore isn ltree postgis seg);
my %copy       = (
    copy => '',
    csv  => 'WITH (FORMAT csv)',
    tsv  => q{WITH (FORMAT csv, DELIMITER E'\t')},
);

# How JSON is read where json_to_record, which knows no arrays of domains over arrays, does not do.
my %from_json = ('texts[]' => <<'SQL');
SELECT (line->>'n')::bigint, CASE WHEN json_typeof(line->'v') = 'array' THEN ARRAY(
    SELECT ARRAY(SELECT json_array_elements_text(item))::texts FROM json_array_elements(line->'v') AS item) END
FROM j
SQL

my $folder  = scratch();
my $program = "$folder/values";
my $warn    = '-Wall -Wextra -Wpedantic -Werror';
my $built   = run_command(
    ['cc', '-std=gnu11', '-O1', split(' ', $warn), "-I$build/include/schemac", '-o', $program,
        glob("$root/tests/values/*.c"), "$build/lib/schemac/librt.a"]);
is($built->{exit}, 0, 'the program builds against what is installed') or diag($built->{stderr});
is(run_command([$program, $folder])->{exit}, 0, 'it writes its columns');

my $pg = PgCluster->new(version => 15, settings => {timezone => 'UTC'});
$pg->psql(join '', map { "CREATE EXTENSION $_;" } @extensions);
$pg->psql(<<'SQL');
CREATE TYPE pair AS (number bigint, "awkward ""name""" text, texts text[], document json);
CREATE DOMAIN texts AS text[];
CREATE TYPE textrange AS RANGE (subtype = text, collation = "C");
SQL

# The lines of two texts that differ, at most three.
sub differences
{
    my ($got, $expected) = @_;
    my @got      = split /\n/, $got;
    my @expected = split /\n/, $expected;
    my @differ   = grep { ($got[$_] // '') ne ($expected[$_] // '') } 0 .. ($#got > $#expected ? $#got : $#expected);
    splice @differ, 3 if @differ > 3;
    return map { "got      " . ($got[$_] // 'nothing') . "\nexpected " . ($expected[$_] // 'nothing') } @differ;
}

# The SQL that fills table t from a file of one format.
sub load
{
    my ($name, $type, $format) = @_;
    my $path = "$folder/$name.$format";
    return slurp($path) if $format eq 'sql';
    return "COPY t FROM STDIN $copy{$format};\n" . slurp($path) . "\\.\n" if exists $copy{$format};
    (my $lines = slurp($path)) =~ s/([\\])/\\\\/g;
    my $rows = $from_json{$type} // "SELECT r.* FROM j, json_to_record(line) AS r (n bigint, v $type)";
    return "CREATE TEMP TABLE j (line json); COPY j FROM STDIN;\n$lines\\.\nINSERT INTO t $rows;";
}

for my $line (split /\n/, slurp("$folder/types")) {
    my ($name, $type) = split /\t/, $line;
    my $expected = slurp("$folder/$name.copy");
    for my $format (qw(copy csv tsv sql json)) {
        my $result = $pg->psql_result("BEGIN; CREATE TEMP TABLE t (n bigint, v $type);\n"
                . load($name, $type, $format)
                . "\nCOPY (SELECT * FROM t ORDER BY n) TO STDOUT;\n");
        my $message = "$name: $type by $format";
        is($result->{exit}, 0, "$message is read") or diag(substr $result->{stderr}, 0, 1000);
        my @differences = differences($result->{stdout}, $expected);
        ok($result->{stdout} eq $expected, "$message comes back the same") or diag(join "\n", @differences);
    }
}
done_testing;
