# A generated program from end to end: what it writes in each format loads into a server under all keys and
# references, and is the same rows.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

local $SIG{PIPE} = "IGNORE";
my $folder = scratch();
command_ok([$schemac, 'build', '--quiet', "$root/schemas/crm.sql", '-o', $folder], 'the example is built')
    or BAIL_OUT('no program to test');
my $crm    = "$folder/crm";
my @tables = qw(customers contacts products orders order_items);
my @size   = ('--rows=1500', '--quiet');
my $pg     = PgCluster->new(version => 15);

# What a database holds, each table as one number.
sub contents
{
    my ($db) = @_;
    return {map {
        $_ => $pg->psql("SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' ORDER BY t::text)), '') FROM $_ t", db => $db)
    } @tables};
}

# A database with the schema's tables, their keys and references.
sub fresh
{
    my ($db) = @_;
    $pg->create_db($db);
    $pg->psql_file("$root/schemas/crm.sql", db => $db);
    my $checks = q{SELECT format('ALTER TABLE %s DROP CONSTRAINT %I;', conrelid::regclass, conname)
        FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0};
    $pg->psql($pg->psql($checks, db => $db), db => $db);
}

# What psql reads to load all tables in a format of COPY.
sub copy_script
{
    my ($format, $with, @options) = @_;
    my $dir = scratch();
    is(run_command([$crm, 'generate', @size, "--format=$format", "--output=$dir", @options])->{exit}, 0,
        "generate --format=$format @options");
    return join '', map { "COPY $_ FROM STDIN $with;\n" . join('', map { slurp($_) } sort glob "$dir/$_*.$format") . "\\.\n" } @tables;
}

fresh('from_sql');
my $sql = run_command([$crm, 'generate', @size, '--format=sql', '--output=-'])->{stdout};
my $result = $pg->psql_result('', db => 'from_sql', stdin => $sql);
is("$result->{exit} $result->{stderr}", '0 ', 'SQL of all tables loads as it streams');
my $expected = contents('from_sql');
is((split ' ', $expected->{$_})[0], 1500, "$_ has its rows") for @tables;

my %with = (
    csv  => 'WITH (FORMAT csv, HEADER)',
    tsv  => q{WITH (FORMAT csv, HEADER, DELIMITER E'\t')},
    copy => '',
);
for my $format (sort keys %with) {
    fresh("from_$format");
    my $loaded = $pg->psql_result('', db => "from_$format", stdin => copy_script($format, $with{$format}, '--jobs=3'));
    is("$loaded->{exit} $loaded->{stderr}", '0 ', "$format loads");
    is_deeply(contents("from_$format"), $expected, "$format holds the same rows");
}

# Binary files, in parts that are put together.
fresh('from_binary');
my $binary = scratch();
run_command([$crm, 'generate', @size, '--format=copy-binary', "--output=$binary", "--part=$_/3"]) for 1 .. 3;
for my $table (@tables) {
    spew("$binary/$table", join '', map { slurp($_) } sort glob "$binary/$table.*.bin");
    my $read = $pg->psql_result("\\copy $table FROM '$binary/$table' (FORMAT binary)", db => 'from_binary');
    is("$read->{exit} $read->{stderr}", '0 ', "binary rows of $table load");
}
is_deeply(contents('from_binary'), $expected, 'binary rows hold the same');

# One part at a time, by itself.
fresh('in_parts');
my $parts = '';
for my $part (1 .. 3) {
    $parts .= copy_script('csv', $with{csv}, "--part=$part/3", '--header=each');
}
my $in_order = join '', map { my $table = $_; $parts =~ /^COPY $table FROM .*?^\\\.\n/msg } @tables;
my $loaded = $pg->psql_result('', db => 'in_parts', stdin => $in_order);
is("$loaded->{exit} $loaded->{stderr}", '0 ', 'parts with a header each load');
is_deeply(contents('in_parts'), $expected, 'parts hold the same rows');

# A table by itself, and a row by itself.
my $whole = scratch();
run_command([$crm, 'generate', @size, "--output=$whole", '--format=copy']);
my $orders = run_command([$crm, 'generate', @size, '--tables=orders', '--output=-', '--format=copy'])->{stdout};
ok($orders eq slurp("$whole/orders.copy"), 'a table by itself is the same');
my @lines = split /^/, $orders;
is_deeply([map { run_command([$crm, 'row', '--rows=1500', 'orders', $_, '--format=copy'])->{stdout} } 0, 777, 1499],
    [@lines[0, 777, 1499]], 'rows by themselves are the same');

done_testing;
