# Schemas of chance: a few tables with columns of many types, conditions, unique constraints of every kind and
# references. The same seed makes the same schema.
package RandomSchema;

use strict;
use warnings;
use Exporter qw(import);

our @EXPORT = qw(random_schema);

sub one_of { return $_[int rand @_] }
sub maybe  { return rand() < $_[0] }

# Two different ones; the same twice where there is one alone.
sub two_of
{
    my @all   = @_;
    my $first = splice @all, int rand @all, 1;
    return ($first, @all ? one_of(@all) : $first);
}

# ---- columns ----

my %types = (
    number => ['int', 'smallint', 'bigint', 'numeric(8,2)'],
    text   => ['text', 'varchar(12)'],
    day    => ['date'],
    moment => ['timestamp', 'timestamptz'],
    truth  => ['boolean'],
    mood   => ['mood'],
    span   => ['int4range', 'daterange'],
);
my @kinds = qw(number number number number text text day day moment truth mood span);

sub columns
{
    my ($count) = @_;
    my @columns;
    for my $i (1 .. $count) {
        my $kind = one_of(@kinds);
        push @columns, {name => "$kind$i", kind => $kind, type => one_of(@{$types{$kind}}), null => maybe(0.6)};
    }
    return @columns;
}

sub of_kind
{
    my ($kind, @columns) = @_;
    return map { $_->{name} } grep { $_->{kind} eq $kind } @columns;
}

# ---- conditions ----

# A predicate over one column that many values satisfy.
sub atom
{
    my ($column) = @_;
    my ($name, $kind) = @$column{qw(name kind)};
    my $number = int rand 50;
    my %atoms  = (
        number => ["$name > $number", "$name <= $number + 100", "$name BETWEEN $number AND $number * 3 + 10",
            "$name IN (1, 5, $number + 7)", "$name <> $number", "coalesce($name, 1) > 0", "$name >= 0 AND $name < 1000"],
        text => ["$name <> ''", "length($name) BETWEEN 2 AND 9", "$name ~ '^[A-Z]{2}[0-9]{3}\$'", "$name IN ('new', 'paid', 'sent')",
            "$name LIKE 'a%'", "$name = lower($name)", "char_length($name) = 5"],
        day    => ["$name >= '2020-01-01'", "$name BETWEEN '2021-03-01' AND '2024-12-31'", "extract(year FROM $name) > 2010"],
        moment => ["$name > '2020-01-01'", "$name <= '2030-06-01'"],
        truth  => [$name, "NOT $name", "$name IS NOT TRUE", "$name IS NOT FALSE"],
        mood   => ["$name = 'glad'", "$name <> 'sad'", "$name IN ('sad', 'calm')"],
        span   => ["NOT isempty($name)", "lower($name) IS NOT NULL", "NOT upper_inf($name)"],
    );
    return one_of(@{$atoms{$kind}});
}

sub null_test
{
    my ($column) = @_;
    return "$column->{name} IS " . (maybe(0.5) ? 'NOT ' : '') . 'NULL';
}

sub pair_within
{
    my ($kind, @columns) = @_;
    my @names = of_kind($kind, @columns);
    return @names > 1 ? two_of(@names) : ();
}

# A relation between two columns of one kind, or nothing.
sub relation
{
    my @columns = @_;
    if (my ($a, $b) = pair_within('number', @columns)) {
        return one_of("$a < $b", "$a <> $b", "$a <= $b + 10", "$a + $b <= 200", "$b - $a BETWEEN 1 AND 20", "$a >= $b",
            "$a IS DISTINCT FROM $b", "greatest($a, $b) > 3")
            if maybe(0.7);
    }
    if (my ($a, $b) = pair_within('day', @columns)) {
        return one_of("$a < $b", "$b - $a <= 30", "$a <= $b", "$b >= $a + 7", "$b > $a + interval '1 month'");
    }
    if (my ($a, $b) = pair_within('text', @columns)) {
        return one_of("$a <> $b", "length($a) > length($b)");
    }
    return;
}

