# What the tests of the evaluator share: asking the server, and asking tests/evaluate/evaluate_rows.
package Evaluation;

use strict;
use warnings;
use SchemacTest;

# In a database: answers expressions on the rows of a table, errors included: where there is one, on either half of them.
my $functions = <<'END';
CREATE SCHEMA evaluation;
CREATE FUNCTION evaluation.reads(value text, type text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE printed text;
BEGIN
    EXECUTE format('SELECT format(''%%s'', %L::%s)', value, type) INTO printed;
    RETURN printed;
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END $$;
CREATE FUNCTION evaluation.answer(query text, low integer, high integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    middle integer := (low + high) / 2;
    problem text;
BEGIN
    BEGIN
        EXECUTE query USING low, high;
        RETURN;
    EXCEPTION WHEN OTHERS THEN
        problem := SQLERRM;
    END;
    IF low = high THEN
        INSERT INTO answers VALUES (low, 'e', problem);
    ELSE
        PERFORM evaluation.answer(query, low, middle);
        PERFORM evaluation.answer(query, middle + 1, high);
    END IF;
END $$;
CREATE FUNCTION evaluation.answer(source text, expression text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    query text := format('INSERT INTO answers SELECT "#", CASE num_nulls(x) WHEN 1 THEN ''n'' ELSE ''v'' END,
        format(''%%s'', x) FROM (SELECT "#", (%s) AS x FROM %s WHERE "#" BETWEEN $1 AND $2 OFFSET 0) s', expression, source);
    low integer;
    high integer;
BEGIN
    TRUNCATE answers;
    EXECUTE format('SELECT min("#"), max("#") FROM %s', source) INTO low, high;
    IF low IS NOT NULL THEN
        PERFORM evaluation.answer(query, low, high);
    END IF;
END $$;
END

# Every session that asks begins with these.
our $session = <<'END';
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';
CREATE TEMP TABLE answers ("#" integer, state text, value text);
END

sub prepare
{
    my ($pg, $database) = @_;
    $pg->psql($functions, db => $database);
}

# The lines that a script prints; dies where it fails.
sub query
{
    my ($pg, $database, $script) = @_;
    my $path   = spew(scratch() . '/script.sql', $script);
    my $result = $pg->psql_result('', db => $database, args => ['-f', $path]);
    die $result->{stderr} if $result->{exit} != 0;
    return split /\n/, $result->{stdout};
}

# A text as COPY and the program take it; undef is NULL.
sub escape
{
    my ($text) = @_;
    return '\N' if !defined $text;
    $text =~ s/\\/\\\\/g;
    $text =~ s/\n/\\n/g;
    $text =~ s/\t/\\t/g;
    $text =~ s/\r/\\r/g;
    return $text;
}

sub quote
{
    my ($text) = @_;
    return 'NULL' if !defined $text;
    $text =~ s/'/''/g;
    return $text =~ s/\\/\\\\/g ? "E'$text'" : "'$text'";
}

sub quote_name
{
    my ($name) = @_;
    $name =~ s/"/""/g;
    return qq{"$name"};
}

# What the evaluator answers to lines of input, as lines; dies where it fails.
sub ask
{
    my ($files, $input) = @_;
    my $result = run_command(["$build_asan/tests/evaluate/evaluate_rows", @$files], stdin => $input, timeout => 600);
    die "evaluate_rows failed: $result->{stderr}" if $result->{exit} != 0;
    return split /\n/, $result->{stdout};
}

# How the evaluator's answer stands to the server's state and value: "agrees", "unknown" or what differs.
sub judge
{
    my ($answer, $state, $value) = @_;
    return 'unknown' if $answer eq 'u';
    my $wanted = $state eq 'v' ? "v\t$value" : $state;
    return $answer eq $wanted ? 'agrees' : "is '$answer', the server has '$wanted'";
}

1;
