# Rows are added beside rows of others, whose keys are not those of the program: none stays out, whatever ties the keys
# that move to other columns, but where the numbers of a type are at their end.
use strict;
use warnings;
use LoadTest;
use PgCluster;
use SchemacTest;
use Test::More;

my $program = build_loader("$root/tests/load/beside.sql");
my @tables  = qw(tenants rooms guests bookings people calls kinds notes lines roles duties);

my $others = <<'END';
INSERT INTO tenants VALUES (5, 'one'), (1000, 'other');
INSERT INTO rooms VALUES (5, 3), (5, 1), (1000, 2000);
INSERT INTO guests VALUES (5, 7), (1000, 1);
INSERT INTO bookings (tenant, room, guest) VALUES (5, 3, 7), (1000, 2000, NULL);
INSERT INTO people VALUES (40), (50);
INSERT INTO calls VALUES (40, 40, true), (40, 50, false);
INSERT INTO kinds (name) SELECT 'kind ' || n FROM generate_series(1, 9) n;
INSERT INTO notes (kind) VALUES (7), (1);
INSERT INTO lines SELECT s, l FROM generate_series(1, 100) s, generate_series(1, 10) l;
INSERT INTO roles (open) VALUES (false), (true), (false);
INSERT INTO duties VALUES (2);
INSERT INTO tokens VALUES (2147483647);
END

for my $version (PgCluster::versions()) {
    my $pg   = PgCluster->new(version => $version);
    my $name = 'shared';
    command_ok([$program, 'load', $pg->conninfo($name), '--create', '--rows', 1], "$version: the schema");
    $pg->psql('TRUNCATE ' . join(', ', @tables, 'tokens') . ' RESTART IDENTITY', db => $name);
    $pg->psql($others, db => $name);
    my @before = split / /, count_of($pg, $name, @tables);
    for my $turn (1 .. 2) {
        my $what = "$version: turn $turn";
        my $result = command_ok([$program, 'load', $pg->conninfo($name), '--append', '--rows', 100], $what);
        is(count_of($pg, $name, @tables), join(' ', map { $_ + 100 * $turn } @before), "$what: every row goes in") or diag($result->{stderr});
        is(count_of($pg, $name, 'tokens'), 101, "$what: keys that cannot move are taken once");
        command_like([$program, 'verify', $pg->conninfo($name), '--rows', 'any'], qr/all hold/, "$what: every constraint holds");
        is($pg->psql("SELECT nextval('bookings_id_seq') > max(id) FROM bookings", db => $name), 't', "$what: sequences follow");
    }
    cmp_ok($pg->psql('SELECT count(*) FROM bookings WHERE tenant > 1000 AND guest IS NOT NULL', db => $name), '>', 20,
        "$version: copies move with what they copy");
    $pg->stop;
}
done_testing;
