# The reference of the YAML dialect is true: its examples are read, and it has every key that the reader knows.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $reference = slurp("$root/schemas/README.md");

# Whether schemac takes the document for a schema.
sub reads
{
    my ($document, $name) = @_;
    my $dir = scratch();
    spew("$dir/example.yaml", $document);
    my $result = run_command(["$build_asan/bin/schemac", 'check', "$dir/example.yaml"]);
    is($result->{exit}, 0, $name) or diag(substr $result->{stderr}, 0, 3000);
}

# The keys of the tables of keys in the reader's sources.
my %keys;
for my $path (glob "$root/schemac/read/yaml/yaml_*.c") {
    $keys{$_} = 1 for slurp($path) =~ /\{\s*"([a-z_ ]+)",\s*\w+,\s*IN_/g;
}
cmp_ok(scalar(keys %keys), '>', 60, 'the keys of the reader are found');
my @undocumented = grep { $reference !~ /\b\Q$_\E:/ && $reference !~ /also: [^\n]*\b\Q$_\E\b/ } sort keys %keys;
is_deeply(\@undocumented, [], 'every key is in the reference');

# Whole documents, given a table where they speak of one.
for my $block ($reference =~ /```yaml\n(.*?)```/gs) {
    next if $block !~ /\A(name|tables|types|sequences|functions):/;
    my $first = $1;
    $block .= "tables: {orders: {columns: {id: bigint}}}\n" if $first eq 'sequences';
    reads($block, "the example of \"$first\" is read");
}

# Parts of a document, in a document that has what they speak of.
my $others = <<'END';
functions: [{name: touch_row, returns: trigger, language: plpgsql, body: begin end},
            {name: audit.note, returns: trigger, language: plpgsql, body: begin end}]
END
my $tables = <<'END';
tables:
  customers: {columns: {id: bigint, number: integer}, primary key: [id]}
  people: {columns: {number: integer}, primary key: [number]}
  orders: {columns: {id: bigint}, primary key: [id]}
  accounts: {columns: {customer_id: bigint, iban: text}}
  transactions: {columns: {iban: text}}
  t:
END
my $columns = <<'END';
    columns: {order_id: bigint not null, line: integer not null, customer_id: bigint, agent_id: integer, email: text,
              slot: integer, note: text, room: integer, during: tsrange, ordered_at: date, active: boolean,
              cancelled: boolean, price: integer, a: integer, b: integer, c: integer, x: integer}
END
for my $block ($reference =~ /```yaml\n(.*?)```/gs) {
    my ($first) = $block =~ /\A([a-z ]+):/;
    next if $first =~ /\A(?:name|tables|types|sequences|functions)\z/;
    for my $part ($first eq 'rows' ? split(/^/, $block) : $block) {
        my $shown = $first eq 'columns' ? '' : $columns;
        my $inside = $first eq 'relationships' ? $columns . $part : $shown . $part =~ s/^/    /gmr;
        reads($others . $tables . $inside, "the part \"$first\" is read");
    }
}

# Each rule, for a column that it fits.
my @rules = $reference =~ /^\| `rule: (.*?)` \|/mg;
cmp_ok(scalar(@rules), '>', 12, 'the rules are found');
for my $rule (@rules) {
    my $type = $rule =~ /\d-\d\d-\d\d|created_at/ ? 'date' : $rule =~ /range|histogram|sequence|price/ ? 'numeric' : 'text';
    (my $quoted = $rule) =~ s/\{expression: (.*)\}/{expression: "$1"}/;
    reads(<<"END", "rule $rule is read");
tables:
  customers: {columns: {id: bigint, created_at: date}, primary key: [id]}
  t:
    columns: {customer_id: bigint, price: numeric, quantity: numeric, x: {type: $type, rule: $quoted}}
    foreign keys: [{columns: [customer_id], references: customers}]
END
}
done_testing;
