# Every type that the compiler knows, from a schema to rows in a server: what the program writes is what the
# server writes of it again, whichever format it was loaded from.
use strict;
use warnings;
use JSON::PP ();
use PgCluster;
use SchemacTest;
use Test::More;

my ($rows, $keys, $few) = (10_000, 1500, 300);
my $source = "$root/tests/types/types.sql";
my $folder = scratch();
command_ok([$schemac, 'build', '--quiet', '--cflags', '-O1', $source, '-o', $folder], 'the program is built')
    or BAIL_OUT('no program to test');
my $pg     = PgCluster->new(version => 15, settings => {TimeZone => 'UTC'});
my @tables = slurp($source) =~ /^CREATE TABLE (\w+)/gm;
cmp_ok(scalar(@tables), '>', 20, 'there are tables');

# Files of all tables, by name; $count is as --rows has it.
sub generated
{
    my ($format, $count) = @_;
    my $dir = scratch();
    command_checks(["$folder/types", 'generate', '--quiet', "--rows=$count", "--format=$format", "--output=$dir"],
        0, [], [], "generate --format=$format");
    return {map { $_ => "$dir/$_.$format" } @tables};
}

# Loads the files; returns what the server writes of each table, in the order of its rows' bytes where they
# have no number.
sub loaded
{
    my ($files, $load) = @_;
    my $db = $pg->create_db("from_" . ($files->{every_type} =~ s/.*\.//r));
    $pg->psql_file($source, db => $db);
    my $result = $pg->psql_result('', db => $db, stdin => join '', map { $load->($_, slurp($files->{$_})) } @tables);
    is("$result->{exit} $result->{stderr}", '0 ', "$db: all tables load");
    my $script = join "\\echo ====\n", map { "COPY (SELECT * FROM $_ ORDER BY 1) TO STDOUT;\n" } @tables;
    my @written = split /^====\n/m, $pg->psql_result('', db => $db, stdin => $script)->{stdout}, -1;
    return {map { $tables[$_] => in_order($tables[$_], $written[$_]) } 0 .. $#tables};
}

sub in_order
{
    my ($table, $lines) = @_;
    return $table eq 'every_type' ? $lines : join '', sort split /^/m, $lines;
}

# Names the first line that differs, for texts of which most are megabytes.
sub same_lines
{
    my ($got, $expected, $name) = @_;
    return pass($name) if $got eq $expected;
    fail($name);
    my @got = split /\n/, $got;
    my @expected = split /\n/, $expected;
    my ($line) = grep { ($got[$_] // '') ne ($expected[$_] // '') } 0 .. ($#got > $#expected ? $#got : $#expected);
    my @cells = map { [split /\t/, $_ // ''] } $got[$line], $expected[$line];
    for my $i (0 .. $#{$cells[1]}) {
        my ($cell, $wanted) = map { $_->[$i] // 'no cell' } @cells;
        diag("line " . ($line + 1) . ", cell " . ($i + 1) . ": $cell, not $wanted") if $cell ne $wanted;
    }
}

my $all   = "$keys,every_type=$rows";
my $files = generated('copy', $all);
my $copy  = loaded($files, sub { "COPY $_[0] FROM STDIN;\n$_[1]\\.\n" });
for my $table (@tables) {
    same_lines($copy->{$table}, in_order($table, slurp($files->{$table})),
        "COPY: the server writes $table as it was generated");
    is($copy->{$table} =~ tr/\n//, $table eq 'every_type' ? $rows : $keys, "$table has its rows");
}
is($pg->psql("SELECT count(flag), count(code) BETWEEN 26 AND $keys - 1 FROM nullable_key", db => 'from_copy'), '2|t',
    'rows beyond the values of a unique column have NULL there');

my $csv = loaded(generated('csv', $all), sub { "COPY $_[0] FROM STDIN WITH (FORMAT csv, HEADER MATCH);\n$_[1]\\.\n" });
same_lines($csv->{$_}, $copy->{$_}, "CSV: $_ holds the same rows") for @tables;
my $sql = loaded(generated('sql', $all), sub { $_[1] });
same_lines($sql->{$_}, $copy->{$_}, "SQL: $_ holds the same rows") for @tables;

# JSON, by a parser of another house. The server says what each column is.
my $json    = JSON::PP->new->utf8->allow_nonref->allow_bignum(0);
my $array   = generated('json', $few);
my $lines   = generated('ndjson', $few);
my %objects = map { $_ => $json->decode(slurp($array->{$_})) } @tables;
for my $table (@tables) {
    is(scalar @{$objects{$table}}, $few, "JSON: $table has its rows");
    is_deeply([map { $json->decode($_) } split /\n/, slurp($lines->{$table})], $objects{$table},
        "NDJSON: $table has the rows of JSON");
}
my @columns = split /\n/, $pg->psql(
    "SELECT attname FROM pg_attribute WHERE attrelid = 'every_type'::regclass AND attnum > 0 ORDER BY attnum",
    db => 'from_copy');
my ($first) = @{$objects{every_type}};
is_deeply([sort keys %$first], [sort @columns], 'JSON: an object has a member for every column');
my $in_server = $json->decode($pg->psql(
    "SELECT json_agg(json_build_object('id', id, 'a_boolean', a_boolean, 'an_integer', an_integer, 'a_text', a_text,
         'a_json', a_json, 'a_jsonb', a_jsonb, 'some_integers', some_integers, 'some_texts', some_texts,
         'some_moods', some_moods, 'a_mood', a_mood, 'a_uuid', a_uuid, 'an_inet', an_inet, 'a_date', a_date,
         'a_pair', a_pair, 'an_interval', an_interval, 'an_int4range', an_int4range) ORDER BY id)
     FROM every_type WHERE id <= $few", db => 'from_copy'));
my ($nulls, $arrays, $embedded) = (0, 0, 0);
for my $i (0 .. $few - 1) {
    my %row = map { $_ => $objects{every_type}[$i]{$_} } keys %{$in_server->[$i]};
    is_deeply(\%row, $in_server->[$i], "JSON: row $i is the server's") or last;
    $nulls    += grep { !defined } values %row;
    $arrays   += ref $row{some_texts} eq 'ARRAY';
    $embedded += ref $row{a_jsonb} eq 'HASH';
}
cmp_ok($nulls,    '>', 0, 'JSON: there are NULLs');
cmp_ok($arrays,   '>', 0, 'JSON: arrays are arrays');
cmp_ok($embedded, '>', 0, 'JSON: a document is embedded');
done_testing;
