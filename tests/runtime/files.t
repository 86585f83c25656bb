# Files: the same bytes whatever the number of threads, parts that make the whole, safe names, digests.
use strict;
use warnings;
use Math::BigInt;
use RuntimeProgram;
use SchemacTest;
use Test::More;

my $mini    = build_program_asan('mini');
my @formats = qw(csv tsv ndjson json sql copy copy-binary);
my %suffix  = (map({ $_ => $_ } @formats), 'copy-binary' => 'bin');
my %file    = (
    countries  => 'countries',
    customers  => 'customers',
    orders     => 'orders',
    ORDERS     => 'ORDERS~2',
    manifest   => 'manifest~2',
    "../x,\"y\n" => 'odd...%2Fx%2C%22y%0A',
);

# The bytes of a folder's files, by name.
sub folder
{
    my ($dir) = @_;
    opendir my $handle, $dir or return {};
    return {map { $_ => slurp("$dir/$_") } grep { !/^\.\.?$/ } readdir $handle};
}

sub generate
{
    my (@options) = @_;
    my $dir = scratch();
    my $result = run_command([$mini, 'generate', '--quiet', "--output=$dir/deep/down", @options]);
    is("$result->{exit} $result->{stderr}", '0 ', "generate @options") or return {};
    return folder("$dir/deep/down");
}

# Puts the parts of a folder together, in the order of their names.
sub joined
{
    my ($files) = @_;
    my %whole;
    for my $name (sort grep { !/^manifest\.\d/ } keys %$files) {
        my ($base, $suffix) = $name =~ /^(.*)\.\d\d-of-12\.(\w+)$/ or next;
        $whole{"$base.$suffix"} .= $files->{$name};
    }
    return \%whole;
}

for my $format (@formats) {
    my $whole = generate("--format=$format", '--jobs=1');
    is_deeply([sort keys %$whole], [sort 'manifest.json', map { "$_.$suffix{$format}" } values %file],
        "$format: safe names, none of which takes another's place");
    is_deeply(generate("--format=$format", '--jobs=5'), $whole, "$format: five threads write the same");

    my $dir = scratch();
    run_command([$mini, 'generate', '-q', "-o$dir", '-f', $format, "-p$_/12", '-j2']) for 1 .. 12;
    delete $whole->{'manifest.json'};
    is_deeply(joined(folder($dir)), $whole, "$format: twelve parts put together are the whole");
}

my $seeded = generate('--seed=8', '--tables=customers,orders');
is_deeply([sort keys %$seeded], [qw(customers.csv manifest.json orders.csv)], '--tables leaves others out');
my $default = generate('--tables="customers"');
isnt($seeded->{'customers.csv'}, $default->{'customers.csv'}, 'another seed makes other rows');
is(generate('--scale=0.5', '--tables=customers')->{'customers.csv'} =~ tr/\n//, 501, '--scale=0.5 halves');
is(generate('--rows=1.5k,countries=3', '-tcustomers')->{'customers.csv'} =~ tr/\n//, 1501, '--rows=1.5k');

# Parts that stand alone.
my $alone = generate('--part=2/12', '--header=each');
like($alone->{'customers.02-of-12.csv'}, qr/\Aid,country_id\n84,/, 'each part has a header of its own');
$alone = generate('--part=5/12', '--header=each', '--format=json');
like($alone->{'customers.05-of-12.json'}, qr/\A\[\n\{"id": 334,.*\}\n\]\n\z/s, 'each part is an array');
is($alone->{'ORDERS~2.05-of-12.json'}, "[\n]\n", 'a part without rows is an empty array');
$alone = generate('--part=5/12', '--header=each', '--format=sql');
like(
    $alone->{'orders.05-of-12.sql'},
    qr/\AINSERT INTO orders \(id, customer_id, note\) OVERRIDING SYSTEM VALUE VALUES\n\(1001,.*\);\n\z/s,
    'each part has complete statements');
is(generate('--format=sql', '--tables=ORDERS')->{'ORDERS~2.sql'},
    "INSERT INTO \"ORDERS\" DEFAULT VALUES;\n" x 2, 'a table without a written column');

$alone = generate('--part=5/12', '--header=each', '--format=copy-binary');
is($alone->{'ORDERS~2.05-of-12.bin'}, "PGCOPY\n\377\r\n\0" . "\0" x 8 . "\377\377", 'a binary part without rows has head and foot');
is(length $alone->{'customers.05-of-12.bin'}, 19 + 83 * (2 + 2 * 12) + 2, 'each binary part has a head and a foot');

# Batches begin at multiples of the table's batch.
my $sql = generate('--format=sql', '--tables=customers')->{'customers.sql'};
my @first = $sql =~ /VALUES\n\((\d+),/g;
is_deeply(\@first, [1, 257, 513, 769], 'statements begin at fixed rows');

# What is quoted in a header.
my $hostile = generate('--rows=1')->{'odd...%2Fx%2C%22y%0A.csv'};
is((split /\n/, $hostile)[0], "\"a,b\",\"c\"\"d\e[0m\"", 'names in a header are quoted, generated columns left out');

# The manifest.
my $files    = generate('--part=2/12', '--seed=18446744073709551615');
my $manifest = $files->{'manifest.02-of-12.json'};
like($manifest, qr/"seed": 18446744073709551615,/, 'the manifest names the seed');
like($manifest, qr/"part": 2,\n  "parts": 12,/, 'the manifest names the part');
my ($modulus) = $manifest =~ /"digest_modulus": (\d+)/;
my %described = map { /"file": "([^"]+)".*"bytes": (\d+), "digest": "(\w+)"/ ? ($1, [$2, $3]) : () }
    split /\n/, $manifest;
is(scalar(keys %described), 6, 'the manifest lists the files');
for my $name (sort grep { length $files->{$_} < 10000 } keys %described) {
    my $number = Math::BigInt->from_hex(unpack 'H*', "\0" . reverse $files->{$name});
    is_deeply([length $files->{$name}, Math::BigInt->from_hex($described{$name}[1])],
        $described{$name}[0] ? [$described{$name}[0], $number % $modulus] : [0, Math::BigInt->new(0)],
        "$name has the size and the digest that the manifest says");
}

# Wider rows than a buffer, and than two.
is_deeply(generate('--tables=manifest', '--rows=7', '--jobs=1'), generate('--tables=manifest', '--rows=7', '--jobs=6'),
    'rows wider than a buffer are written in order');
{
    local $ENV{MINI_WIDE} = 30;
    my $wide = generate('--tables=manifest', '--rows=3', '--jobs=2')->{'manifest~2.csv'};
    cmp_ok(length $wide, '>', 90 << 20, 'rows of 30 MB are written');
}

done_testing;
