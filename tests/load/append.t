# Rows are added to those that are there, again and again: keys, sequences and references stay right, whatever makes keys
# unique, and few rows stay out.
use strict;
use warnings;
use LoadTest;
use PgCluster;
use SchemacTest;
use Test::More;

my $schema  = "$root/tests/load/append.sql";
my $program = build_loader($schema);
my @tables  = qw(tenants accounts tasks people mails rooms bookings events);

# What the tables have after rows are added: all that hold is verified, and nothing else is said.
sub added
{
    my ($pg, $name, $what, @words) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = command_ok([$program, 'load', $pg->conninfo($name), '--append', @words], $what);
    unlike($result->{stderr}, qr/error:/, "$what: without an error");
    command_like([$program, 'verify', $pg->conninfo($name), '--rows', 'any'], qr/all hold/, "$what: every constraint holds");
    return split / /, count_of($pg, $name, @tables);
}

sub at_least
{
    my ($what, $least, @counts) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is(join(' ', grep { $_ < $least } @counts), '', "$what: all tables grow");
}

# Rows of the program's own go on where few of them stay out, and not beside, where many would.
{
    my $pg       = PgCluster->new;
    my $narrow   = build_loader("$root/tests/hard/exclude_computed.sql");
    my @narrow   = qw(appointment cage game match measure price shift);
    my @database = ($pg->conninfo('narrow'), '--rows', 300);
    command_ok([$narrow, 'load', @database, '--create'], 'rows that exclude others');
    command_ok([$narrow, 'load', @database, '--append'], 'as many again');
    at_least('as many again', 580, split / /, count_of($pg, 'narrow', @narrow));
    $pg->stop;
}

for my $version (PgCluster::versions()) {
    my $pg   = PgCluster->new(version => $version);
    my $name = 'growing';
    command_ok([$program, 'load', $pg->conninfo($name), '--create', '--rows', 400], "$version: the first rows");
    my @counts = added($pg, $name, "$version: as many again", '--rows', 400);
    at_least("$version: as many again", 799, @counts);
    @counts = added($pg, $name, "$version: and once more", '--rows', 400);
    at_least("$version: and once more", 1195, @counts);
    @counts = added($pg, $name, "$version: rows of another seed", '--rows', 200, '--seed', 9);
    at_least("$version: rows of another seed", 1280, @counts);

    $pg->psql("DROP DATABASE $name");
    command_ok([$program, 'load', $pg->conninfo($name), '--create', '--rows', 400], "$version: the first rows again");
    @counts = added($pg, $name, "$version: children alone", '--rows', 300, '--tables', 'tasks,events,mails');
    is("@counts[0, 1, 2, 3, 5, 6, 7]", '400 400 700 400 400 400 700', "$version: are all there");
    cmp_ok($counts[4], '>', 600, "$version: but where a person has a first one");
    @counts = added($pg, $name, "$version: and once more", '--rows', 100, '--tables', 'tasks,people');
    is("@counts[0, 1, 2]", '400 400 800', "$version: are all there");
    is($pg->psql("SELECT max(id) < nextval('people_id_seq'), min(id) FROM people", db => $name), 't|10', "$version: sequences follow");

    # Rows that only the server can tell do not fit: what it takes goes in, and why it refuses others is said.
    $pg->psql('ALTER TABLE rooms ADD CHECK (id <= 450)', db => $name);
    my $result = command_ok([$program, 'load', $pg->conninfo($name), '--append', '--rows', 100, '--tables', 'rooms', '--seed', 3],
        "$version: rows that a new constraint refuses");
    like($result->{stderr}, qr/warning: \d+ rows stay out of table "rooms": .*"rooms_id_check"/, "$version: stay out");
    is(count_of($pg, $name, 'rooms'), 450, "$version: and others go in");
    $pg->stop;
}
done_testing;
