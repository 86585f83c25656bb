# The real-world schemas: which there are, and loading one into a throwaway server.
package Corpus;

use strict;
use warnings;
use File::Basename qw(basename dirname);
use SchemacTest;

# The names of all schemas, smallest file first.
sub names
{
    my $dir = corpus_dir() or return;
    return map { basename(dirname($_)) } sort { -s $a <=> -s $b || $a cmp $b } glob "$dir/*/schema.sql";
}

sub path
{
    my ($name) = @_;
    return corpus_dir() . "/$name/schema.sql";
}

# Loads a schema into a new database of its own name, or another. Returns nothing, or psql's first complaint, where the
# server cannot hold it (a version too old, an extension it lacks); the database is then gone again.
sub load
{
    my ($pg, $name, $database) = @_;
    $database //= $name;
    $pg->create_db($database);
    my $result = $pg->psql_result('', db => $database, args => ['-o', '/dev/null', '-f', path($name)]);
    return if $result->{exit} == 0;
    $pg->drop_db($database);
    my ($complaint) = $result->{stderr} =~ /((?:ERROR|FATAL): .*)/;
    return $complaint // $result->{stderr};
}

1;
