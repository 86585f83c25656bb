# Which tables --schema, --table and --exclude-table choose: those that pg_dump chooses for the same patterns.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $pg = PgCluster->new;
$pg->create_db('Shop');
$pg->psql(<<'SQL', db => 'Shop');
CREATE SCHEMA shop;
CREATE SCHEMA "Shop.Two";
CREATE SCHEMA shop2;
CREATE TABLE orders (id integer PRIMARY KEY);
CREATE TABLE order_line (id integer REFERENCES orders);
CREATE TABLE "Orders" (id integer);
CREATE TABLE "or*ders" (id integer);
CREATE TABLE "a$b" (id integer);
CREATE TABLE shop.orders (id integer);
CREATE TABLE shop."say ""hi""" (id integer);
CREATE TABLE "Shop.Two"."a.b" (id integer);
CREATE TABLE "Shop.Two".orders (id integer);
CREATE TABLE shop2.color_of (id integer);
CREATE VIEW an_order AS SELECT id FROM orders;
CREATE TABLE parts (id integer) PARTITION BY LIST (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
ALTER DATABASE "Shop" SET search_path = shop, public;
SQL

sub names_of_dump
{
    my (@options) = @_;
    my $result = run_command(["$pg->{bindir}/pg_dump", '-s', @options, '-d', $pg->conninfo('Shop')]);
    return join "\n", sort $result->{stdout} =~ /^CREATE TABLE (.*) \(/gm;
}

sub unquote
{
    my ($name) = @_;
    return $name if $name !~ /^"(.*)"$/s;
    return $1 =~ s/""/"/gr;
}

# The same out of YAML: each table's key, with its schema and quoted as SQL quotes.
sub names_of_inspect
{
    my ($yaml) = @_;
    my ($tables) = $yaml =~ /^tables:\n(.*?)(?=^\S|\z)/ms or return '';
    my @names;
    for my $key ($tables =~ /^  (\S.*?):(?: \{|$)/gm) {
        $key = $1 =~ s/''/'/gr if $key =~ /^'(.*)'$/;
        $key = $1 =~ s/\\"/"/gr if $key =~ /^"(.*)"$/ && $key =~ /\\"/;
        my ($schema, $name) = $key =~ /^("(?:[^"]|"")*"|[^.]*)\.(.+)$/ ? ($1, $2) : ('public', $key);
        push @names, join '.', map { /^[a-z_][a-z0-9_]*$/ ? $_ : '"' . s/"/""/gr . '"' } map { unquote($_) } $schema, $name;
    }
    return join "\n", sort @names;
}

my @choices = (
    [], ['-t', 'orders'], ['-t', 'ORDERS'], ['-t', '"Orders"'], ['-t', 'or*'], ['-t', 'order?'], ['-t', '*.orders'],
    ['-t', 'shop.*'], ['-t', 'shop*.*'], ['-t', '"Shop.Two".*'], ['-t', '"Shop.Two"."a.b"'], ['-t', '"or*ders"'],
    ['-t', 'a$b'], ['-t', 'public.(orders|a$b)'], ['-t', 'shop."say ""hi"""'], ['-t', '"Shop".public.orders'],
    ['-t', 'public.order[s_]*'], ['-t', 'orders', '-t', 'public.parts'], ['-n', 'shop'], ['-n', 'shop*'],
    ['-n', '"Shop.Two"', '-n', 'shop2'], ['-n', 'shop', '-T', 'orders'], ['-T', 'public.*'], ['-T', 'or*', '-T', 'parts*'],
    ['-n', 'shop2', '-t', 'orders'], ['-t', 'public.or*', '-T', 'public.order_line'],
);
for my $choice (@choices) {
    my $result = command_checks([$schemac, 'inspect', $pg->uri('Shop'), '--quiet', @$choice], 0, undef, [],
        "inspect @$choice");
    my $wanted = names_of_dump(@$choice);
    isnt($wanted, '', 'pg_dump chooses something');
    is(names_of_inspect($result->{stdout}), $wanted, 'the same tables');
}

my @refused = (
    [['-t', 'no_such'],          qr/no matching tables were found for pattern "no_such"\nhint: /],
    [['-t', 'orders', '-t', 'x*'], qr/no matching tables were found for pattern "x\*"/],
    [['-t', 'an_order'],         qr/no matching tables were found for pattern "an_order"/],
    [['-n', 'no_such'],          qr/no matching schemas were found for pattern "no_such"/],
    [['-t', 'other.shop.orders'], qr/cross-database references are not implemented: other\.shop\.orders/],
    [['-t', 'a.b.c.d'],          qr/improper qualified name \(too many dotted names\): a\.b\.c\.d/],
    [['-t', q{a' OR true --}],   qr/no matching tables were found for pattern "a' OR true --"/],
    [['-t', '(orders'],          qr/could not read the tables from database "Shop": invalid regular expression/],
);
for my $case (@refused) {
    my ($choice, $error) = @$case;
    command_fails_like([$schemac, 'inspect', $pg->uri('Shop'), @$choice], 3, $error, "inspect @$choice is refused");
}

command_checks([$schemac, 'inspect', $pg->uri('Shop'), '-T', 'no_such'], 0, undef,
    [qr/warning: no matching tables were found for excluded pattern "no_such"/], 'excluding nothing is a warning');
my $cut = command_checks([$schemac, 'inspect', $pg->uri('Shop'), '-t', 'order_line'], 0, undef,
    [qr/warning: reference "order_line_id_fkey" is left out, since table "orders" is not read/],
    'a reference to a table that is not read is left out');
unlike($cut->{stdout}, qr/foreign keys/, 'and is not in the schema');
my $part = command_ok([$schemac, 'inspect', $pg->uri('Shop'), '-t', 'parts_1'], 'a partition alone');
unlike($part->{stdout}, qr/partition of/, 'is a table of its own');

$pg->psql(<<'SQL', db => 'Shop');
CREATE SCHEMA types;
CREATE DOMAIN types.amount AS numeric(9,2);
CREATE TYPE types.pair AS (low types.amount, high types.amount);
CREATE TYPE types.unused AS ENUM ('a');
CREATE FUNCTION types.unused() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE types.unused_sequence;
CREATE TABLE shop.typed (pairs types.pair[]);
SQL
my $typed = command_ok([$schemac, 'inspect', $pg->uri('Shop'), '-t', 'shop.typed'], 'types of another schema');
like($typed->{stdout}, qr/types\.$_:/, "$_ is read, since the table needs it") for qw(amount pair);
unlike($typed->{stdout}, qr/unused/, 'what no table needs is not');
done_testing;
