# For every CHECK of the real-world schemas, the compiler's evaluation agrees with the server's on rows that satisfy it
# and rows that do not: up to ROWS of each (1000 by default). Values are made around the
# constants of the expression. SCHEMAS="chinook ..." names the schemas.
use strict;
use warnings;
use Corpus;
use Evaluation;
use PgCluster;
use SchemacTest;
use Test::More;

my $wanted = $ENV{ROWS} || 1000;
my $rounds = 4;
my @names  = $ENV{SCHEMAS} ? split(' ', $ENV{SCHEMAS}) : Corpus::names();
plan skip_all => 'there is no corpus' if !@names;
srand 1;

sub any { return $_[rand @_] }

sub word { return join '', map { any('a' .. 'z') } 1 .. 1 + rand($_[0] || 12) }

# Values of no expression in particular.
my @common = (
    '', ' ', 'x', 'X', 'abc', 'Abc Def', 'a b', '0', '1', '-1', '2', '7', '10', '100', '12345', '0.5', '-0.01', '32767', '-32768',
    '2147483647', '-2147483648', '9223372036854775807', '1e10', 't', 'f', '2000-01-01', '2024-02-29', '1999-12-31 23:59:59',
    '2024-02-29 12:00:00+00', 'infinity', '12:34:56', '1 day', '1 mon -3 days', 'me@example.com', 'http://example.com/a',
    'https://example.com', 'a-b-c', 'A0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{}', '{a}', '{1}', '{1,2,3}', '{a,b,NULL}', '[]', '[1]',
    '{"a": 1}', '"s"', 'null', 'empty', '[1,10)', '(,5]', '[2020-01-01,2021-01-01)', '\x', '\x00', '10.0.0.1', '10.0.0.0/8', '::1', '101',
    '08:00:2b:01:02:03', '+1 555 0100', '#aabbcc', 'deadbeef', 'äöü', "tab\there", "line\nbreak"
);