sub predicate
{
    my ($depth, @columns) = @_;
    my ($one, $other) = two_of(@columns);
    if (!$depth || maybe(0.2)) {
        my $relation = maybe(0.3) ? relation(@columns) : undef;
        return $relation ? $relation : maybe(0.2) ? null_test($one) : atom($one);
    }
    my ($left, $right) = (predicate($depth - 1, @columns), predicate($depth - 1, @columns));
    my @nullable = map { $_->{name} } grep { $_->{null} } @columns;
    my $names    = join ', ', @nullable[0 .. (@nullable > 4 ? 3 : $#nullable)];
    my $tests    = join ' + ', map { "($_ IS NOT NULL)::int" } @nullable[0 .. (@nullable > 4 ? 3 : $#nullable)];
    return one_of(
        "($left) OR ($right)",
        "($left) OR ($right)",
        "$one->{name} IS NULL OR $other->{name} IS NOT NULL",
        "($one->{name} IS NULL) = ($other->{name} IS NULL)",
        "($left) <> ($right)",
        "CASE WHEN $left THEN $right ELSE " . atom($one) . ' END',
        @nullable > 1 ? ("num_nonnulls($names) = 1", "num_nulls($names) <= 1", "$tests = 1") : ("($left) OR ($right)"),
    );
}

# ---- keys and references ----

# Kinds whose values are many enough for a unique constraint of their own.
sub is_wide
{
    my ($column) = @_;
    return $column->{kind} =~ /^(?:number|text|moment)$/;
}

# An expression over the column that fewer values tell apart, or as many.
sub computed
{
    my ($column) = @_;
    my ($name, $kind) = @$column{qw(name kind)};
    my %computed = (
        number => ["($name + 1)", "($name % 7)", "($name > 10)", "abs($name)"],
        text   => ["left($name, 3)", "length($name)", "upper($name)", "md5($name)"],
        day    => ["extract(year FROM $name)", "($name - '2000-01-01'::date)", "($name IS NOT NULL)"],
        moment => ["(coalesce($name, '2000-01-01'))", "($name IS NULL)"],
        truth  => ["($name IS TRUE)", "(NOT $name)"],
        mood   => ["($name = 'glad')", "(coalesce($name, 'sad'))"],
        span   => ["lower($name)", "isempty($name)"],
    );
    return '(' . one_of(@{$computed{$kind}}) . ')';
}

sub exclusion
{
    my ($table, $number, @columns) = @_;
    my ($span) = grep { $_->{kind} eq 'span' } @columns or return;
    my ($other) = grep { $_->{kind} =~ /^(?:number|text|day)$/ } @columns;
    my $equal = $other && maybe(0.6) ? "$other->{name} WITH =, " : '';
    return "ALTER TABLE $table ADD CONSTRAINT e${number}_$table EXCLUDE USING gist ($equal$span->{name} WITH &&);";
}

sub unique
{
    my ($table, $number, @columns) = @_;
    return exclusion($table, $number, @columns) if maybe(0.1);
    return "CREATE UNIQUE INDEX u${number}_$table ON $table (" . join(', ', map { computed($_) } maybe(0.5) ? one_of(@columns) : two_of(@columns)) . ');' if maybe(0.25);
    my @wide = grep { is_wide($_) } @columns or return;
    my $one   = one_of(@wide)->{name};
    my $other = one_of(grep { $_->{name} ne $one } @columns) || return;
    my $index = "CREATE UNIQUE INDEX u${number}_$table ON $table";
    my @texts = grep { $_ eq $one } of_kind('text', @columns);
    return one_of(
        "ALTER TABLE $table ADD UNIQUE ($one);",
        "ALTER TABLE $table ADD UNIQUE ($one, $other->{name});",
        "$index ($one) WHERE " . null_test($other) . ';',
        "$index ($one) WHERE " . atom($other) . ';',
        "$index ($one, $other->{name}) NULLS NOT DISTINCT;",
        @texts ? ("$index (lower($one));", "$index (coalesce($one, ''));") : ("$index ($one, (coalesce($other->{name}, $other->{name})));"),
    );
}

# How a table's rows are known: its columns and what is referenced.
sub key
{
    my ($is_tenant) = @_;
    return {sql => ['tenant int NOT NULL', 'id int NOT NULL', 'PRIMARY KEY (tenant, id)'], columns => ['tenant int', 'id int']} if $is_tenant;
    return one_of(
        {sql => ['id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY'], columns => ['id bigint']},
        {sql => ['id serial PRIMARY KEY'], columns => ['id int']},
        {sql => ['id uuid PRIMARY KEY'], columns => ['id uuid']},
        {sql => ['id varchar(20) PRIMARY KEY'], columns => ['id varchar(20)']},
    );
}

# A reference to a table: its lines, and the statement after all tables.
sub reference
{
    my ($table, $number, $parent) = @_;
    my (@names, @lines);
    my $null = maybe(0.4);
    my $shared = $table->{tenant} && $parent->{tenant};
    for my $column (@{$parent->{key}{columns}}) {
        my ($name, $type) = split ' ', $column;
        push @names, $shared && $name eq 'tenant' ? 'tenant' : "r${number}_$name";
        push @lines, "$names[-1] $type" . ($null ? '' : ' NOT NULL') if $names[-1] ne 'tenant';
    }
    my $list = join ', ', @names;
    my $full = $null && @names > 1 && !$shared && maybe(0.5) ? ' MATCH FULL' : '';
    my @after = ("ALTER TABLE $table->{name} ADD FOREIGN KEY ($list) REFERENCES $parent->{name}$full;");
    push @after, "ALTER TABLE $table->{name} ADD UNIQUE ($list);" if maybe(0.15);
    return {lines => \@lines, after => \@after, null => $null, names => \@names};
}

sub table
{
    my ($number, @earlier) = @_;
    my $table = {name => "t$number", tenant => maybe(0.3)};
    $table->{key} = key($table->{tenant});
    my @columns = columns(2 + int rand 5);
    my @lines   = @{$table->{key}{sql}};
    push @lines, "$_->{name} $_->{type}" . ($_->{null} ? '' : ' NOT NULL') for @columns;
    my @after;
    my $references = 0;
    for my $parent (grep { maybe(0.45) } @earlier, maybe(0.3) ? $table : ()) {
        my $reference = reference($table, ++$references, $parent);
        next if $parent == $table && !$reference->{null};
        push @lines, @{$reference->{lines}};
        push @after, @{$reference->{after}};
    }
    push @lines, 'CHECK (' . predicate(1 + int rand 2, @columns) . ')' for 1 .. int rand 4;
    push @after, map { unique($table->{name}, $_, @columns) } 1 .. int rand 3;
    $table->{sql} = "CREATE TABLE $table->{name} (\n    " . join(",\n    ", @lines) . "\n);\n" . join '', map { "$_\n" } @after;
    return $table;
}

sub random_schema
{
    my ($seed) = @_;
    srand $seed;
    my @tables;
    push @tables, table(scalar @tables, @tables) for 1 .. 3 + int rand 3;
    return "CREATE EXTENSION btree_gist;\nCREATE TYPE mood AS ENUM ('sad', 'calm', 'glad');\n" . join '', map { $_->{sql} } @tables;
}

1;
