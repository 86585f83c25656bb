# Nothing from a schema is trusted: names that want out of their place stay what they are, through the compiler, C,
# file names, every format, and back into a server.
use strict;
use warnings;
use Encode qw(encode);
use JSON::PP ();
use PgCluster;
use SchemacTest;
use Test::More;

$SIG{PIPE} = 'IGNORE';
my $source = "$root/tests/hostile/hostile.sql";
my $flags  = '-O0 -Wall -Wextra -Wpedantic -Werror';
my %folder = map { $_ => scratch() } qw(gcc clang);
for my $cc (sort keys %folder) {
    command_checks([$schemac, 'build', '--quiet', '--strict', '--cc', $cc, '--cflags', $flags, $source, '-o', $folder{$cc}],
        0, [], [], "it compiles without a warning under $cc")
        or BAIL_OUT('no program to test');
}
my $program = "$folder{gcc}/hostile";
my $header  = scratch() . '/header.cpp';
spew($header, qq(#include "hostile.h"\n));
command_checks(['g++', '-std=c++17', split(' ', $flags), "-I$folder{gcc}", '-c', '-o', "$header.o", $header], 0, [], [],
    'its header is C++ too');

# What is written is ASCII but for comments, and holds no control character at all.
opendir my $there, $folder{gcc} or die "could not list: $!";
my @sources = map { "$folder{gcc}/$_" } sort grep { /\.[ch]\z/ } readdir $there;
cmp_ok(scalar(@sources), '>', 60, 'there is a file for each table');
for my $path (@sources) {
    my $bytes = slurp($path);
    my $bidi  = qr/\xE2\x80[\x8B-\x8F\xAA-\xAE]|\xE2\x81[\xA0-\xAF]/;
    ok($bytes !~ /[\x00-\x08\x0B-\x1F\x7F]|$bidi|\?\?/, ($path =~ s{.*/}{}r) . ' holds no sign that misleads');
}

# Whatever the schema's own name is, the program is called by it and nothing else is touched.
for my $name ('*/ system("x"); /*', '../../escape', 'string', 'rt', 'rt_value', 'obj', "two\nlines", 'x' x 63) {
    my $dir = scratch();
    command_checks([$schemac, 'build', '--quiet', '--name', $name, '--cflags', $flags, "$root/tests/hostile/small.sql",
        '-o', "$dir/out"], 0, [], [], 'a schema called ' . ($name =~ s/\n/ /r));
    my ($library) = glob "$dir/out/lib*.a";
    my ($called) = $library =~ m{/lib(\w+)\.a\z};
    command_like(["$dir/out/$called", 'generate', '--rows=2', '--output=-', '--format=copy'], qr/\A1\n2\n\z/, 'generates');
    opendir my $handle, $dir or die "could not list: $!";
    is_deeply([grep { !/^\.\.?\z/ } readdir $handle], ['out'], 'and writes to its own folder');
}

# Files keep to their folder, and there is one for each table; the manifest says whose it is.
my %with = (
    csv    => 'WITH (FORMAT csv, HEADER MATCH)',
    tsv    => q{WITH (FORMAT csv, HEADER MATCH, DELIMITER E'\t')},
    copy   => '',
    sql    => undef,
    json   => undef,
    ndjson => undef,
);
my (%dir, %tables);
for my $format (sort keys %with) {
    my $above = scratch();
    $dir{$format} = "$above/out";
    command_checks([$program, 'generate', '--quiet', '--rows=40', "--format=$format", "--output=$dir{$format}"], 0, [], undef,
        "generate --format=$format");
    my $manifest = JSON::PP->new->utf8->decode(slurp("$dir{$format}/manifest.json"));
    $tables{$format} = $manifest->{files};
    opendir my $handle, $above or die "could not list: $!";
    is_deeply([grep { !/^\.\.?\z/ } readdir $handle], ['out'], "$format: nothing lies outside the folder");
}
my $pg = PgCluster->new(version => 15, settings => {TimeZone => 'UTC'});

sub rows_in
{
    my ($db) = @_;
    my $list = q{SELECT format('SELECT %L || md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '''')) || count(*) FROM %s t;', c.oid::regclass, c.oid::regclass)
        FROM pg_class c JOIN pg_namespace s ON s.oid = relnamespace
        WHERE relkind = 'r' AND nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY c.oid};
    return $pg->psql($pg->psql($list, db => $db), db => $db);
}

# The schema with its references checked at the end, so that tables load in any order.
sub fresh
{
    my ($db) = @_;
    $pg->create_db($db);
    $pg->psql_file($source, db => $db);
    return "SET session_replication_role = replica;\n";
}

my $begin = fresh('from_sql');
my $loaded = $pg->psql_result('', db => 'from_sql', stdin => $begin . join '', map { slurp("$dir{sql}/$_->{file}") } @{$tables{sql}});
is(substr("$loaded->{exit} $loaded->{stderr}", 0, 400), '0 ', 'SQL loads');
my $expected = rows_in('from_sql');
is(scalar(split /\n/, $expected), scalar @{$tables{sql}}, 'there is a file for every table');
for my $format (grep { defined $with{$_} } sort keys %with) {
    my $script = fresh("from_$format");
    for my $file (@{$tables{$format}}) {
        my ($schema, $table) = map { '"' . s/"/""/gr . '"' } map { encode('UTF-8', $_) } $file->{schema}, $file->{table};
        $script .= "COPY $schema.$table FROM STDIN $with{$format};\n" . slurp("$dir{$format}/$file->{file}") . "\\.\n";
    }
    my $result = $pg->psql_result('', db => "from_$format", stdin => $script);
    is(substr("$result->{exit} $result->{stderr}", 0, 400), '0 ', "$format loads");
    is(rows_in("from_$format"), $expected, "$format holds the same rows");
}

# A dot in a name is not the dot after a schema.
my $dots = scratch();
spew("$dots/dots.sql", <<'SQL');
CREATE SCHEMA a;
CREATE TABLE "a.b" (id integer PRIMARY KEY, here text NOT NULL);
CREATE TABLE a.b (id integer PRIMARY KEY, there text NOT NULL);
CREATE TABLE "say ""c""" (id integer PRIMARY KEY);
SQL
command_checks([$schemac, 'build', '--quiet', '--cflags', '-O0', "$dots/dots.sql", '-o', "$dots/out"], 0, [], [],
    'names with dots are built');
my @generate = ("$dots/out/dots", 'generate', '--quiet', '--output', '-');
command_checks([@generate, '--tables', 'a.b', '--rows', 'a.b=2'], 0, [qr/\Aid,there\n(.*\n){2}\z/], [], 'a.b is b of schema a');
command_checks([@generate, '--tables', '"a.b"', '--rows', '"a.b"=3,a.b=2'], 0, [qr/\Aid,here\n(.*\n){3}\z/], [],
    '"a.b" is a table of public');
command_checks([@generate, '--tables', $_, '--rows', 1], 0, [qr/\Aid\n1\n\z/], [], "$_ is found")
    for 'say "c"', '"say ""c"""';
done_testing;
