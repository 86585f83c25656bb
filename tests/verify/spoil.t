# Rows are spoiled in each way that constraints forbid, past what would refuse them, and `verify` finds exactly that, on
# one server in every form of its report: triggers off, indexes that miss rows, catalog flags that lie.
use strict;
use warnings;
use JSON::PP qw(decode_json);
use PgCluster;
use SchemacTest;
use Test::More;

my $replica = 'SET session_replication_role = replica';

# Statements around others that keep an index from being filled, or a flag of the catalog from being obeyed; each runs
# in a session of its own.
sub without_index
{
    my ($index, @spoil) = @_;
    my $set = "UPDATE pg_index SET indisready = %s, indislive = %s WHERE indexrelid = '$index'::regclass";
    return (sprintf($set, 'false', 'false'), @spoil, sprintf($set, 'true', 'true'));
}

sub without_flag
{
    my ($catalog, $flag, $where, @spoil) = @_;
    return ("UPDATE $catalog SET $flag = false WHERE $where", @spoil, "UPDATE $catalog SET $flag = true WHERE $where");
}

sub without_constraint
{
    my ($table, $name, $definition, @spoil) = @_;
    return ("ALTER $table DROP CONSTRAINT $name", @spoil, "ALTER $table ADD CONSTRAINT $name $definition NOT VALID",
        "UPDATE pg_constraint SET convalidated = true WHERE conname = '$name'");
}

sub column
{
    my ($table, $name) = @_;
    return "attrelid = '$table'::regclass AND attname = '$name'";
}

