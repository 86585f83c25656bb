# Bounds on rows that the compiler plans and the generated program holds: what is asked by name and cannot be is
# an error with numbers, what is not is moved to the bound.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $folder = scratch();
spew("$folder/club.yaml", <<'END');
name: club
tables:
  teams:
    rows: 4
    columns: {id: bigint generated always as identity}
    primary key: [id]
  players:
    rows: 3..7 per teams
    columns: {id: bigint generated always as identity, team_id: bigint not null, shirt: smallint not null}
    primary key: [id]
    foreign keys: [{columns: [team_id], references: teams, children: 3..7}]
  badges:
    rows: 5
    columns: {code: char(1) not null}
    primary key: [code]
END
command_ok([$schemac, 'build', '--quiet', "$folder/club.yaml", '-o', $folder], 'the program is built');
my $club = "$folder/club";

sub fails
{
    my ($rows, $error, $hint) = @_;
    my $result = run_command([$club, 'generate', '-o', "$folder/data", '--rows', $rows]);
    is_deeply([@$result{qw(exit stdout stderr)}], [1, '', "club: error: $error\nhint: $hint\n"], "--rows $rows");
    ok(!-e "$folder/data", 'nothing is made');
}

my $per = '(3 to 7 for each row of table "teams")';
fails('players=11',
    "table \"players\" cannot have 11 rows: constraint \"players_team_id_fkey\" needs at least 12 $per",
    'Ask for at least 12 rows of "players", or for fewer rows of "teams".');
fails('players=1M',
    "table \"players\" cannot have 1,000,000 rows: constraint \"players_team_id_fkey\" allows at most 28 $per",
    'Ask for at most 28 rows of "players", or for more rows of "teams".');
command_like([$club, 'info', '--rows=teams=10'], qr/^players: 50 rows/m, 'children follow their parents');
command_like([$club, 'info', '--rows=teams=2,players=14'], qr/^players: 14 rows/m, 'the bound itself is allowed');
command_checks([$club, 'info', '--rows=1000'], 0, [qr/^players: 3,000 rows/m],
    [qr/\Aclub: warning: rows of table "badges" lowered from 1,000 to \d+: constraint "badges_pkey" allows no more [^\n]*\n/,
        qr/^club: warning: rows of table "players" raised from 1,000 to 3,000: constraint "players_team_id_fkey" needs so many [^\n]*\n\z/m],
    'what was asked for all tables is lowered or raised');

done_testing;
