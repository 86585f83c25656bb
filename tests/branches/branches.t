# What is found of rows that are known: the alternatives that a constraint has, and those that no row shows.
use strict;
use warnings;
use Branches;
use PgCluster;
use Test::More;

my $pg = PgCluster->new;
$pg->create_db('known');
$pg->psql(<<'END', db => 'known');
CREATE TYPE size AS ENUM ('s', 'm');
CREATE DOMAIN code AS text CHECK (VALUE = '' OR VALUE ~ '^[A-Z]+$');
CREATE TABLE known (
    id int PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('a', 'b', 'c')),
    n int CHECK (n IS NULL OR n < 0 OR n > 10 AND (n < 20 OR n = 99)),
    size size NOT NULL,
    codes code[] NOT NULL,
    done boolean NOT NULL,
    done_on date,
    CHECK (done = (done_on IS NOT NULL)),
    CHECK (CASE WHEN kind = 'a' THEN done ELSE n IS NULL END)
);
CREATE UNIQUE INDEX known_few ON known (n) WHERE n > 10;
CREATE TABLE part (id int NOT NULL) PARTITION BY LIST (id);
CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (2);
CREATE TABLE few (kind text CHECK (kind IN ('a', 'b')));
INSERT INTO known VALUES (1, 'a', -1, 's', '{}', true, '2020-01-01'), (2, 'a', 12, 's', '{AB}', true, '2020-01-01'),
    (3, 'b', NULL, 's', '{A}', false, NULL), (4, 'b', NULL, 's', '{A}', false, NULL), (5, 'b', NULL, 's', '{A}', false, NULL);
INSERT INTO part VALUES (1), (1);
INSERT INTO few VALUES ('a');
END
my @all = Branches::count($pg, 'known');
my @unseen = map { Branches::describe($_) } Branches::unseen(@all);
is(join("\n", sort @unseen), <<'END' =~ s/\n\z//r, 'what no row shows');
ONLY public.known: code_check of codes: EXISTS (SELECT FROM unnest(codes) AS u (value) WHERE (value = ''))
ONLY public.known: known_kind_check: (kind = 'c')
ONLY public.known: known_n_check: (n > 10) AND (n = 99)
ONLY public.known: size: size = 'm'
public.part: partitions: tableoid = 'public.part_2'::regclass
END
my %seen = map { ("$_->{of}: $_->{condition}" => $_->{seen}) } @all;
is($seen{'known_kind_check: (kind = \'a\')'}, 2, 'rows are counted');
is($seen{'known_check: (done IS TRUE) AND (done_on IS NOT NULL)'}, 2, 'equalities of truths are taken both ways');
is($seen{'known_few: (n > 10 IS NOT TRUE)'}, 4, 'so are predicates of indexes');
done_testing;