# [kind, table, constraint, rows, sample, statements]
my @spoils = (
    ['primary key', 'rooms', 'rooms_pkey', 2, '(id)=(3)', without_index('rooms_pkey', "INSERT INTO rooms VALUES (3, 'again')")],
    ['primary key', 'sales.orders', 'orders_pkey', 2, '(tenant, id)=(2, 1)',
        without_index('sales.orders_pkey', 'INSERT INTO sales.orders (tenant, id, customer) VALUES (2, 1, 1)')],
    ['primary key', 'events', 'events_pkey', 2, '(id, day, kind)=(3, 2020-01-04, a)',
        without_index('events_old_pkey', "INSERT INTO events VALUES (3, '2020-01-04', 'a')")],
    ['unique', 'customers', 'customers_email_key', 3, '(email)=(',
        without_index('customers_email_key', "UPDATE customers SET email = upper(email::text) WHERE id = 7",
            "INSERT INTO customers (email) VALUES ('User7\@Example.com'), ('user7\@example.com')")],
    ['unique', 'customers', 'nick_key', 2, '(nick)=(', without_index('nick_key',
        "INSERT INTO customers (email, nick) VALUES ('new', 'NICK 1')")],
    ['unique', 'customers', 'live_phone', 2, '(lower(phone))=(a1)',
        without_index('live_phone', "INSERT INTO customers (email, phone) VALUES ('new', 'a1')")],
    ['unique', 'customers', 'pattern_phone', 2, '(phone, born)=(A1, 1950-01-02)', without_index('pattern_phone',
        "INSERT INTO customers (email, phone, born, deleted) VALUES ('new', 'A1', '1950-01-02', true)")],
    ['unique', 'capitals', 'capitals_country_key', 2, '(country)=(country 4)',
        without_index('capitals_country_key', "INSERT INTO capitals VALUES (4, 'again', 'country 4')")],
    ['foreign key', 'sales.orders', 'orders_customer', 1, '(tenant, id)=(2, 1): (customer)=(999)',
        "$replica; UPDATE sales.orders SET customer = 999 WHERE id = 1"],
    ['foreign key', 'sales.orders', 'orders_previous', 2, ': (tenant, previous)=(',
        'ALTER TABLE sales.orders DISABLE TRIGGER ALL; UPDATE sales.orders SET previous = 1000 WHERE id IN (5, 6);'
        . 'ALTER TABLE sales.orders ENABLE TRIGGER ALL'],
    ['foreign key', 'sales.notes', 'notes_order', 1, '(tenant, "order")=(1, null)',
        "$replica; INSERT INTO sales.notes VALUES (1, NULL)"],
    ['foreign key', 'sales.marks', 'marks_event', 1, '(event, day, kind)=(1, 2020-01-02, z)',
        "$replica; INSERT INTO sales.marks VALUES (1, '2020-01-02', 'z')"],
    ['check', 'customers', 'born_late', 1, '(id)=(1)', without_constraint('TABLE customers', 'born_late',
        "CHECK (born > '1900-01-01')", "UPDATE customers SET born = '1800-01-01' WHERE id = 1")],
    ['check', 'sales.orders', 'paid_up', 5, '(tenant, id)=(', without_constraint('TABLE sales.orders', 'paid_up',
        'CHECK (paid IS NULL OR paid <= total)', 'UPDATE sales.orders SET paid = total + 1 WHERE id <= 5')],
    ['check', 'capitals', 'named', 1, '', without_constraint('TABLE cities', 'named',
        "CHECK (name <> '')", "UPDATE capitals SET name = '' WHERE id = 2")],
    ['check', 'cities', 'few', 1, '(id)=(1001)', without_constraint('TABLE cities', 'few', 'CHECK (id < 1000) NO INHERIT',
        "INSERT INTO cities VALUES (1001, 'late')")],
    ['check', 'tickets', 'seat_range', 1, '(number)=(100)', without_constraint('TABLE tickets', 'seat_range',
        'CHECK (seat BETWEEN 1 AND 300)', 'UPDATE tickets SET seat = 301 WHERE number = 100')],
    ['exclusion', 'bookings', 'no_overlap', 1, '(room, during)=(', without_index('no_overlap',
        "INSERT INTO bookings VALUES (500, 2, tsrange('2024-01-01 01:30', '2024-01-01 01:40'))")],
    ['exclusion', 'bookings', 'no_cover', 2, '(area)=(', without_index('no_cover',
        "INSERT INTO bookings VALUES (500, 2, tsrange('2030-01-01', '2030-01-02'), false, box(point(1.1, 1.1), point(1.2, 1.2)))")],
    ['not null', 'customers', qr/email/, 1, '(id)=(1)', without_flag('pg_attribute', 'attnotnull',
        column('customers', 'email'), 'UPDATE customers SET email = NULL WHERE id = 1')],
    ['not null', 'events_old', qr/kind/, 1, '(id, day, kind)=(999, 2020-05-05, null)', without_flag('pg_attribute',
        'attnotnull', column('events_old', 'kind'), "INSERT INTO events_old VALUES (999, '2020-05-05', NULL)")],
    ['domain', 'items', 'small', 1, '(id)=(1)', without_flag('pg_type', 'typnotnull', "typname = 'small'",
        'UPDATE items SET size = NULL WHERE id = 1')],
    ['domain', 'items', 'below_limit', 1, '(id)=(1)', without_constraint('DOMAIN sales.small', 'below_limit',
        'CHECK (VALUE < 1000000)', 'UPDATE items SET size = 2000000 WHERE id = 1')],
    ['domain', 'items', 'positive_check', 1, '(id)=(2)', without_constraint('DOMAIN sales.positive', 'positive_check',
        'CHECK (VALUE > 0)', 'UPDATE items SET main.amount = -1 WHERE id = 2')],
    ['domain', 'items', 'positive_check', 1, '(id)=(2)', without_constraint('DOMAIN sales.positive', 'positive_check',
        'CHECK (VALUE > 0)', "UPDATE items SET size = -1 WHERE id = 2")],
    ['domain', 'items', 'code_form', 1, '(id)=(3)', without_constraint('DOMAIN sales.code', 'code_form',
        q{CHECK (VALUE ~ '^[A-Z]+[0-9]+$')}, "UPDATE items SET codes = ARRAY['A1', 'none'] WHERE id = 3")],
    ['domain', 'items', 'code_form', 1, '(id)=(4)', without_constraint('DOMAIN sales.code', 'code_form',
        q{CHECK (VALUE ~ '^[A-Z]+[0-9]+$')},
        "UPDATE items SET more = ARRAY[ROW('A1', 1)::sales.part, ROW('a1', 1)::sales.part] WHERE id = 4")],
    ['domain', 'items', 'some_parts', 1, '(id)=(5)', without_constraint('DOMAIN sales.parts', 'some_parts',
        'CHECK (cardinality(VALUE) > 0)', "UPDATE items SET more = '{}' WHERE id = 5")],
    ['generated', 'sales.orders', 'taxed', 1, '(tenant, id)=(2, 1)',
        "UPDATE pg_attribute SET attgenerated = '' WHERE " . column('sales.orders', 'taxed'),
        'UPDATE sales.orders SET taxed = taxed + 0.01 WHERE id = 1',
        "UPDATE pg_attribute SET attgenerated = 's' WHERE " . column('sales.orders', 'taxed')],
    ['partition', 'events_new_a', 'events_new_a', 1, '(id, day, kind)=(999, 2021-05-01, b)',
        without_flag('pg_class', 'relispartition', "relname = 'events_new_a'",
            "INSERT INTO events_new_a VALUES (999, '2021-05-01', 'b')")],
    ['partition', 'events_new_rest', 'events_new_rest', 1, '(id, day, kind)=(999, 2021-05-01, a)',
        without_flag('pg_class', 'relispartition', "relname = 'events_new_rest'",
            "INSERT INTO events_new_rest VALUES (999, '2021-05-01', 'a')")],
    ['partition', 'hashed_0', 'hashed_0', 48, '(id)=(', without_flag('pg_class', 'relispartition', "relname = 'hashed_0'",
        'WITH moved AS (DELETE FROM hashed_1 RETURNING id) INSERT INTO hashed_0 SELECT id FROM moved')],
    ['sequence', 'customers', 'customers_id_seq', 50, '(id)=(200), sequence at 150', "SELECT setval('customers_id_seq', 150)"],
    ['sequence', 'tickets', 'ticket', 1, '(number)=(1090), sequence at 1080', "SELECT setval('ticket', 1090, false)"],
);

