# Expressions in all their forms: as written and as servers of each version print them they read to the same normal
# form; the print of that is taken by each server, and is true of the same rows.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $dir = "$root/tests/live/expressions";

# The lines of a file that hold for a version.
sub expressions
{
    my ($file, $version) = @_;
    my @lines = grep { !/^#/ } split /\n/, slurp("$dir/$file");
    return map { /^(\d+)\+ (.*)/ ? ($1 <= $version ? $2 : ()) : $_ } @lines;
}

sub number
{
    return sprintf '%s%03d', @_;
}

# A table with a check for each expression; it stays empty.
sub checks_sql
{
    my ($table, @expressions) = @_;
    my $i = 0;
    return "CREATE TABLE $table (LIKE cells);\n" . join '',
        map { "ALTER TABLE $table ADD CONSTRAINT " . number('c', $i++) . " CHECK ($_);\n" }
        @expressions;
}

# Tables with a default each: one column may have many defaults in the list.
sub defaults_sql
{
    my (@defaults) = @_;
    my ($i, $sql) = (0, '');
    for (@defaults) {
        my ($column, $default) = /^(\S+) (.*)/ or die "bad line: $_";
        my $table = number('d', $i++);
        $sql .= "CREATE TABLE $table (LIKE cells);\nALTER TABLE $table ALTER $column SET DEFAULT ($default);\n";
    }
    return $sql;
}

sub quoted
{
    my ($text) = @_;
    $text =~ s/'/''/g;
    return "'$text'";
}

# What inspect prints for each check of a table, by name. A check is a text in YAML, plain or quoted.
sub printed_checks
{
    my ($yaml, $table) = @_;
    my ($part) = $yaml =~ /^  \Q$table\E:\n(.*?)(?=^  \S|\z)/ms;
    my %checks;
    while ($part =~ /^\s+(c\d{3}): (.*)$/mg) {
        my ($name, $text) = ($1, $2);
        if ($text =~ s/^'(.*)'$/$1/) { $text =~ s/''/'/g }
        elsif ($text =~ s/^"(.*)"$/$1/) { $text =~ s/\\(.)/$1 eq 'n' ? "\n" : $1 eq 't' ? "\t" : $1/ge }
        $checks{$name} = $text;
    }
    return %checks;
}

sub inspected
{
    my ($source, $name) = @_;
    return command_ok([$schemac, 'inspect', '--quiet', '--name', 'forms', $source], $name)->{stdout};
}

# Both halves of a long text, line by line where they differ.
sub same_lines
{
    my ($got, $wanted, $name) = @_;
    my @got    = split /\n/, $got;
    my @wanted = split /\n/, $wanted;
    ok($got eq $wanted, $name) and return;
    my @where = grep { ($got[$_] // '') ne ($wanted[$_] // '') } 0 .. ($#got > $#wanted ? $#got : $#wanted);
    diag(join "\n", map { "got    " . ($got[$_] // '') . "\nwanted " . ($wanted[$_] // '') } @where[0 .. ($#where > 9 ? 9 : $#where)]);
}

for my $version (PgCluster::versions()) {
    my $pg     = PgCluster->new(version => $version, settings => {timezone => 'UTC', lc_monetary => 'C'});
    my @checks = expressions('checks.txt', $version);
    my $sql    = slurp("$dir/table.sql") . checks_sql('forms', @checks) . defaults_sql(expressions('defaults.txt', $version));
    my $file   = spew(scratch() . '/forms.sql', $sql);
    $pg->create_db('forms');
    $pg->psql_file($file, db => 'forms');
    my $from_file = inspected($file, "file for server $version");
    same_lines(inspected($pg->uri('forms'), "server $version"), $from_file, "server $version prints what reads the same");

    my %printed = printed_checks($from_file, 'forms');
    is(scalar keys %printed, scalar @checks, 'every check is printed');
    my $again = join '', map { "ALTER TABLE again ADD CONSTRAINT $_ CHECK ($printed{$_});\n" } sort keys %printed;
    $pg->psql("CREATE TABLE again (LIKE cells);\n$again", db => 'forms');
    my %live = printed_checks(inspected($pg->uri('forms'), 'the print, loaded'), 'again');
    is_deeply(\%live, \%printed, "server $version takes the print for the same");

    $pg->psql_file("$dir/rows.sql", db => 'forms', args => ['-v', 'ON_ERROR_STOP=1']);
    my $pairs = join ', ', map { "(" . quoted($checks[$_]) . ', ' . quoted($printed{number('c', $_)}) . ')' }
        grep { $checks[$_] !~ /random/ } 0 .. $#checks;
    my $apart = "SELECT a FROM (VALUES $pairs) AS pair (a, b) WHERE outcome(a) IS DISTINCT FROM outcome(b)";
    is($pg->psql($apart, db => 'forms'), '', "server $version finds each print true of the same rows");
    $pg->stop;
}
done_testing;
