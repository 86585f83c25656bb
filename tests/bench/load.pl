# Loads orders (ROWS, by default ten million) with `load --jobs 2`, and the same rows from ready-made binary files by COPY
# FROM of one psql with the constraints created after; in turn, RUNS times (3). Prints the times and the ratio of medians.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Time::HiRes qw(time);

my $rows   = $ENV{ROWS} || 10_000_000;
my $runs   = $ENV{RUNS} || 3;
my $schema = "$root/tests/bench/load.sql";
my @counts = ('--rows', 'customers=' . int($rows / 100 + 1) . ",orders=$rows");
my $dir    = scratch();
my $pg     = PgCluster->new(settings => {shared_buffers => '512MB', max_wal_size => '16GB', wal_level => 'replica'});

sub run
{
    my (@command) = @_;
    my $result = run_command(\@command, timeout => 3600);
    die "@command failed:\n$result->{stderr}" if $result->{exit};
}

sub median
{
    my @sorted = sort { $a <=> $b } @_;
    return $sorted[$#sorted / 2];
}

# Seconds that something takes in a new database with the schema.
sub timed
{
    my ($what) = @_;
    $pg->drop_db('bench');
    $pg->create_db('bench');
    $pg->psql_file($schema, db => 'bench');
    $pg->psql('CHECKPOINT');
    my $start = time;
    $what->();
    return time - $start;
}

my @drops = ('ALTER TABLE orders DROP CONSTRAINT orders_customer', 'ALTER TABLE orders DROP CONSTRAINT orders_pkey',
    'ALTER TABLE customers DROP CONSTRAINT customers_pkey');
my @adds = ('ALTER TABLE customers ADD PRIMARY KEY (id)', 'ALTER TABLE orders ADD PRIMARY KEY (id)',
    'ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers');

sub by_psql
{
    my @copies = map { "COPY $_ FROM '$dir/data/$_.bin' (FORMAT binary)" } qw(customers orders);
    run('psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-d', $pg->conninfo('bench'), map { ('-c', $_) } @drops, @copies, @adds);
}

sub by_load
{
    run("$dir/bench", 'load', $pg->conninfo('bench'), '--jobs', 2, @counts);
}

run($schemac, 'build', '--quiet', '--name', 'bench', $schema, '-o', $dir);
run("$dir/bench", 'generate', '--quiet', '--format', 'copy-binary', '--output', "$dir/data", @counts);
chmod 0755, $dir;
my (@psql, @load);
for my $run (1 .. $runs) {
    push @psql, timed(\&by_psql);
    push @load, timed(\&by_load);
    printf "run %d: psql %.1f s, load %.1f s\n", $run, $psql[-1], $load[-1];
}
printf "%d rows: psql %.1f s, load %.1f s, load takes %.2f of the time\n", $rows, median(@psql), median(@load),
    median(@load) / median(@psql);
