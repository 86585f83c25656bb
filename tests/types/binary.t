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

my @generate = ("$folder/program/types", 'generate', '--quiet', "--rows=$rows");
my @tables = $schema =~ /^CREATE TABLE (\w+)/gm;
my @types  = split /\n/, `$binary`;
cmp_ok(scalar(@types), '>', 3, 'there are types of which only a server knows the OIDs');
my $pg = PgCluster->new(version => 15, settings => {TimeZone => 'UTC'});
$pg->create_db('types');
$pg->psql_file("$folder/source/types.sql", db => 'types');
my $names = join ', ', map { "($_, '" . $types[$_] =~ s/'/''/gr . "')" } 0 .. $#types;
my $oids = $pg->psql(
    "SELECT coalesce(oid, 0), CASE WHEN typreceive <> 0 THEN 1 ELSE 0 END
     FROM (VALUES $names) AS name (i, n) LEFT JOIN pg_type ON oid = to_regtype(n) ORDER BY i", db => 'types') =~ tr/|/ /r;
spew("$folder/oids", $oids);

# The rows of a table as the server writes them.
sub written
{
    my ($table, $format) = @_;
    my $file = "$folder/$table.written";
    $pg->psql("\\copy $table to '$file' (FORMAT $format)", db => 'types');
    return slurp($file);
}

# The rows as the text form has them.
sub copied
{
    my ($table) = @_;
    return run_command([@generate, '--format=copy', "--tables=$table", '--output=-'])->{stdout};
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
    ok(sorted(written($table, 'text')) eq sorted(copied($table)), "$table: its rows are those of the text form");
    ok(binary_rows(written($table, 'binary')) eq binary_rows(slurp($file)), "$table: the server writes the same bytes");
}

# Without a server's OIDs the rows are for those servers that do not look at them.
my $generated = scratch();
command_checks([grep({ $_ ne '--quiet' } @generate), '--format=copy-binary', '--tables=every_type', "--output=$generated"],
    0, [],
    [   qr/\A\S+ warning: only servers from version 14 on read table "every_type" in format "copy-binary": column "some_moods" lacks the OID of type public\.mood\n/
    ],
    'OIDs are missed');
$pg->psql("TRUNCATE every_type", db => 'types');
$pg->psql("\\copy every_type FROM '$generated/every_type.bin' (FORMAT binary)", db => 'types');
ok(written('every_type', 'text') eq copied('every_type'), 'the rows are the same without OIDs');

# What no server reads is refused.
command_ok([$schemac, 'build', '--quiet', '--cflags', '-O0', "$root/tests/types/types.sql", '-o', "$folder/all"],
    'the program of all types is built');
command_checks(["$folder/all/types", 'generate', '--format=copy-binary', '--output=-', '--tables=every_type'], 2, [],
    [   qr/^types: error: table "every_type" cannot be written in format "copy-binary": column "a_regtype" has type regtype, which has no binary form\nhint: Use --format=copy, or name the other tables with --tables\.\n\z/
    ],
    'a type without a receive function');
spew("$folder/given.yaml", <<'YAML');
tables:
  hosts:
    columns:
      ip: {type: inet, rule: {choice: ['10/8', '::1']}}
YAML
command_ok([$schemac, 'build', '--quiet', '--cflags', '-O0', "$folder/given.yaml", '-o', "$folder/given"],
    'a program with texts of the schema is built');
command_checks(["$folder/given/given", 'generate', '--format=copy-binary', '--output=-'], 2, [],
    [   qr/^given: error: table "hosts" cannot be written in format "copy-binary": it has values that the schema gives as texts which only a server reads\nhint: Use --format=copy, or name the other tables with --tables\.\n\z/
    ],
    'texts that the schema gives');

# The constants that the compiler has for OIDs are those of every server.
my %known;
for my $version (PgCluster::versions()) {
    my $server = PgCluster->new(version => $version);
    my $list   = $server->psql(
        "SELECT format_type(oid, -1), oid, typarray FROM pg_type
         WHERE oid < 16384 AND typtype IN ('b', 'r', 'm') AND typarray <> 0 AND typelem NOT IN (18, 26, 21)
             AND typcategory <> 'A' AND typname !~ '^(reg|gtsvector|aclitem|pg_node|pg_brin)'");
    push @{$known{$_->[0]}}, "$_->[1] $_->[2]" for map { [split /\|/] } split /\n/, $list;
    $server->stop;
}
my @names = sort keys %known;
my $arrays = join '', map { "CREATE TABLE t$_ (c $names[$_]\[\], d pair$_);\n" } 0 .. $#names;
my $pairs  = join '', map { "CREATE TYPE pair$_ AS (a $names[$_]\[\]);\n" } 0 .. $#names;
spew("$folder/oids.sql", $pairs . $arrays);
command_ok([$schemac, 'build', '--quiet', '--cflags', '-O0', "$folder/oids.sql", '-o', "$folder/arrays"],
    'a program with arrays of every type is built');
my $code = slurp("$folder/arrays/oids.c");
cmp_ok(scalar(@names), '>', 50, 'there are many types');
for my $i (0 .. $#names) {
    my ($array)   = slurp("$folder/arrays/t$i.c") =~ /\{\.name = "c", \.type = &(\w+),/;
    my ($element) = $code =~ /\b$array = \{[^;]*?\.element_oid = \{(\d+), 0\}/;
    my ($field)   = $code =~ /\w*pair${i}_\w*fields\[\] = \{\s*\{"a", &$array, \{(\d+), 0\}\}/;
    is_deeply([map { "$element $field" } @{$known{$names[$i]}}], $known{$names[$i]}, "the OIDs of $names[$i]");
}
done_testing;
