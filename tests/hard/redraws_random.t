# Random conditions over several columns, of all that is compiled exactly: what the generated program takes for
# true, the server must too. Each table has one; all are built, loaded and verified. SEED=N makes others.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $seed = $ENV{SEED} || 1;
srand $seed;

my %columns = (
    int       => [qw(i2 i4 j4 i8)],
    numeric   => [qw(n m)],
    float     => [qw(x y)],
    text      => [qw(s t u)],
    date      => [qw(d e)],
    timestamp => [qw(ts)],
    bool      => [qw(b)],
);
my %type = (i2 => 'smallint', i4 => 'int', j4 => 'int', i8 => 'bigint', n => 'numeric(8,2)', m => 'numeric(10,3)',
    x => 'float8', y => 'real', s => 'text', t => 'varchar(30)', u => 'text', d => 'date', e => 'date',
    ts => 'timestamp', b => 'boolean');

sub one_of { return $_[int rand @_] }
sub column { my ($class) = @_; return one_of(@{$columns{$class}}) }

# Expressions of each class; `D` stands for a part of it, of that class.
my %forms = (
    int => ['int:D + int:D', 'int:D - int:D', 'int:D * int:D', 'int:D / (int:D)', 'int:D % (int:D)', 'abs(int:D)',
        '-(int:D)', 'length(text:D)', 'octet_length(text:D)', 'position(text:D in text:D)', 'mod(int:D, 7)',
        'int:D & int:D', 'int:D | int:D', 'int:D # int:D', 'date:D - date:D', '(numeric:D)::int', 'int:D::bigint',
        'coalesce(int:D, 3)', 'nullif(int:D, 4)', 'greatest(int:D, int:D)', 'CASE WHEN bool:D THEN int:D ELSE int:D END',
        '7', '1000', '-3', '2147483647'],
    numeric => ['numeric:D + numeric:D', 'numeric:D - int:D', 'numeric:D * numeric:D', 'numeric:D * int:D',
        'numeric:D % numeric:D', 'round(numeric:D, 1)', 'round(numeric:D)', 'floor(numeric:D)', 'ceil(numeric:D)',
        'trunc(numeric:D)', 'abs(numeric:D)', 'int:D::numeric', '(numeric:D)::numeric(12,1)', '2.5', '0.01', '100.0',
        'extract(year from date:D)', 'extract(dow from date:D)', 'extract(isodow from ts)', 'extract(doy from date:D)',
        'extract(hour from timestamp:D)', 'extract(minute from ts)', 'extract(quarter from date:D)',
        'extract(month from date:D)', 'extract(day from timestamp:D)', 'least(numeric:D, numeric:D)'],
    float => ['float:D + float:D', 'x * float:D', 'float:D - int:D', 'x / (float:D)', 'int:D::float8', '0.5::float8'],
    text => ['text:D || text:D', 'lower(text:D)', 'upper(text:D)', 'reverse(text:D)', 'left(text:D, (int:D)::int)',
        'right(text:D, 4)', 'substr(text:D, (int:D)::int)', 'substring(text:D from 2 for 3)', 'btrim(text:D)', 'ltrim(text:D)',
        'rtrim(text:D)', 'int:D::text', 'concat(text:D, text:D)', q{'a'}, q{' '}, 'coalesce(text:D, s)',
        'CASE WHEN bool:D THEN text:D ELSE text:D END'],
    date => ['date:D + 5', 'date:D - i4 % 1000', 'timestamp:D::date', q{date '2024-02-29'},
        'make_date(2000 + i4 % 30, 1 + abs(j4) % 12, 1 + abs(i4) % 31)'],
    timestamp => ['date:D::timestamp', q{timestamp:D + interval '3 hours'}, q{timestamp:D - interval '1 month'},
        map({ "date_trunc('$_', timestamp:D)" } qw(year quarter month week day hour minute second))],
    bool => ['int:D < int:D', 'int:D = int:D', 'numeric:D <= numeric:D', 'numeric:D <> int:D', 'float:D > float:D',
        'text:D = text:D', 'text:D <> text:D', 'text:D < text:D', 'date:D > date:D', 'timestamp:D <= timestamp:D',
        'timestamp:D > date:D', 'bool:D AND bool:D', 'bool:D OR bool:D', 'NOT (bool:D)', 'int:D IS DISTINCT FROM int:D',
        'starts_with(text:D, text:D)', 'int:D IN (1, 2, int:D)', '(bool:D) IS TRUE', 'float:D < numeric:D'],
);

sub expression
{
    my ($class, $depth) = @_;
    return column($class) if $depth <= 0 || rand() < 0.25;
    my $form = one_of(@{$forms{$class}});
    $form =~ s/(\w+):D/'(' . expression($1, $depth - 1) . ')'/ge;
    return $form;
}

my @tables;
while (@tables < ($ENV{TABLES} || 40)) {
    my $condition = expression('bool', 3);
    my @read = grep { $condition =~ /\b$_\b/ } sort keys %type;
    next if !@read || length $condition > 400;
    push @tables, {name => 't' . @tables, condition => $condition, columns => \@read};
}
my $sql = join '', map {
    my $table = $_;
    "create table $table->{name}(\n" . join('', map { "  $_ $type{$_} not null,\n" } @{$table->{columns}})
        . "  check ($table->{condition}));\n"
} @tables;
my $dir = scratch();
my $path = spew("$dir/redraws.sql", $sql);
my $built = run_command([$schemac, 'build', $path, '--name', 'redraws', '--cflags', '-O0', '-o', "$dir/out"]);
is($built->{exit}, 0, 'builds') or diag($built->{stderr});
my @left_out = grep { /is left out/ } split /\n/, $built->{stderr};
cmp_ok(@left_out, '<', @tables / 3, 'most conditions are met');
my $redrawn = grep { slurp("$dir/out/$_->{name}.c") =~ /RT_NO_DRAW/ } grep { -e "$dir/out/$_->{name}.c" } @tables;
cmp_ok($redrawn, '>', @tables / 8, 'many are met by redraws');

my $pg = PgCluster->new(version => 15);
$pg->create_db('redraws');
$pg->psql($sql, db => 'redraws');
my $loaded = run_command(["$dir/out/redraws", 'load', $pg->uri('redraws'), '--quiet', '--rows', 2000]);
is($loaded->{exit}, 0, 'loads') or diag($loaded->{stderr}, "\nSEED=$seed");
my $verified = run_command(["$dir/out/redraws", 'verify', $pg->uri('redraws'), '--rows', 'any', '--quiet']);
is($verified->{exit}, 0, 'verifies') or diag($verified->{stdout}, $verified->{stderr}, "\nSEED=$seed");
$pg->stop;
done_testing;
