# The command line: help, errors, row counts and their bounds, single rows, what is told about tables.
use strict;
use warnings;
use RuntimeProgram;
use SchemacTest;
use Test::More;

my $mini = build_program_asan('mini');

# Fails with the exit status and exactly these lines on standard error.
sub fails
{
    my ($exit, $stderr, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = run_command([$mini, @words]);
    is_deeply([@$result{qw(exit stdout stderr)}], [$exit, '', $stderr], "@words");
}

sub prints
{
    my ($stdout, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = run_command([$mini, @words]);
    is_deeply([@$result{qw(exit stdout stderr)}], [0, $stdout, ''], "@words");
}

# ---- help ------------------------------------------------------------------------------------------------

program_help_ok($mini, @$_) for [], ['generate'], ['load'], ['verify'], ['row'], ['info'];
program_version_ok($mini);
my $help = run_command([$mini, 'row', '--help'])->{stdout};
like($help, qr/--format/, 'a command\'s help has its options');
unlike($help, qr/--part/, 'and not those of others');

# ---- wrong command lines ---------------------------------------------------------------------------------

my $row_hint  = "hint: Try \"mini row --help\" for more information.\n";
my $list_hint = "hint: It is a number like 1000, 10k or 1.5M for all tables, or TABLE=NUMBER, with commas between.\n";
my $part_hint = "hint: It is I/N, such as 3/64: the I-th of N parts, from 1 to N.\n";
fails(2, "mini: error: a command is missing\nhint: Try \"mini --help\" for more information.\n");
fails(2, "mini: error: unrecognized command \"generat\"\nhint: Did you mean \"generate\"?\n", 'generat');
fails(2, "mini: error: unrecognized option \"--jbos=3\"\nhint: Did you mean \"--jobs\"?\n", 'generate', '--jbos=3');
fails(2, "mini: error: unrecognized option \"-x\"\n$row_hint", 'row', '-x');
fails(2, "mini: error: arguments are missing after \"row\"\n$row_hint", 'row', 'orders');
fails(2, "mini: error: too many arguments, the first is \"3\"\n$row_hint", 'row', 'orders', '1', '3');
fails(2, "mini: error: a value is missing after \"--seed\"\n$row_hint", 'row', '--seed');
fails(2, "mini: error: no value is allowed in \"--quiet=no\"\n$row_hint", 'row', '--quiet=no');
fails(2, "mini: error: table \"custmers\" does not exist\nhint: Did you mean \"customers\"?\n",
    'generate', '--tables=orders,custmers');
fails(2, "mini: error: table \"zebra\" does not exist\nhint: \"mini info\" lists the tables.\n",
    'generate', '--rows=zebra=1');
fails(2, "mini: error: invalid value \"$_\" for option --rows\n$list_hint", 'generate', "--rows=$_")
    for '', '-1', '1e6', '0.5', '1,', 'orders=', 'orders=1x', '99999999999G', '1.2.3', '1 000', 'k', '.', '"orders"';
fails(2, "mini: error: invalid value \"$_\" for option --part\n$part_hint", 'generate', "--part=$_")
    for '0/3', '4/3', '3', '/3', '3/', '1/0', '-1/3';
fails(2, "mini: error: invalid value \"0\" for option --scale\n"
    . "hint: It is a number over 0, such as 2.5, with up to 9 digits after the point.\n", 'generate', '--scale=0');
fails(2, "mini: error: invalid value \"xml\" for option --format\n"
    . "hint: It is one of csv, tsv, ndjson, json, sql, copy and copy-binary.\n", 'row', 'orders', '1', '-fxml');
fails(2, "mini: error: invalid value \"0\" for option --jobs\nhint: It is a number from 1 to 1024.\n",
    'generate', '-j', '0');
fails(2, "mini: error: table \"?[31m\" does not exist\nhint: \"mini info\" lists the tables.\n",
    'info', "\e[31m");
fails(2, "mini: error: 6 tables cannot go to standard output in format \"csv\"\n"
    . "hint: Choose one with --tables, use --format=sql, or name a folder.\n", 'generate', '-o', '-');
fails(2, "mini: error: a part of 2 tables cannot go to standard output\n"
    . "hint: Choose one table with --tables, or name a folder.\n",
    'generate', '-o-', '-fsql', '-p1/2', '-torders,customers');

# ---- row counts ------------------------------------------------------------------------------------------

# The rows of each table that is asked for.
sub rows_of
{
    my ($tables, @options) = @_;
    my $result = run_command([$mini, 'info', @options]);
    is($result->{exit}, 0, "info @options");
    return (join(' ', map { $result->{stdout} =~ /^\Q$_\E: ([\d,]+) rows/m ? $1 : 'none' } @$tables), $result->{stderr});
}

my $few = 'warning: rows of table "countries" lowered from 1,000,000 to 26: constraint "countries_code_key" '
    . 'allows no more (column "code" has 26 values)';
my $more = 'warning: rows of table "orders" raised from 1,000,000 to 2,000,000: constraint "orders_customer_id_fkey" '
    . 'needs so many (2 to 4 orders for each customer)';
my $none = 'warning: rows of table "customers" lowered from 1,000 to 0: constraint "customers_country_id_fkey" '
    . 'allows no more (column "country_id" is not null)';
my @most = qw(countries customers orders ORDERS);
is_deeply([rows_of(\@most)], ['5 1,000 3,000 2', ''], 'what the schema says, else 1000');
is_deeply([rows_of(\@most, '--rows=1M')], ['26 1,000,000 2,000,000 1,000,000', "mini: $few\nmini: $more\n"],
    'one number is for all tables; what cannot be is lowered or raised');
is_deeply([rows_of(\@most, '--rows=1M', '-q')], ['26 1,000,000 2,000,000 1,000,000', ''], '--quiet: no warning');
is_deeply([rows_of(\@most, '--rows=10,customers=30,orders=61')], ['10 30 61 10', ''], 'names win over all tables');
is_deeply([rows_of(\@most, '--scale=2.5')], ['13 2,500 7,500 5', ''], '--scale multiplies, rounding to the nearest');
is_deeply([rows_of(\@most, '--scale=0.001')], ['1 1 3 1', ''], '--scale leaves no table empty');
is_deeply([rows_of(\@most, '--rows=customers=10G', '--scale=0.1')], ['1 1,000,000,000 3,000,000,000 1', ''],
    '--scale is exact');
is_deeply([rows_of(\@most, '--rows=countries=0')], ['0 0 0 2', "mini: $none\n"],
    'an empty table empties those that need it');
is_deeply([rows_of(["odd.../x,\"y?"], "--rows=\"odd.../x,\"\"y\n\"=3,orders=2k")], ['3', ''], 'a hostile name in quotes');
is_deeply([rows_of(['manifest'], '--rows="manifest"=3')], ['3', ''], 'a name in quotes');

fails(1, 'mini: error: table "countries" cannot have 27 rows: constraint "countries_code_key" allows at most 26 '
    . "(column \"code\" has 26 values)\nhint: Ask for at most 26 rows of \"countries\".\n", 'info', '--rows=countries=27');
fails(1, 'mini: error: table "orders" cannot have 10,000,000 rows: constraint "orders_customer_id_fkey" allows at '
    . "most 4,000 (2 to 4 orders for each customer)\n"
    . "hint: Ask for at most 4,000 rows of \"orders\", or for more rows of \"customers\".\n",
    'generate', '--rows=orders=10M');
fails(1, 'mini: error: table "orders" cannot have 1 rows: constraint "orders_customer_id_fkey" needs at '
    . "least 2,000 (2 to 4 orders for each customer)\n"
    . "hint: Ask for at least 2,000 rows of \"orders\", or for fewer rows of \"customers\".\n",
    'row', '--rows=orders=1', 'orders', '0');
fails(1, 'mini: error: table "customers" cannot have 10,000,000,000,000,000,000 rows: the numbering of rows allows '
    . "at most 9,223,372,036,854,775,807\n"
    . "hint: Ask for at most 9,223,372,036,854,775,807 rows of \"customers\".\n", 'info', '--rows=customers=10000000T');
fails(1, 'mini: error: table "orders" cannot have any number of rows: constraint "orders_customer_id_fkey" needs at '
    . "least 18,446,744,073,709,551,614, but the numbering of rows allows at most 9,223,372,036,854,775,807\n"
    . "hint: Ask for fewer rows of \"customers\".\n", 'info', '--rows=9223372036854775807', '-q');

# ---- one row ---------------------------------------------------------------------------------------------

# Succeeds with standard output that matches, and nothing on standard error.
sub prints_like
{
    my ($stdout, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    command_checks([$mini, @words], 0, [$stdout], [], "@words");
}

prints_like(qr/\Aid           9\ncustomer_id  \d+\nnote         tab\?and \\\n\z/, 'row', 'orders', '8');
prints_like(qr/\Aid           8\ncustomer_id  \d+\nnote         NULL\n\z/, 'row', 'orders', '7');
prints("a,b      ?[31mred?\nc\"d?[0m  ?reversed\n", 'row', "odd.../x,\"y\n", '0');
prints_like(qr/\A9\t\d+\ttab\\tand \\\\\n\z/, 'row', 'orders', '8', '--format=copy');
prints_like(qr/\A2,\d+,"a ""quoted"", one"\n\z/, 'row', 'orders', '1', '--format', 'csv');
prints_like(qr/\A\{"id": 8, "customer_id": \d+, "note": null\}\n\z/, 'row', 'orders', '7', "--format=$_")
    for qw(json ndjson);
prints_like(
    qr/\AINSERT INTO orders \(id, customer_id, note\) OVERRIDING SYSTEM VALUE VALUES\n\(8,\d+,NULL\);\n\z/,
    'row', '-f', 'sql', '--', 'orders', '7');
prints("INSERT INTO \"ORDERS\" DEFAULT VALUES;\n", 'row', 'ORDERS', '1', '--format=sql');
fails(2, "mini: error: table \"orders\" has no row 3000\n"
    . "hint: It has 3000 rows, numbered from 0. --rows and --scale give it more.\n", 'row', 'orders', '3000');
fails(2, "mini: error: invalid row number \"-1\"\nhint: Rows are numbered from 0.\n", 'row', '--', 'orders', '-1');

# Each row by itself is the line that it has in the file.
my $file = run_command([$mini, 'generate', '-q', '-o-', '-tcustomers', '-fcopy'])->{stdout};
my @lines = split /^/, $file;
is_deeply([map { run_command([$mini, 'row', 'customers', $_, '--format=copy'])->{stdout} } 0, 500, 999],
    [@lines[0, 500, 999]], 'a row by itself is the row in the file');

# ---- what is told ----------------------------------------------------------------------------------------

my $info = command_like([$mini, 'info'], qr/^seed 7, algorithm \d+, 6 tables, 4,021 rows$/m, 'info sums up')->{stdout};
like($info, qr/^mini: A little of everything$/m, 'info shows the comment');
unlike($info, qr/[\e\r]/, 'info shows no control character of the schema');
prints(<<'END', 'info', 'orders');

orders: 3,000 rows (2 to 4 for each row of "customers")
  columns
    id           bigint  not null  1, 2, 3 ...
    customer_id  bigint  not null  2 to 4 for each of customers
    note         text              one of 5 texts
  constraints
    orders_pkey              primary key  counts up
    orders_customer_id_fkey  foreign key  2 to 4 for each row of customers
  bounds on rows
    at most 4 x rows of "customers": 2 to 4 orders for each customer
    at least 2 x rows of "customers": 2 to 4 orders for each customer
END

done_testing;
