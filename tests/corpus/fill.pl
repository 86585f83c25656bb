# Fills the real-world schemas: compiles each, generates ROWS rows (default 100) for every table, loads them into a
# server of version 15 and prints what became of the tables. Usage: perl -Itests/lib tests/corpus/fill.pl [NAME...];
# `make corpus` builds first. References are checked after the load, which works in no order.
use strict;
use warnings;
use Corpus;
use File::Basename qw(basename);
use File::Path qw(remove_tree);
use PgCluster;
use SchemacTest;
use Time::HiRes qw(time);

my $rows   = $ENV{ROWS} || 100;
my $orphan = <<'END';
SET session_replication_role = replica;
CREATE TEMPORARY TABLE broken (reference text);
DO $$
DECLARE reference record; missing bigint;
BEGIN
    FOR reference IN
        SELECT c.conname AS name, c.conrelid::regclass AS child, c.confrelid::regclass AS parent,
               string_agg(format('child.%I = parent.%I', k.attname, p.attname), ' AND ') AS equal,
               string_agg(format('child.%I IS NOT NULL', k.attname), ' AND ') AS given
          FROM pg_constraint c, unnest(c.conkey, c.confkey) AS u (child, parent), pg_attribute k, pg_attribute p
         WHERE c.contype = 'f' AND c.conparentid = 0 AND k.attrelid = c.conrelid AND k.attnum = u.child
               AND p.attrelid = c.confrelid AND p.attnum = u.parent
         GROUP BY c.oid
    LOOP
        EXECUTE format('SELECT count(*) FROM %s child WHERE %s AND NOT EXISTS (SELECT FROM %s parent WHERE %s)',
                       reference.child, reference.given, reference.parent, reference.equal) INTO missing;
        IF missing > 0 THEN
            INSERT INTO broken VALUES (format('%s: reference %s has %s orphans', reference.child, reference.name, missing));
        END IF;
    END LOOP;
END $$;
SELECT reference FROM broken;
END

# The program for a schema: (seconds, tables left out, complaint).
sub compile
{
    my ($name, $dir) = @_;
    my $start  = time;
    my $result = run_command(
        [$schemac, 'build', Corpus::path($name), '--name', 'corpus', '--cflags', '-O0', '-o', $dir], timeout => 900);
    my $left_out = () = $result->{stderr} =~ /warning: table .* is left out/g;
    return (time - $start, $left_out, $result->{exit} ? $result->{stderr} : '');
}

# Loads every file into its table; returns the number loaded and what the server said to the others.
sub load
{
    my ($pg, $name, $dir) = @_;
    my ($loaded, @refused) = (0);
    for my $file (sort glob "$dir/*.sql") {
        my $result = $pg->psql_result('', db => $name,
            args => ['-c', 'SET session_replication_role = replica', '-f', $file]);
        $loaded++ if $result->{exit} == 0;
        push @refused, basename($file, '.sql') . ': ' . ($result->{stderr} =~ /ERROR: +(.*)/)[0] if $result->{exit};
    }
    return ($loaded, @refused);
}

sub fill
{
    my ($pg, $name) = @_;
    my $dir = scratch();
    my ($seconds, $left_out, $complaint) = compile($name, $dir);
    if (!$complaint) {
        my $result = run_command(["$dir/corpus", 'generate', '--quiet', '--rows', $rows, '--format', 'sql',
            '--output', "$dir/data"], timeout => 600);
        $complaint = $result->{stderr} if $result->{exit};
    }
    $complaint ||= Corpus::load($pg, $name);
    my ($loaded, @wrong) = $complaint ? (0, $complaint) : load($pg, $name, "$dir/data");
    my @orphans = $complaint ? () : split /\n/, $pg->psql($orphan, db => $name);
    printf "%-24s %7d %8d %8d %10d %7.1f\n", $name, $loaded, scalar @wrong, $left_out, scalar @orphans, $seconds;
    print map { "    $_\n" } @wrong, @orphans;
    $pg->drop_db($name) if !$complaint;
    remove_tree($dir);
}

$| = 1;
my @names = @ARGV ? @ARGV : Corpus::names();
die "there are no real-world schemas here; SCHEMAC_CORPUS says where they are\n" if !@names;
my $pg = PgCluster->new(version => 15);
printf "%-24s %7s %8s %8s %10s %7s\n", qw(schema filled refused left-out references build-s);
fill($pg, $_) for @names;
