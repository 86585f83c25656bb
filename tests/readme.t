# Every example of the README is true. Blocks are taken in order, in one empty folder:
#   ```sql NAME       a file of that name, written there
#   ```console        commands after "$ ", each followed by the whole of what it prints
#   ```c NAME         a part of the file NAME, from its first line to the end of a function or a struct
# UPDATE=1 writes what is printed, and the parts of files, anew.
use strict;
use warnings;
use SchemacTest;
use Test::More;

my $dir = scratch();
my %env = (PATH => "$build/bin:$ENV{PATH}", HOME => $dir, XDG_CACHE_HOME => "$dir/.cache");
symlink "$root/schemas", "$dir/schemas" or die "could not link the schemas: $!";

# What a shell command prints, both streams in their order.
sub printed
{
    my ($command) = @_;
    my $result = run_command(['sh', '-c', "{ $command\n} 2>&1"], cwd => $dir, env => \%env);
    is($result->{exit}, 0, $command);
    return $result->{stdout};
}

# The block with the output of its commands as it is now.
sub console
{
    my ($body) = @_;
    return join '', map { "\$ $_\n" . printed($_) } $body =~ /^\$ (.*)$/mg;
}

# The part of a file that begins with the block's first line.
sub excerpt
{
    my ($body, $name) = @_;
    my ($first) = split /\n/, $body;
    return "$name has no such part\n" if slurp("$dir/$name") !~ /^(\Q$first\E\n.*?^\};?\n)/ms;
    return $1;
}

sub block
{
    my ($language, $name, $body) = @_;
    return console($body) if $language eq 'console';
    return excerpt($body, $name) if $language eq 'c';
    spew("$dir/$name", $body) if $language eq 'sql' || $language eq 'yaml';
    return $body;
}

my $readme  = slurp("$root/README.md");
my $current = '';
my $blocks  = 0;
while ($readme =~ /\G(.*?)^```(\w+)(?: (\S+))?\n(.*?)^```\n/gcms) {
    my ($before, $language, $name, $body) = ($1, $2, $3 // '', $4);
    my $now = block($language, $name, $body);
    is($now, $body, "block of $language $name") if !$ENV{UPDATE};
    $current .= "$before```" . join(' ', $language, length $name ? $name : ()) . "\n$now```\n";
    $blocks++;
}
$current .= substr $readme, pos($readme) // 0;
cmp_ok($blocks, '>', 3, 'the README has examples');
spew("$root/README.md", $current) if $ENV{UPDATE};

my @links = grep { !/^\w+:/ } $readme =~ /\]\(([^)#]+)\)/g;
is_deeply([grep { !-e "$root/$_" } @links], [], 'its links lead somewhere');
done_testing;
