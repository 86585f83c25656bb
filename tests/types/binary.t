# COPY's binary form of every type that has one: servers read it, hold the rows that the text form gives, and write
# the same bytes again.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $rows = 10_000;

# The schema without the columns of types that have no receive function on the server.
my $schema = join "\n", grep { !/^    (?:a_regtype|a_regclass|a_seg|an_isbn) / } split /\n/,
    slurp("$root/tests/types/types.sql");
my $folder = scratch();
mkdir "$folder/source" or die "could not make a folder: $!";
spew("$folder/source/types.sql", $schema);
command_ok([$schemac, 'build', '--quiet', '--cflags', '-O1', "$folder/source/types.sql", '-o', "$folder/program"],
    'the program is built')
    or BAIL_OUT('no program to test');
my $binary = "$folder/binary";
command_ok(
    [   'cc', '-std=gnu11', '-O1', '-Wall', '-Wextra', '-Werror', "-I$build/include/schemac", "$root/tests/types/binary.c",
        (grep { !m{main_program|all\.o} } glob "$folder/program/obj/*.o"), "$build/lib/schemac/librt.a", '-pthread', '-o', $binary
    ],
    'and one that writes its tables with the OIDs of a server')
    or BAIL_OUT('no program to test');

my @tables = $schema =~ /^CREATE TABLE (\w+)/gm;
my @types  = split /\n/, `$binary`;
cmp_ok(scalar(@types), '>', 3, 'there are types of which only a server knows the OIDs');
my $pg = PgCluster->new(version => 15, settings => {TimeZone => 'UTC'});
$pg->create_db('types');
$pg->psql_file("$folder/source/types.sql", db => 'types');
my $names = join ', ', map { "('" . s/'/''/gr . "')" } @types;
my $oids = $pg->psql(
    "SELECT coalesce(oid, 0), CASE WHEN typreceive <> 0 THEN 1 ELSE 0 END
     FROM (VALUES $names) AS name (n) LEFT JOIN pg_type ON oid = to_regtype(n)", db => 'types') =~ tr/|/ /r;
spew("$folder/oids", $oids);

# The rows of a table as the server writes them.
sub written
{
    my ($table, $format) = @_;
    my $file = "$folder/$table.written";
    $pg->psql("\\copy $table to '$file' (FORMAT $format)", db => 'types');
    return slurp($file);
}

# The same lines in an order of their own: a server puts a row where there is room.
sub sorted
{
    my ($lines) = @_;
    return join '', sort split /^/m, $lines;
}

# The rows of the binary form, each a line of hexadecimal digits, and what stands around them.
sub binary_rows
{
    my ($bytes) = @_;
    my ($at, @rows) = (19);
    while ((my $cells = unpack 's>', substr $bytes, $at, 2) >= 0) {
        my $start = $at;
        $at += 2;
        for (1 .. $cells) {
            my $size = unpack 'l>', substr $bytes, $at, 4;
            $at += 4 + ($size > 0 ? $size : 0);
        }
        push @rows, unpack('H*', substr $bytes, $start, $at - $start) . "\n";
    }
    return join '', unpack('H*', substr $bytes, 0, 19), unpack('H*', substr $bytes, $at), sort @rows;
}

for my $table (@tables) {
    my $file = "$folder/$table.bin";
    is(system("$binary $table $rows < $folder/oids > $file"), 0, "$table is written in binary") or next;
    my $result = $pg->psql_result("\\copy $table FROM '$file' (FORMAT binary)", db => 'types');
    is("$result->{exit} $result->{stderr}", '0 ', "$table: the server reads it") or next;
    my $copied = run_command(["$folder/program/types", 'generate', '--quiet', "--rows=$rows", '--format=copy',
            "--tables=$table", '--output=-'])->{stdout};
    ok(sorted(written($table, 'text')) eq sorted($copied), "$table: its rows are those of the text form");
    ok(binary_rows(written($table, 'binary')) eq binary_rows(slurp($file)), "$table: the server writes the same bytes");
}
done_testing;
