# --ask-server: what the compiler cannot evaluate, the live database does: on values that it is sent, without a table
# being read; what is built from the answers loads and is verified.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

# A server with a database of these files.
sub server_with
{
    my ($version, @files) = @_;
    my $pg = PgCluster->new(version => $version, settings => {log_statement => 'all', log_line_prefix => '%a|'});
    $pg->psql_file("$root/tests/ask/$_") for @files;
    return $pg;
}

# What the plan says of the tables that are left out, by table.
sub refusals
{
    my ($stderr) = @_;
    return {$stderr =~ /warning: table "([^"]+)" is left out: ([^\n]*\nhint: [^\n]*|[^\n]*)/g};
}

subtest 'what is built holds' => sub {
    my $pg = server_with(15, 'schema.sql', 'extensions.sql');
    my ($dir, $audit) = (scratch(), scratch() . '/audit.sql');
    my $source  = $pg->uri('postgres');
    my $without = refusals(command_ok([$schemac, 'inspect', '--plan', $source], 'without asking')->{stderr});
    is_deeply([sort keys %$without], ['card', 'exam', 'member', 'odd; one', 'parcel', 'part', 'place', 'sign', 'span', 'visit'],
        'tables are left out');
    like($without->{exam}, qr/^constraint "exam_grade_check": no values are known for column "grade" .*grade_checked.*\nhint: Let the server evaluate it by --ask-server/,
        'the constraint is named, and what can be done');

    my $scans  = 'SELECT sum(seq_scan + coalesce(idx_scan, 0)) FROM pg_stat_user_tables';
    my $reads  = $pg->psql($scans);
    my @before = $pg->logged;
    command_ok([$schemac, 'build', '--strict', '--ask-server', '--name', 'asked', '--audit', $audit, '--cflags', '-O1', $source, '-o', $dir],
        'with asking, none is');
    my @sent = $pg->logged;
    splice @sent, 0, scalar @before;
    is($pg->psql($scans), $reads, 'no table was read');
    my @asked = grep { /\nFROM \(SELECT / } @sent;
    cmp_ok(scalar @asked, '>', 20, 'conditions were asked about');
    is_deeply([grep { !/^SELECT (?:row_*|"row_*"), \(.*\)\nFROM \(SELECT (?:row_*|"row_*"), CAST\(.*\n +FROM \(VALUES .*\) AS value$/s } @asked], [],
        'as values alone');
    is_deeply([grep { !/^(?:BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY|SELECT |SAVEPOINT |ROLLBACK|COMMIT)/ } @sent], [],
        'in read-only transactions');
    is($sent[-1], 'ROLLBACK', 'that are taken back');
    is_deeply([slurp($audit) =~ /^-- \S+Z database "postgres"\n(.*?)\n;\n/gms], \@sent, 'the audit has every statement');

    my $again = scratch();
    command_ok([$schemac, 'build', '--no-compile', '--ask-server', '--name', 'asked', $source, '-o', $again], 'once more');
    is(slurp("$again/$_"), slurp("$dir/$_"), "$_ is the same") for qw(card.c member.c parcel.c place.c part.c);

    command_ok(["$dir/asked", 'load', $source, '--quiet'], 'rows are loaded with all constraints');
    command_ok(["$dir/asked", 'verify', $source], 'and hold');
    for my $table (qw(card exam member visit parcel span sign place part), '"odd; one"') {
        is($pg->psql("SELECT count(*) FROM $table"), 1000, "$table is full");
    }
    cmp_ok($pg->psql('SELECT count(DISTINCT number) FROM card'), '>', 100, 'numbers differ');
    cmp_ok($pg->psql('SELECT count(DISTINCT length(number)) FROM card'), '>', 3, 'in length, too');
    is($pg->psql('SELECT count(DISTINCT grade) FROM exam'), 8, 'every value that does not raise is found');
    cmp_ok($pg->psql('SELECT count(DISTINCT (net, gross)) FROM parcel'), '>', 100, 'pairs differ');
    is($pg->psql(q{SELECT concat_ws(' ', count(number) < 1000, (SELECT concat_ws(' ', count(first) = count(last), count(first) < 1000,
        count(start), count(never), count(always) < 1000) FROM span)) FROM card}), 't t t 1000 1000 t', 'NULL is where it passes');
    is($pg->psql(q{SELECT string_agg(DISTINCT CASE WHEN code LIKE 'SPARE-%' THEN 'spare' ELSE code END, ' ') FROM part WHERE code !~ '/'}),
        'spare', 'patterns of a body are drawn from');
    is($pg->psql('SELECT count(DISTINCT path) > 20 FROM place'), 't', 'paths of an extension');

    command_fails_like(["$dir/asked", 'generate', '--rows', 'member=5000', '--tables', 'member', '-o', '-'], 1, qr/member_pkey.*4,?096/, 'a key has as many rows as values were found');
    $pg->stop;
};

subtest 'other servers' => sub {
    for my $version (12, 18) {
        my $pg = server_with($version, 'schema.sql');
        my $plan = command_ok([$schemac, 'inspect', '--plan', '--strict', '--ask-server', $pg->uri('postgres')], "server $version");
        like($plan->{stdout}, qr/at most 4096 rows \("member_pkey"/, 'keys have their values');
        $pg->stop;
    }
};

subtest 'what asking does not help' => sub {
    my $pg = server_with(15, 'refused.sql');
    $pg->psql('CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader; GRANT ALL ON journal TO reader');
    my $result = command_ok([$schemac_asan, 'inspect', '--plan', '--ask-server', $pg->uri('postgres', 'reader')], 'refused.sql');
    my $refused = refusals($result->{stderr});
    my %reasons = (
        nothing => qr/^constraint "nothing_passes": no values are known for column "code" .*never\(code\)\nhint: Give/,
        writer  => qr/^constraint "word_is_noted": .*; the server says: cannot execute INSERT in a read-only transaction\n/,
        clock   => qr/^constraint "ends": .*; the server says: canceling statement due to statement timeout\n/,
        diary   => qr/^constraint "day_is_recent": /,
        safe    => qr/^constraint "secret": .*; the server says: permission denied for function secret_holds\n/,
        drawer  => qr/it references table "safe", which is left out/,
    );
    is_deeply([sort keys %$refused], [sort keys %reasons], 'each is left out');
    like($refused->{$_}, $reasons{$_}, "$_: why") for sort keys %reasons;
    is($pg->psql('SELECT count(*) FROM journal'), 0, 'nothing was written');
    unlike(join('', grep { /is_recent/ && /VALUES/ } $pg->logged), qr/./, 'what is true today alone is not asked');
    $pg->stop;
};

subtest 'sources' => sub {
    my $file = "$root/tests/ask/schema.sql";
    command_fails_like([$schemac, 'build', '--ask-server', $file, '-o', scratch()], 1,
        qr/error: --ask-server needs a live database as the source\nhint: /, 'a file can not be asked');
    like(command_ok([$schemac, 'inspect', '--plan', $file], 'a file')->{stderr},
        qr/hint: Load the schema into a database and use that with --ask-server/, 'what to do with a file');
    command_fails_like([$schemac, 'check', '--ask-server', $file], 2, qr/ask-server/, 'checking asks nothing');
};
done_testing;