my %later = (
    15 => [
        ['unique', 'slots', 'slot', 2, '(a, b)=(null, null)',
            without_index('slot', 'INSERT INTO slots VALUES (9, NULL, NULL)')],
        ['domain', 'shares', 'share_bounds', 1, '(id)=(1)', without_constraint('DOMAIN share', 'share_bounds',
            'CHECK (VALUE BETWEEN 0 AND 1)', "UPDATE shares SET one = '[0,2]' WHERE id = 1")],
        ['domain', 'shares', 'share_bounds', 1, '(id)=(4)', without_constraint('DOMAIN share', 'share_bounds',
            'CHECK (VALUE BETWEEN 0 AND 1)', "UPDATE shares SET many = '{[0,1],[3,)}' WHERE id = 4")],
    ],
    18 => [
        ['primary key', 'leases', 'leases_pkey', 1, '(flat, during)=(2, ',
            without_index('leases_pkey', "INSERT INTO leases VALUES (2, '[2024-01-15,2024-01-16)', 1)")],
        ['primary key', 'leases', 'leases_pkey', 1, '(flat, during)=(2, empty)',
            without_index('leases_pkey', "INSERT INTO leases VALUES (99, '[2024-01-15,2024-01-16)', 1)",
                "UPDATE pg_index SET indisexclusion = false WHERE indexrelid = 'leases_pkey'::regclass",
                "UPDATE leases SET flat = 2, during = 'empty' WHERE flat = 99",
                "UPDATE pg_index SET indisexclusion = true WHERE indexrelid = 'leases_pkey'::regclass")],
        ['foreign key', 'visits', 'visits_lease', 1, '(id)=(1): (flat, during)=(2, [2024-02-05,2040-01-01))',
            "$replica; UPDATE visits SET during = '[2024-02-05,2040-01-01)' WHERE id = 1"],
        ['check', 'leases', 'low', 20, '(flat, during)=(1, ', without_constraint('TABLE leases', 'low', 'CHECK (twice < 500)',
            'UPDATE leases SET rent = 300 WHERE flat = 1')],
        ['not null', 'rooms', 'room_name', 1, '(id)=(4)', 'ALTER TABLE rooms DROP CONSTRAINT room_name',
            'UPDATE rooms SET name = NULL WHERE id = 4', 'ALTER TABLE rooms ADD CONSTRAINT room_name NOT NULL name NOT VALID'],
    ],
);

