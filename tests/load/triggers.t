# Triggers during a load: switched off where the tables are the role's own, named beforehand; with --triggers on they
# fire, rows that they refuse stay out, and those that refer to them, and the rest is loaded.
use strict;
use warnings;
use LoadTest;
use PgCluster;
use SchemacTest;
use Test::More;

my $schema  = "$root/tests/load/triggers.sql";
my $program = build_loader($schema);
my $pg      = PgCluster->new;
my @tables  = qw(users profiles visits checks);
my @rows    = ('--rows', 'users=200,profiles=200,visits=500,checks=100');

{
    my $name = new_database($pg, 'silent', $schema);
    my $result = command_ok(load_command($program, $pg, $name, @rows), 'triggers are off where nothing is said');
    like($result->{stderr}, qr/^  trigger visits_check on public\.visits: after insert for each row \(constraint\), public\.count_visit\(\) .*writes elsewhere, is switched off$/m,
        'which the plan says');
    is(count_of($pg, $name, @tables), '200 200 500 100', 'all rows are there, and none by triggers');
    is($pg->psql('SELECT bool_or(NOT changed) FROM users', db => $name), 't', 'as they were made');
    is($pg->psql("SELECT string_agg(DISTINCT tgenabled::text, '') FROM pg_trigger", db => $name), 'O', 'triggers are on afterwards');
    command_fails_like(['psql', '-Xqd', $pg->conninfo($name, 'keeper'), '-v', 'ON_ERROR_STOP=1', '-c',
        "INSERT INTO users VALUES (1000, 'x')"], 1, qr/user 1000 has no place/, 'and fire');
}

{
    my $name = new_database($pg, 'loud', $schema);
    my $plan = command_ok(load_command($program, $pg, $name, @rows, '--triggers', 'on', '--dry-run'), 'a plan with triggers');
    like($plan->{stdout}, qr/^  trigger users_refuse on public\.users: before insert for each row, public\.refuse_tenth\(\) rejects rows, changes column \"changed\".*, fires$/m,
        'names those that fire');
    like($plan->{stdout}, qr/in one transaction/, 'and takes one transaction');
    my $result = command_ok(load_command($program, $pg, $name, @rows, '--triggers', 'on'), 'triggers fire');
    like($result->{stderr}, qr/warning: triggers kept 20 rows out of table "users": user 10 has no place$/m, 'rows that they refuse are told');
    like($result->{stderr}, qr/warning: triggers kept \d+ rows out of table "visits": .*violates foreign key/, 'and those that refer to them');
    like($result->{stderr}, qr/warning: triggers kept \d+ rows out of table "profiles"/, 'and those whose place they take');
    my ($users, $profiles, $visits, $checks) = split / /, count_of($pg, $name, @tables);
    is($users, 180, 'other rows are there');
    is($profiles, 180, 'a profile for each, by the trigger or by the load');
    is($pg->psql("SELECT count(*) FROM profiles WHERE note = 'by a trigger'", db => $name), 80, 'as many as there should be by the trigger');
    is($pg->psql('SELECT bool_and(changed) FROM users', db => $name), 't', 'what it changes is changed');
    cmp_ok($visits, '>', 300, 'most visits are there');
    is($pg->psql("SELECT count(*) FROM checks c LEFT JOIN users u ON u.id = c.user_id WHERE u.id IS NULL", db => $name), 0,
        'no reference leads nowhere');
    cmp_ok($checks, '>', $visits, 'the constraint trigger fired for each');
    command_checks([$program, 'verify', $pg->conninfo($name), @rows], 1, [qr/table "users" has 180 rows, not 200/], [],
        'verify says what is missing');
    command_like([$program, 'verify', $pg->conninfo($name), '--rows', 'any'], qr/all hold/, 'but every constraint holds');
    command_ok(load_command($program, $pg, $name, @rows, '--triggers', 'on', '--append'), 'rows are appended while triggers fire');
    is($pg->psql('SELECT count(*) FROM users', db => $name), 360, 'those that they let in');
    command_like([$program, 'verify', $pg->conninfo($name), '--rows', 'any'], qr/all hold/, 'and every constraint holds');
    command_ok(load_command($program, $pg, $name, @rows, '--triggers', 'on', '--replace=yes'),
        'triggers on TRUNCATE find their tables by the search path');
}

# Who does not own the tables cannot switch triggers off: they fire, which the plan says.
{
    my $name = new_database($pg, 'alien', $schema);
    $pg->psql('CREATE ROLE visitor LOGIN');
    $pg->psql('GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO visitor', db => $name);
    my $result = command_ok([$program, 'load', $pg->conninfo($name, 'visitor'), @rows], 'a role that may only insert');
    like($result->{stderr}, qr/trigger users_refuse on public\.users: .*, fires$/m, 'loads while triggers fire');
    is(count_of($pg, $name, 'users'), 180, 'and keeps what they let in');
}

# Triggers that ask who is at work.
{
    my $file = spew(scratch() . '/entries.sql', <<'END');
CREATE TABLE entries (id integer PRIMARY KEY, owner text NOT NULL);
CREATE FUNCTION note_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.owner := current_setting('app.user', true);
    RETURN NEW;
END $$;
CREATE TRIGGER entries_owner BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION note_owner();
END
    my $owned = build_loader($file);
    my $name  = new_database($pg, 'owned', $file);
    my @load  = @{load_command($owned, $pg, $name, '--rows', 50, '--triggers', 'on')};
    my $result = command_ok(\@load, 'nobody says who it is');
    like($result->{stderr}, qr/triggers kept 50 rows out of table "entries": null value.*\nhint: .*app\.user.*PGOPTIONS="-c app\.user=me"/,
        'which is said, with what would help');
    command_ok(\@load, 'somebody does', env => {PGOPTIONS => '-c app.user=me'});
    is(count_of($pg, $name, 'entries'), 50, 'and all rows are there');
}
done_testing;
