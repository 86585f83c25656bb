# What tests of `load` share: programs built once, databases with their schema, and the state of a database as text.
package LoadTest;

use strict;
use warnings;
use Exporter qw(import);
use PgCluster;
use SchemacTest;

our @EXPORT = qw(build_loader new_database state_of count_of load_command);

# The program of a schema file, built in a scratch folder with options for the C compiler that build fast.
sub build_loader
{
    my ($file, @options) = @_;
    my $dir    = scratch();
    my $result = run_command([$schemac, 'build', '--quiet', '--name', 'depot', '--cflags', '-O1', @options, $file, '-o', $dir]);
    die "could not build $file: $result->{stderr}" if $result->{exit};
    return "$dir/depot";
}

# A new database with the schema of a file, owned by `role`, a role that is no superuser, unless that is postgres.
sub new_database
{
    my ($pg, $name, $file, %options) = @_;
    my $role = $options{role} || 'keeper';
    $pg->psql("DO \$\$ BEGIN CREATE ROLE $role LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END \$\$") if $role ne 'postgres';
    $pg->psql("DROP DATABASE IF EXISTS $name");
    $pg->psql("CREATE DATABASE $name OWNER " . ($options{owner} || $role));
    $pg->psql("GRANT ALL ON SCHEMA public TO $role", db => $name);
    $pg->psql_file($file, db => $name, user => $role) if $file;
    return $name;
}

# Everything that a load takes away and makes again, and the schemas there are.
sub state_of
{
    my ($pg, $name) = @_;
    return $pg->psql_file("$root/tests/load/state.sql", db => $name);
}

sub count_of
{
    my ($pg, $name, @tables) = @_;
    return join ' ', map { $pg->psql("SELECT count(*) FROM $_", db => $name) } @tables;
}

# The words of a load as a role.
sub load_command
{
    my ($program, $pg, $name, @words) = @_;
    return [$program, 'load', $pg->conninfo($name, 'keeper'), @words];
}

1;
