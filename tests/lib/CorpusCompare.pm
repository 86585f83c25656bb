# Compares what schemac reads from the file of each real-world schema with what it reads from a server that
# the file was loaded into, and with what it reads from pg_dump's print of that database.
package CorpusCompare;

use strict;
use warnings;
use Corpus;
use PgCluster;
use SchemacTest;
use Test::More;
use Time::HiRes qw(time);
use Time::Local qw(timegm);

# What a server of that version cannot load, and the reason that it gives. Whatever else fails to load is a
# failure of the test.
my %unloadable = (
    12 => qr/postgis|multirange_type_name|unlogged sequences|near "RETURN"|gen_random_uuid|near "NULLS"/,
    15 => qr/(?!)/,
    18 => qr/postgis/,
);

# How many statements may read a database, of however many tables.
my $limit = 20;

# The newest server that there is a pg_dump for.
my $dumping = 15;

sub run
{
    my ($version) = @_;
    plan skip_all => 'there are no real-world schemas here; SCHEMAC_CORPUS says where they are'
        if !defined corpus_dir();
    my $pg = PgCluster->new(version => $version);
    my ($same, $all) = (0, 0);
    for my $name (Corpus::names()) {
        my $start     = time;
        my $complaint = Corpus::load($pg, $name);
        if (defined $complaint) {
            like($complaint, $unloadable{$version}, "$name: server $version cannot hold it");
            next;
        }
        $all++;
        $same += compare($pg, $name, $start, time);
        $pg->drop_db($name);
    }
    cmp_ok($all, '>=', 40, 'most schemas are compared');
    note("server $version: $same of $all schemas read the same from file and server");
    $pg->stop;
    done_testing();
}

sub compare
{
    my ($pg, $name, $start, $end) = @_;
    my $file = command_ok([$schemac, 'inspect', Corpus::path($name), '--name', $name, '--quiet'], "$name: its file");
    my $audit = scratch() . '/audit';
    my $live  = command_ok([$schemac, 'inspect', $pg->uri($name), '--name', $name, '--quiet', '--audit', $audit],
        "$name: its database");
    compare_dump($pg, $name, $live->{stdout}) if $pg->{version} <= $dumping;
    my $statements = () = slurp($audit) =~ /^-- \S+ database /gm;
    cmp_ok($statements, '<=', $limit, "$name: a handful of statements reads the database");
    return same_text(fold_now($live->{stdout}, $start, $end), fold_now($file->{stdout}, $start, $end),
        "$name: both are the same");
}

sub compare_dump
{
    my ($pg, $name, $wanted) = @_;
    my $dump = command_ok([PgCluster::bindir($dumping) . '/pg_dump', '-s', '-d', $pg->conninfo($name)], "$name: pg_dump");
    my $file = spew(scratch() . '/dump.sql', $dump->{stdout});
    my $read = command_ok([$schemac, 'inspect', $file, '--name', $name, '--quiet'], "$name: the dump");
    same_text($read->{stdout}, $wanted, "$name: the dump is the same");
}

# A server evaluates a constant 'now' when the table is made: such a moment stands for the word.
sub fold_now
{
    my ($yaml, $start, $end) = @_;
    $yaml =~ s{(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)?(?:\+00)?}{
        my $moment = timegm($6, $5, $4, $3, $2 - 1, $1) + ($7 // 0);
        $moment >= int $start && $moment <= $end ? 'now' : $&
    }ge;
    $yaml =~ s/'now(?:\(\))?'/'now'/gi;
    return $yaml;
}

sub same_text
{
    my ($got, $wanted, $name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 2;
    return 1 if ok($got eq $wanted, $name);
    my $dir  = scratch();
    my $diff = run_command(['diff', '-u', spew("$dir/file", $wanted), spew("$dir/live", $got)]);
    my @lines = split /\n/, $diff->{stdout};
    diag(join "\n", @lines > 30 ? (@lines[0 .. 29], '…') : @lines);
    return 0;
}

1;