# Values near the constants of an expression.
sub near
{
    my ($text) = @_;
    my @values;
    my @strings = map { s/''/'/gr } $text =~ /'((?:[^']|'')*)'/g;
    my @numbers = $text =~ /(?<![\w.'])(\d+(?:\.\d+)?)/g;
    for my $string (@strings) {
        push @values, $string, uc $string, lc $string, "${string}x", " $string", "$string ", substr($string, 0, -1), $string =~ s/%/word()/ger;
        push @values, "{$string}", qq({"$string": "$string"}), map { $string =~ s/%/word(40)/ger . word(5) } 1 .. 5;
    }
    for my $number (@numbers) {
        push @values, $number, -$number, $number + 1, $number - 1, $number + 0.01, $number - 0.01, $number / 2;
        push @values, map { $number + int(rand(2000)) - 1000 } 1 .. 20;
        push @values, map { 'a' x $_, word($_), '\x' . 'ab' x $_ } grep { $_ >= 0 && $_ < 6000 } $number - 1 .. $number + 1;
        push @values, map { word($number) . 'z' x ($number + $_) } 1 .. 20 if $number < 6000;
    }
    return @values;
}

sub random_value
{
    my $kind = int rand 10;
    return $kind < 2   ? int(rand 20000) - 10000
        : $kind == 2 ? sprintf('%.2f', rand(2000) - 1000)
        : $kind == 3 ? sprintf('%04d-%02d-%02d', 1900 + rand 200, 1 + rand 12, 1 + rand 28)
        : $kind == 4 ? sprintf('%04d-%02d-%02d %02d:%02d:%02d', 1970 + rand 80, 1 + rand 12, 1 + rand 28, rand 24, rand 60, rand 60)
        : $kind == 5 ? word(8) . '@' . word(8) . '.' . word(3)
        : $kind == 6 ? join('-', map { word(6) } 1 .. 1 + rand 4)
        : $kind == 7 ? any('https://', 'http://', 'HTTPS://') . word(10) . '.' . word(3)
        : $kind == 8 ? join('', map { chr(32 + rand 95) } 1 .. rand 12)
        :              word(30);
}

# The texts that are values of each column's type, as the server prints them: any, those near the expression's
# constants, and something where NULL is one.
sub pools
{
    my ($pg, $database, @entries) = @_;
    my @rows;
    for my $entry (@entries) {
        my @near = near($entry->{text});
        @near = map { any(@near) } 1 .. 400 if @near > 400;
        for my $column (@{$entry->{columns}}) {
            my %seen;
            push @rows, [$column->{id}, 2, $column->{type}, undef];
            push @rows, map { [$column->{id}, 1, $column->{type}, $_] } grep { !$seen{$_}++ } @near;
            push @rows, map { [$column->{id}, 0, $column->{type}, $_] } grep { !$seen{$_}++ } @common, map { random_value() } 1 .. 150;
        }
    }
    my $input = "$Evaluation::session CREATE TEMP TABLE candidates (id integer, near integer, type text, value text);\n"
        . "COPY candidates FROM stdin;\n" . join('', map { join("\t", map { Evaluation::escape($_) } @$_) . "\n" } @rows) . "\\.\n"
        . "COPY (SELECT id, near, v FROM (SELECT id, near, evaluation.reads(value, type) AS v FROM candidates OFFSET 0) s WHERE v IS NOT NULL) TO stdout;\n";
    my %pools;
    for my $line (Evaluation::query($pg, $database, $input)) {
        my ($id, $near, $value) = split /\t/, $line, 3;
        push @{$pools{$id}[$near]}, $value;
    }
    return \%pools;
}

sub pick
{
    my ($pools, $column, $nulls) = @_;
    my ($common, $near) = map { $_ || [] } @{$pools->{$column->{id}}}[0, 1];
    my $pool = @$near && (!@$common || rand() < 0.7) ? $near : $common;
    return ($pools->{$column->{id}}[2] && rand() < $nulls) || !@$pool ? '\N' : any(@$pool);
}

# Values of one row, escaped already. NULLs come in rows that have many and rows that have few; with a row to start
# from, one of its values is another.
sub random_row
{
    my ($entry, $pools, $like) = @_;
    my $nulls = any(0.05, 0.2, 0.6);
    my @row   = $like ? @$like[0 .. $#$like - 2] : map { pick($pools, $_, $nulls) } @{$entry->{columns}};
    my $place = int rand @row;
    $row[$place] = pick($pools, $entry->{columns}[$place], $nulls) if $like && @row;
    return \@row;
}

# Rows of a CHECK to be asked about; later rounds start from rows of the rarer kind.
sub rows_of
{
    my ($entry, $pools) = @_;
    return [] if !@{$entry->{columns}};
    my ($few) = sort { @$a <=> @$b } $entry->{passed}, $entry->{failed};
    return map { random_row($entry, $pools, @$few && rand() < 0.7 ? any(@$few) : undef) } 1 .. $wanted * 3;
}

# The table of a CHECK's rows, and the server's answers to it.
sub script_for
{
    my ($entry, $pools) = @_;
    my $columns = join '', map { 'r.' . Evaluation::quote_name($_->{name}) . ', ' } @{$entry->{columns}};
    my $types   = join '', map { ', ' . Evaluation::quote_name($_->{name}) . " $_->{type}" } @{$entry->{columns}};
    my $path    = join ', ', map { Evaluation::quote_name($_) } $entry->{schema}, 'public';
    my $number  = 0;
    my $rows    = join '', map { join("\t", ++$number, @$_) . "\n" } rows_of($entry, $pools);
    my $asked   = join ', ', map { Evaluation::quote($_) } 'rows', $entry->{text};
    return <<"END";
SET LOCAL search_path = $path;
CREATE TEMP TABLE rows ("#" integer$types);
COPY rows FROM stdin;
$rows\\.
DO \$\$BEGIN PERFORM evaluation.answer($asked); END\$\$;
COPY (SELECT ${columns}a.state, a.value FROM rows r JOIN answers a USING ("#") ORDER BY "#") TO stdout;
SELECT 'done';
DROP TABLE rows;
END
}

# Adds rows to each CHECK that has too few: [values as the server prints them …, state, value]. Returns what now() was.
sub add_rows
{
    my ($pg, $database, $pools, @entries) = @_;
    my $script = "$Evaluation::session BEGIN;\nSELECT to_char(now(), 'YYYY-MM-DD HH24:MI:SS.US+00');\n";
    my ($now, @lines) = Evaluation::query($pg, $database, join '', $script, (map { script_for($_, $pools) } @entries), "COMMIT;\n");
    for my $entry (@entries) {
        $entry->{done} = 1;
        while (defined(my $line = shift @lines)) {
            last if $line eq 'done';
            my $row   = [split /\t/, $line, -1];
            my $kind  = $row->[-2] eq 'n' || ($row->[-2] eq 'v' && $row->[-1] eq 't') ? 'passed' : 'failed';
            next if $entry->{seen}{join "\t", @$row[0 .. $#$row - 2]}++ || @{$entry->{$kind}} >= $wanted;
            push @{$entry->{$kind}}, $row;
            push @{$entry->{new}},   $row;
            $entry->{done} = 0;
        }
    }
    return $now;
}

# What the evaluator answers to the rows that are new, beside the server's answers. Returns what differs.
sub compare
{
    my ($name, $now, @entries) = @_;
    my $input = "N\t$now\n" . join '', map {
        join '', "C\t$_->{number}\n", map { join("\t", 'R', @$_[0 .. $#$_ - 2]) . "\n" } @{$_->{new}}
    } @entries;
    my @answers = Evaluation::ask([Corpus::path($name)], $input);
    my @wrong;
    for my $entry (@entries) {
        for my $row (splice @{$entry->{new}}) {
            my $verdict = Evaluation::judge(shift(@answers) // '', @$row[-2, -1]);
            $entry->{$verdict}++;
            push @wrong, "$entry->{object}: $entry->{text} of (@$row[0 .. $#$row - 2]) $verdict"
                if $verdict ne 'agrees' && $verdict ne 'unknown';
        }
    }
    return @wrong;
}

# The CHECKs of a schema, with the columns that each reads.
sub entries_of
{
    my ($name) = @_;
    my $id = 0;
    my @entries;
    for my $line (Evaluation::ask([Corpus::path($name)], "L\n")) {
        last if $line eq '.';
        my ($number, $object, $text, @columns) = map { s/\\([\\nrt])/{n => "\n", t => "\t", r => "\r", '\\' => '\\'}->{$1}/ger } split /\t/, $line;
        my %entry = (number => $number, object => $object, text => $text, columns => [], passed => [], failed => [], new => [], agrees => 0, unknown => 0);
        $entry{schema} = $object =~ /\A(\w+)\./ ? $1 : 'public';
        push @{$entry{columns}}, {id => $id++, name => shift @columns, type => shift @columns} while @columns;
        push @entries, \%entry;
    }
    return @entries;
}

# Asks about one schema; returns its CHECKs and what differs, or nothing where the server cannot hold it.
sub try_schema
{
    my ($pg, $name, @entries) = @_;
    my $complaint = Corpus::load($pg, $name);
    return note("$name: the server cannot hold it: $complaint") if defined $complaint;
    Evaluation::prepare($pg, $name);
    my $pools = pools($pg, $name, @entries);
    my @wrong;
    for my $round (1 .. $rounds) {
        my @short = grep { !$_->{done} && (@{$_->{passed}} < $wanted || @{$_->{failed}} < $wanted) } @entries;
        push @wrong, compare($name, add_rows($pg, $name, $pools, @short), @short) if @short;
    }
    $pg->drop_db($name);
    is(scalar(@wrong), 0, "$name: " . @entries . ' checks') or diag(join "\n", @wrong > 20 ? @wrong[0 .. 19] : @wrong);
    note("$name: $_->{object}: $_->{text}: not known on $_->{unknown} rows") for grep { $_->{unknown} } @entries;
}

my $pg    = PgCluster->new(version => 15);
my %total = (checks => 0, known => 0, agrees => 0, unknown => 0, passed => 0, failed => 0);
for my $name (@names) {
    my @entries = entries_of($name) or next;
    try_schema($pg, $name, @entries);
    for my $entry (@entries) {
        $total{checks}++;
        $total{known} += $entry->{agrees} && !$entry->{unknown} ? 1 : 0;
        $total{$_} += $entry->{$_} for qw(agrees unknown);
        $total{$_} += @{$entry->{$_}} for qw(passed failed);
    }
}
cmp_ok($total{agrees}, '>', 0, 'answers were compared');
note("$total{checks} checks, $total{known} known on all rows; $total{passed} rows satisfied theirs, $total{failed} did not; "
    . "$total{agrees} answers agree, $total{unknown} are not known");
done_testing;
