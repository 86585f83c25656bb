# Many expressions on rows of many values: what the compiler's evaluation answers is what the server does, value,
# NULL and error. UNKNOWN is counted by itself. ROWS, SEED and VERSION (of the server) can be set.
use strict;
use warnings;
use Evaluation;
use PgCluster;
use SchemacTest;
use Test::More;

my $folder = "$root/tests/evaluate";
srand($ENV{SEED} || 1);

# Values of each column, as its input function takes them.
my @texts = ('', 'a', 'abc', 'ABC', 'Abc', 'x', 'ab', 'b', 'a b', ' ab ', 'a-b', 'abc-def-ghi', '100%', '12', '-7', '1.5', '007', 't', 'no',
    '2024-02-29', '2023-02-29', 'me@example.com', 'a.b', 'aab', 'zzz', 'red', 'a_c', q(O'Neil), '10.0.0.1', '{1,2}', '{"a": 1}', 'deadbeef',
    "tab\there", 'äöü', '漢字', 'Straße', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '[a]', 'A', '\\', 'a\\b', '  ', 'abc ', '1e3', '+5', 'NaN', '::1', '10.0.0.0/8', 'FE80::a:B/64', '1::2::3', '::ffff:1.2.3.4', ':1', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7::', '10.0.0.1/33',
    '2025-03-01', '2025-03-01 10:00:00+00', '1 day 2 days', '1-2', '1-2 3', '1:30 2 hours', '90 min');
my @days = qw(2020-01-31 2024-02-29 2020-06-01 1999-12-31 2000-01-01 2026-01-01 1969-07-20 0001-01-01 9999-12-31 infinity -infinity 2020-02-03);
my @moments = (map({ "$_ 00:00:00" } @days[0 .. 6]), '2020-01-31 23:59:59.999999', '2024-02-29 12:30:45.5', '1970-01-01 00:00:00', 'infinity', '2023-12-31 01:02:03.04', '2020-06-01 13:00:00');
my @lengths = ('1 mon', '30 days', '1 day', '25:00:00', '-1 day', '1 year 2 mons 3 days 04:05:06.7', '00:00:00', '-1 mon +1 day -00:00:01', '10 years', '1 day -01:00:00', '00:00:01.5');
my @integers = (0, 1, -1, 2, 3, 5, 7, 10, -10, 100, 32767, 2147483647, -2147483648, 12, 64, 97);
my @ranges = ('empty', '[1,10)', '[1,5]', '(5,10)', '[10,20)', '(,5]', '[5,)', '(,)', '[5,6)', '[-3,0)');
my @json = ('{}', '[]', '1', '1.0', '"s"', 'null', 'true', 'false', '{"a": 1}', '{"a": "2", "k": "v"}', '{"a": {"b": [1, 2]}}', '[1, 2, 3]', '["a", "k"]', '[[1], {"a": 1}]',
    '{"a": null}', '{"a": true, "k": "long one"}', '[1, "1", 1.50]', '"a"', '{"k": [], "a": [1, "x", null]}', '1e2', '{"a":1,"a":2}', '"\u00e4\n"', '-0.5');
my @addresses = ('10.0.0.1', '10.1.2.3/8', '192.168.1.0/24', '10.0.0.0/8', '0.0.0.0/0', '::1', 'fe80::1/64', '10.1.0.0/16',
    '2001:db8:0:0:1:0:0:9', '::ffff:10.1.2.3', '::10.0.0.1/120', '1:0:0:2:0:0:0:3/33', '::/0', '2001:db8:1:2:3:4:5:6', 'ff00::', '0:1::', '255.255.255.255/31');
my %pools = (
    i2 => [grep { abs $_ < 32768 } @integers], i4 => \@integers, k4 => \@integers, i8 => [@integers, '9223372036854775807', '-9223372036854775808'],
    n => [0, 0.01, 12.5, -12.5, 100, '9999999999.99', 0.5, 1.005, 2.5], q => [0, 1, '1.0', '1.50', '-2.5', '0.005', '123456789012345678', '1e20', '0.00000001', '3.14159265358979', 'NaN', -7],
    f4 => [0, 0.1, 1, -1.5, '1e10', 'NaN', 'Infinity', 16777217], f8 => [0, 0.1, 0.5, 1.5, 2.5, -0.5, 89.99999999, '1e300', '-1e-300', 'NaN', '-Infinity', 123456789.125, '1e15', 1e16, 3],
    g8 => [0, 0.2, 3, -1e10, 'Infinity', 1e-5, 7], m => [0, 1.5, '-2', 1234.5],
    s => \@texts, u => \@texts, v => [grep { length $_ <= 12 } @texts], c => [grep { length $_ <= 5 } @texts], ci => \@texts, nm => \@texts, sc => \@texts,
    d => \@days, e => \@days, ts => \@moments, us => \@moments, tz => [map { /inf/ ? $_ : "$_+00" } @moments], ti => ['00:00:00', '23:59:59.999999', '12:00', '01:30:00', '24:00:00'],
    iv => \@lengths, jv => \@lengths, id => ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    b => ['t', 'f'], h => ['t', 'f'], j => [@json, '{ "a" : [1,2] , "a": {"b": "c"} }'], jb => \@json, kb => \@json,
    sa => ['{}', '{a}', '{a,b,NULL}', '{"a b","q\"q"}', '{""}', '{NULL}', '{c,b,a}', '{"null",x}'], ia => ['{}', '{1}', '{1,2,3}', '{3,2,1,NULL}', '{NULL}', '{{1,2},{3,4}}', '{7}', '[0:1]={1,2}'],
    ka => ['{}', '{1}', '{1,2}', '{1,2,3}', '{2,NULL}', '{7,7}'], na => ['{}', '{1.5,2}', '{1.50}', '{NULL}'], da => ['{}', '{2020-01-31,2024-02-29}', '{infinity}'],
    r4 => \@ranges, s4 => \@ranges, dr => ['empty', '[2020-01-01,2021-01-01)', '(2020-01-31,2024-02-29]', '[2020-06-01,)', '(,)', '[2000-01-01,infinity]'],
    nr => ['empty', '[1.5,3)', '(1,1.50]', '[0,)', '(,)', '[1,1]', '[1.50,3)'], tr => ['empty', '["2020-01-01 00:00:00+00","2024-02-29 12:30:45.5+00"]', '[,"2020-01-31 00:00:00+00")'],
    mr => ['{}', '{[1,5)}', '{[1,3),[5,10)}', '{(,2),[8,)}', '{(,)}'], co => ['red', 'green', 'blue'], cp => ['red', 'green', 'blue'],
    p => ['(1,a)', '(,)', '(7,"a b")', '(,x)', '(3,)', '(2,"q""\\\\")'], po => [1, 7], cd => ['A', 'ABC'], by => ['\x', '\x00', '\x00ff10', '\x6162', '\xff'],
    ip => \@addresses, jp => \@addresses, net => ['10.0.0.0/8', '192.168.1.0/24', '10.1.2.3/32', '0.0.0.0/0', 'fe80::/64', '2001:db8::/32', '::/0', '::1/128', '1:2:3:4:5:6:7:8'], vb => ['', '1', '101', '11', '10110', '0'], bt => ['1010', '0000', '1111'],
);

my $table   = slurp("$folder/table.sql");
my @columns = map { /^\s+(.*)/ ? map { /^\s*(\w+) (?!AS)/ ? $1 : () } split /,(?!\d)/, $1 : () } split /\n/, $table;
is_deeply([sort @columns], [sort keys %pools], 'every column has values');

sub random_rows
{
    my ($count) = @_;
    return map {
        my $number = $_;
        join("\t", $number, map { rand() < 0.12 ? '\N' : Evaluation::escape($pools{$_}[rand @{$pools{$_}}]) } @columns) . "\n"
    } 1 .. $count;
}

# The columns that an expression names, with their values.
sub read_values
{
    my ($expression, $row) = @_;
    my @values = split /\t/, $row, -1;
    return join ', ', map { "$columns[$_] is $values[$_]" } grep { $expression =~ /\b$columns[$_]\b/ } 0 .. $#columns;
}

my @expressions = grep { !/^(?:--|$)/ } split /\n/, slurp("$folder/expressions.txt");
my $pg = PgCluster->new(version => $ENV{VERSION} || 15);
$pg->create_db('evaluate');
$pg->psql($_, db => 'evaluate') for $table, slurp("$folder/routines.sql"), slurp("$folder/hash.sql");
Evaluation::prepare($pg, 'evaluate');
my $count  = $ENV{ROWS} || 60;
my $script = "$Evaluation::session CREATE TEMP TABLE rows AS SELECT 0 AS \"#\", * FROM t LIMIT 0;\nCOPY rows FROM stdin;\n"
    . join('', random_rows($count)) . "\\.\nCOPY (SELECT " . join(', ', @columns) . " FROM rows ORDER BY \"#\") TO stdout;\nBEGIN;\nSELECT to_char(now(), 'YYYY-MM-DD HH24:MI:SS.US+00');\n";
for my $expression (@expressions) {
    $script .= "DO \$\$BEGIN PERFORM evaluation.answer('rows', " . Evaluation::quote($expression) . "); END\$\$;\n"
        . "COPY (SELECT state, value FROM answers ORDER BY \"#\") TO stdout;\n";
}
my @lines = Evaluation::query($pg, 'evaluate', "${script}COMMIT;\n");
my @rows = splice @lines, 0, $count;
my $now = shift @lines;
my @answers = Evaluation::ask(["$folder/table.sql", "$folder/routines.sql"], "T\tt\nN\t$now\n" . join '', map {
    my $expression = $_;
    "E\t" . Evaluation::escape($expression) . "\n" . join '', map { "R\t$_\n" } @rows
} @expressions);
is(scalar(@answers), @expressions * $count, 'all rows are answered');

my %total = (agrees => 0, unknown => 0, error => 0);
for my $expression (@expressions) {
    my ($unknown, @wrong) = (0);
    for my $row (@rows) {
        my ($state, $value) = split /\t/, shift(@lines), 2;
        my $verdict = Evaluation::judge(shift(@answers), $state, $value);
        $unknown++ if $verdict eq 'unknown';
        $total{error}++ if $verdict eq 'agrees' && $state eq 'e';
        $total{$verdict}++;
        push @wrong, "$verdict where " . read_values($expression, $row) if $verdict ne 'agrees' && $verdict ne 'unknown';
    }
    is(scalar(@wrong), 0, $expression) or diag(join "\n", @wrong > 3 ? @wrong[0 .. 2] : @wrong);
    note("not known on $unknown of $count rows: $expression") if $unknown;
}
note(scalar(@expressions) . " expressions: $total{agrees} answers agree ($total{error} of them errors), $total{unknown} are not known");
done_testing;
