# Random schemas of tenants: tables whose keys, unique constraints and references all hold the tenant. Each is
# built, loaded with several numbers of rows for each tenant, and verified. SEED=N makes other schemas.
use strict;
use warnings;
use PgCluster;
use SchemacTest;
use Test::More;

my $seed = $ENV{SEED} || 1;
srand $seed;

sub one_of { return $_[int rand @_] }
sub maybe  { return rand() < $_[0] }

# A table of the family, and what else it holds: references to earlier tables that have an id, itself, the plan.
sub table
{
    my ($schema, $number, $earlier) = @_;
    my @lines   = ('tenant_id int not null' . (maybe(0.5) || !@$earlier ? ' references tenants' : ''));
    my (@needed, @any, %nullable);
    for my $parent (grep { maybe(0.6) } @$earlier) {
        my $column = "${parent}_id";
        my $null   = maybe(0.3);
        push @lines, "$column int" . ($null ? '' : ' not null');
        push @lines, "foreign key (tenant_id, $column) references $parent";
        push @needed, $column if !$null;
        push @any, $column;
        $nullable{$column} = $null;
        next if !maybe(0.2);
        push @lines, "other_$column int" . (maybe(0.5) ? '' : ' not null');
        push @lines, "foreign key (tenant_id, other_$column) references $parent", "check ($column <> other_$column)";
    }
    push @lines, 'foreign key (tenant_id) references tenants' if !@any && "@lines" !~ /references tenants/;
    my $joins = @needed && maybe(0.3);
    if ($joins) {
        my @key = maybe(0.5) ? @needed : $needed[0];
        push @key, 'slot' if maybe(0.3);
        push @lines, "primary key (tenant_id, @{[join ', ', @key]})";
    }
    else {
        push @lines, 'id int not null', 'primary key (tenant_id, id)';
        if (maybe(0.3)) {
            push @lines, 'parent_id int', "foreign key (tenant_id, parent_id) references t$number";
            push @lines, 'unique (tenant_id, parent_id)' if maybe(0.3);
            push @lines, 'check (parent_id <> id)' if maybe(0.3);
        }
    }
    push @lines, 'slot smallint not null check (slot between 1 and ' . one_of(2, 3, 40) . ')';
    if (maybe(0.3)) {
        push @lines, 'plan_id int not null references plans';
        push @lines, 'unique (tenant_id, plan_id' . (maybe(0.5) ? ', slot)' : ')') if maybe(0.5);
    }
    if (@any && maybe(0.5)) {
        my @columns = (one_of(@any), maybe(0.4) ? 'slot' : (), maybe(0.2) ? 'line' : ());
        push @lines, 'line int not null' if grep { $_ eq 'line' } @columns;
        push @lines, "unique (tenant_id, @{[join ', ', @columns]})";
    }
    push @lines, 'email text not null', 'unique (tenant_id, email)' if maybe(0.3);
    push @$earlier, "t$number" if !$joins;
    return "create table t$number(\n  " . join(",\n  ", @lines) . ");\n";
}

sub family
{
    my ($schema) = @_;
    my $sql = "create schema $schema;\nset search_path = $schema;\n";
    $sql .= "create table tenants(id int primary key, name text not null);\n";
    $sql .= "create table plans(id int primary key);\n";
    my @earlier;
    $sql .= table($schema, $_, \@earlier) for 1 .. 3 + int rand 4;
    return $sql;
}

my @schemas = map { "s$_" } 1 .. 8;
my $sql = join '', map { family($_) } @schemas;
my $dir = scratch();
my $path = spew("$dir/tenants.sql", $sql);
my $built = run_command([$schemac, 'build', $path, '--name', 'tenants', '--cflags', '-O0', '-o', "$dir/out"]);
is($built->{exit}, 0, 'builds') or diag($built->{stderr});
is(join("\n", grep { /is left out/ } split /\n/, $built->{stderr}), '', 'no table is left out')
    or diag($sql);

my $pg = PgCluster->new;
for my $rows ([3, 100], [40, 300], [300, 300], [1, 50], [500, 200]) {
    my ($tenants, $others) = @$rows;
    my $database = $pg->create_db("tenants_$tenants");
    $pg->psql($sql, db => $database);
    my $asked = join ',', $others, map { "$_.tenants=$tenants" } @schemas;
    my $loaded = run_command(["$dir/out/tenants", 'load', $pg->uri($database), '--quiet', '--rows', $asked]);
    is($loaded->{exit}, 0, "$others rows for $tenants tenants load") or diag($loaded->{stderr}, $sql);
    my $verified = run_command(["$dir/out/tenants", 'verify', $pg->uri($database), '--all', '--rows', 'any']);
    is($verified->{exit}, 0, 'and verify') or diag($verified->{stdout}, $verified->{stderr}, $sql);
    my $empty = $pg->psql('analyze; select string_agg(relname, $$ $$) from pg_class '
            . "where relkind = 'r' and relnamespace::regnamespace::text ~ '^s[0-9]' and reltuples = 0",
        db => $database);
    # Two rows that differ may need a tenant with two.
    is($empty, '', 'no table is empty') if $others > $tenants;
    $pg->drop_db($database);
}
done_testing;
