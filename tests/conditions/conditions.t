# A server takes exactly the rows that meet the conditions of their table.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

# Sample values by type, as SQL; NULL is among them all.
my %samples = (
    integer => [-1, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 50, 100],
    text    => [map { "'$_'" } '', 'a', 'x', 'B', 'ab', 'abc', 'abcdef'],
    boolean => ['true', 'false'],
    date    => [map { "'$_'" } '2019-12-31', '2020-01-01', '2020-06-01', '2020-12-31', '2021-01-01'],
    'integer[]' => [map { "'$_'" } '{}', '{1}', '{1,11}', '{9,0}', '{1,2,3}', '{1,NULL}'],
    plain_place => [map { "'$_'" } '(a,1)', '(abc,1)', '(a,11)', '(,)', '(,3)'],
);

my $file = "$root/tests/conditions/tables.sql";
my $pg   = PgCluster->new(version => 15);
$pg->psql_file($file);
$pg->psql(<<'SQL');
CREATE TYPE plain_place AS (name text, floor int);
CREATE FUNCTION satisfies_hash(modulus int, remainder int, a int, b int) RETURNS boolean LANGUAGE sql
    AS $$ SELECT satisfies_hash_partition('hashes'::regclass, modulus, remainder, a, b) $$;
SQL

# An element check as a condition on the row.
sub on_row
{
    my ($expr) = @_;
    return $expr unless $expr =~ s/ of (\w+)((?:\[\]|\.\w+)+)$//;
    my ($column, $path) = ($1, $2);
    if ($path =~ /^\.\w+$/) {
        $expr =~ s/\bVALUE\b/($column)$path/g;
        return "$column IS NULL OR ($expr)";
    }
    $expr =~ s/\bVALUE\b/item/g;
    return "NOT EXISTS (SELECT FROM unnest($column) AS u(item) WHERE ($expr) IS FALSE)";
}

# The conditions that the plan prints, by table: SQL that is true where the row meets them.
sub conditions
{
    my ($plan) = @_;
    my (%conditions, $table);
    for (split /\n/, $plan) {
        $table = $1 if /^(?:public\.)?(\w+)(?: is left out: .*)?$/;
        next unless /^  \S+\s+(check|domain check|element check|partition|generated|trigger)\s{2,}(.*)$/;
        push @{$conditions{$table}}, '(' . on_row($2) . ') IS ' . ($1 eq 'partition' ? 'TRUE' : 'NOT FALSE');
    }
    return \%conditions;
}

# Name, NOT NULL, type without domains, and type as declared of the columns that are given values.
sub columns
{
    my ($table) = @_;
    my $rows = $pg->psql(<<"SQL");
SELECT attname, attnotnull,
       CASE atttypid WHEN 'digits'::regtype THEN 'integer[]' WHEN 'digit[]'::regtype THEN 'integer[]'
                     WHEN 'small_code'::regtype THEN 'text' WHEN 'place'::regtype THEN 'plain_place'
                     ELSE atttypid::regtype::text END,
       atttypid::regtype
  FROM pg_attribute WHERE attrelid = '$table'::regclass AND attnum > 0 AND attgenerated = '' ORDER BY attnum
SQL
    my @fields = qw(name not_null type declared);
    return map { my %column; @column{@fields} = split /\|/; \%column } split /\n/, $rows;
}

# Tries all combinations of sample values; table `tried` then says which rows were taken.
sub try_rows
{
    my ($table, @columns) = @_;
    my $names = join ', ', map { $_->{name} } @columns;
    my $from  = join ' CROSS JOIN ',
        map { "(SELECT unnest(ARRAY[NULL, " . join(', ', @{$samples{$_->{type}}}) . "])::text) AS x$_->{name}(v)" }
        @columns;
    my $values = join ', ', map { "x$_->{name}.v" . "::$_->{type} AS $_->{name}" } @columns;
    my $fields = join ', ', map { "r.$_->{name}::text::$_->{declared}" } @columns;
    $pg->psql(<<"SQL");
SET client_min_messages = warning;
DROP TABLE IF EXISTS tried;
DROP TABLE IF EXISTS numbers;
CREATE TABLE tried AS SELECT $values, false AS taken, row_number() OVER () AS number FROM $from;
CREATE TABLE numbers (number bigint PRIMARY KEY);
DO \$\$
DECLARE r record; inserted bigint;
BEGIN
    FOR r IN SELECT * FROM tried LOOP
        BEGIN
            INSERT INTO $table ($names) VALUES ($fields);
            GET DIAGNOSTICS inserted = ROW_COUNT;
            INSERT INTO numbers SELECT r.number WHERE inserted = 1;
        EXCEPTION WHEN check_violation OR not_null_violation OR raise_exception OR assert_failure
                       OR string_data_right_truncation THEN
            NULL;
        END;
    END LOOP;
END
\$\$;
UPDATE tried SET taken = number IN (SELECT number FROM numbers);
SQL
    return;
}

my $plan = command_checks([$schemac_asan, 'inspect', '--plan', '--quiet', $file], 0, undef, [], 'the plan prints');
my $conditions = conditions($plan->{stdout});
for my $table (sort keys %$conditions) {
    my @columns = columns($table);
    try_rows($table, @columns);
    my @all = (@{$conditions->{$table}}, map { "$_->{name} IS NOT NULL" } grep { $_->{not_null} eq 't' } @columns);
    my $met = join "\n AND ", @all;
    my $differ = $pg->psql("SELECT tried.*, $met AS met FROM tried WHERE taken IS DISTINCT FROM ($met) LIMIT 5");
    is($differ, '', "$table: the server takes the rows that meet its conditions") or diag($met);
    my $both = $pg->psql('SELECT bool_or(taken), bool_and(taken) FROM tried');
    is($both, 't|f', "$table: some rows are taken and some are not");
}
is(join(' ', sort keys %$conditions),
    'alternatives comparisons computed distinctions domains functions hashes lists ranges triggers truths',
    'every table has conditions');
$pg->stop;
done_testing;