my $dir = scratch();
command_ok([$schemac, 'build', "$root/tests/verify/schema.sql", '--name', 'shop', '--cflags', '-O0', '-q', '-o', $dir],
    'the program is built');

sub verify
{
    my ($pg, $database, $format) = @_;
    return run_command(["$dir/shop", 'verify', $pg->uri($database), '--all', '--rows', 'any', '--format', $format]);
}

# The report names the one violation and nothing else.
sub json_ok
{
    my ($result, $kind, $table, $constraint, $rows, $sample) = @_;
    my $report = eval { decode_json($result->{stdout}) } or return fail("json: $@$result->{stderr}");
    my @found  = @{$report->{violations}};
    my ($one)  = @found;
    my $good   = @found == 1 && $one->{kind} eq $kind && $one->{table} eq $table && $one->{rows} == $rows
        && $one->{constraint} =~ (ref $constraint ? $constraint : qr/^\Q$constraint\E$/)
        && grep { index($_, $sample) >= 0 } @{$one->{samples}};
    ok($good, 'json') or diag(JSON::PP->new->pretty->encode($report->{violations}));
    is($report->{violated}, 1, 'json: counted');
    return $one->{constraint};
}

sub spoil_ok
{
    my ($pg, $number, $kind, $table, $constraint, $rows, $sample, @statements) = @_;
    my $database = "spoiled_$number";
    $pg->psql("CREATE DATABASE $database TEMPLATE clean");
    $pg->psql($_, db => $database) for @statements;
    subtest "server $pg->{version}: $kind of $table" => sub {
        my @forms  = $pg->{version} == 15 ? qw(json markdown text) : 'json';
        my %result = map { $_ => verify($pg, $database, $_) } @forms;
        is_deeply([map { $result{$_}{exit} } @forms], [(1) x @forms], 'exit status');
        my $name   = json_ok($result{json}, $kind, $table, $constraint, $rows, $sample) // '';
        return if @forms == 1;
        my $plural = $rows == 1 ? '' : 's';
        my @lines  = $result{text}{stdout} =~ /^  (\S.*: \d+ rows?)$/mg;
        is_deeply(\@lines, [qq{$kind "$name" of table "$table": $rows row$plural}], 'text');
        my @items = map { s/\\//gr } $result{markdown}{stdout} =~ /^- (.*: \d+ rows?)$/mg;
        is_deeply(\@items, \@lines, 'markdown');
        like($result{$_}{stdout}, qr/verified: 1 violated$/m, "$_: the first line counts") for qw(text markdown);
    };
    $pg->drop_db($database);
}

for my $version (PgCluster::versions()) {
    my $pg = PgCluster->new(version => $version);
    $pg->create_db('clean');
    my @files = ('schema.sql', 'rows.sql', map { "schema-$_.sql" } grep { $_ <= $version } sort keys %later);
    $pg->psql_file("$root/tests/verify/$_", db => 'clean') for @files;
    my $clean = verify($pg, 'clean', 'text');
    is($clean->{exit}, 0, "server $version: clean rows") or diag($clean->{stdout}, $clean->{stderr});
    like($clean->{stdout}, qr/^shop: \d+ tables, [\d,]+ rows, \d+ constraints verified: all hold$/m, 'all hold');
    like($clean->{stdout}, qr/^not enforced, and so not verified\n  check "fair" of table "leases"$/m, 'named') if $version >= 18;
    my $number = 0;
    spoil_ok($pg, $number++, @$_) for @spoils, map { @{$later{$_}} } grep { $_ <= $version } sort keys %later;
    $pg->stop;
}
done_testing;
