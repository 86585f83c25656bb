# Throwaway PostgreSQL servers: my $pg = PgCluster->new(version => 15); gives a running, empty one on a Unix
# socket of its own, with durability off. It is stopped and removed at the end. As root, it runs as postgres.
package PgCluster;

use strict;
use warnings;
use Cwd qw(abs_path);
use Fcntl qw(:flock);
use File::Path qw(remove_tree);
use File::Temp ();
use IPC::Run ();
use SchemacTest ();
use Test::More;

my @running;
my $owner = $$;

my %settings = (
    autovacuum             => 'off',
    fsync                  => 'off',
    full_page_writes       => 'off',
    lc_messages            => 'C',
    listen_addresses       => '',
    log_min_messages       => 'warning',
    max_wal_senders        => 0,
    shared_buffers         => '64MB',
    synchronous_commit     => 'off',
    unix_socket_permissions => '0777',
    wal_level              => 'minimal',
);

$SIG{$_} = sub { exit 1 }
    for qw(INT TERM HUP);

# The versions of servers that tests run against.
sub versions
{
    return (12, 15, 18);
}

# A running server. Options: version (major, default 15), settings (hash, added to postgresql.conf), port (where it
# listens on localhost too).
sub new
{
    my ($class, %options) = @_;
    my $version = $options{version} || 15;
    my $self    = bless {version => $version, bindir => bindir($version), port => $options{port} || 5432}, $class;
    $self->{dir}  = File::Temp::tempdir('schemac-pg-XXXXXX', TMPDIR => 1);
    $self->{data} = "$self->{dir}/data";
    $self->{log}  = "$self->{dir}/log";
    as_postgres_owned($self->{dir});
    as_postgres('cp', '-a', template($version), $self->{data});
    $self->configure(%settings, unix_socket_directories => $self->{dir}, port => $self->{port},
        $options{port} ? (listen_addresses => 'localhost') : (), %{$options{settings} || {}});
    push @running, $self;
    $self->start;
    return $self;
}

# Where the programs of a major version lie: Debian's folder, or the one that tests/setup/servers.sh fills.
sub bindir
{
    my ($version) = @_;
    my $debian = "/usr/lib/postgresql/$version/bin";
    my $dir    = -x "$debian/postgres" ? $debian : servers_dir() . "/$version/bin";
    die "there is no PostgreSQL $version server here: run make check, or tests/setup/servers.sh\n"
        if !-x "$dir/postgres";
    return $dir;
}

sub servers_dir
{
    my $dir = `sh $SchemacTest::root/tests/setup/servers.sh where`;
    chomp $dir;
    return $dir;
}

# Runs a command as the user who owns servers; dies where it fails.
sub as_postgres
{
    my (@command) = @_;
    unshift @command, 'runuser', '-u', 'postgres', '--' if $> == 0;
    my $output = '';
    IPC::Run::run(\@command, '<', \undef, '>', \$output, '2>&1', init => sub { chdir '/' })
        or die "@command failed:\n$output";
    return $output;
}

sub as_postgres_owned
{
    my ($path) = @_;
    chmod 0755, $path;
    return if $> != 0;
    my ($uid, $gid) = (getpwnam 'postgres')[2, 3];
    chown $uid, $gid, $path or die "could not give \"$path\" to postgres: $!";
}

# A data folder fresh from initdb, made once for each version and copied for each server.
sub template
{
    my ($version) = @_;
    my $dir = servers_dir() . '/templates';
    system('mkdir', '-p', $dir) == 0 or die "could not create \"$dir\"";
    open my $lock, '>', "$dir/.lock" or die "could not open \"$dir/.lock\": $!";
    flock $lock, LOCK_EX or die "could not lock \"$dir\": $!";
    as_postgres_owned($dir);
    if (!-d "$dir/$version") {
        as_postgres(bindir($version) . '/initdb', '-D', "$dir/$version.new", '-U', 'postgres', '-A', 'trust',
            '-E', 'UTF8', '--locale=C', '-N');
        as_postgres('mv', "$dir/$version.new", "$dir/$version");
    }
    return "$dir/$version";
}

# Adds lines to postgresql.conf; they hold from the next start on.
sub configure
{
    my ($self, %values) = @_;
    my $lines = join '', map { "$_ = '$values{$_}'\n" } sort keys %values;
    open my $file, '>>', "$self->{data}/postgresql.conf" or die "could not configure: $!";
    print $file $lines;
    close $file;
}

sub start
{
    my ($self) = @_;
    eval { as_postgres("$self->{bindir}/pg_ctl", '-D', $self->{data}, '-l', $self->{log}, '-w', '-s', 'start'); 1 }
        or die $@ . (-e $self->{log} ? SchemacTest::slurp($self->{log}) : '');
    $self->{started} = 1;
}

# Stops the server: mode is fast (default), smart, or immediate, which is a crash.
sub stop
{
    my ($self, $mode) = @_;
    return if !$self->{started};
    as_postgres("$self->{bindir}/pg_ctl", '-D', $self->{data}, '-w', '-s', '-m', $mode || 'fast', 'stop');
    $self->{started} = 0;
}

sub host
{
    return $_[0]{dir};
}

sub port
{
    return $_[0]{port};
}

# What libpq connects by, as keyword and value pairs.
sub conninfo
{
    my ($self, $database, $user) = @_;
    return "host=$self->{dir} port=$self->{port} user=" . ($user || 'postgres') . ' dbname=' . ($database || 'postgres');
}

# The same as a URI.
sub uri
{
    my ($self, $database, $user) = @_;
    (my $host = $self->{dir}) =~ s{/}{%2F}g;
    return 'postgresql://' . ($user || 'postgres') . "\@$host:$self->{port}/" . ($database || 'postgres');
}

sub create_db
{
    my ($self, $name) = @_;
    (my $quoted = $name) =~ s/"/""/g;
    $self->psql(qq{CREATE DATABASE "$quoted"});
    return $name;
}

# The statements that schemac sent, by the log of a server with the settings log_statement => 'all' and
# log_line_prefix => '%a|'.
sub logged
{
    my ($self) = @_;
    my $log = SchemacTest::slurp($self->{log});
    $log =~ s/\n\t/\x01/g;
    return map { s/\x01/\n/gr } $log =~ /^schemac\|[^\n]*?LOG:  (?:statement|execute [^:]*): ([^\n]*)$/gm;
}

sub drop_db
{
    my ($self, $name) = @_;
    (my $quoted = $name) =~ s/"/""/g;
    $self->psql(qq{DROP DATABASE IF EXISTS "$quoted"});
}

# Runs SQL through psql as {stdout, stderr, exit}, stopping at the first error. Options: db, user, args (more
# arguments of psql), stdin (instead of the SQL), cwd.
sub psql_result
{
    my ($self, $sql, %options) = @_;
    my @command = ('psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', @{$options{args} || []},
        '-d', $self->conninfo($options{db}, $options{user}));
    return SchemacTest::run_command(\@command, stdin => $options{stdin} // $sql, cwd => $options{cwd});
}

# The output of SQL without its last newline; dies where the SQL fails.
sub psql
{
    my ($self, $sql, %options) = @_;
    my $result = $self->psql_result($sql, %options);
    die "psql failed:\n$result->{stderr}" if $result->{exit} != 0;
    $result->{stdout} =~ s/\n\z//;
    return $result->{stdout};
}

# Runs a file of SQL, in its own folder; dies where it fails.
sub psql_file
{
    my ($self, $path, %options) = @_;
    return $self->psql('', stdin => SchemacTest::slurp($path), %options);
}

END {
    if ($$ == $owner) {
        my $status = $?;
        my $keep   = $ENV{KEEP} && ($status != 0 || !Test::More->builder->is_passing);
        for my $self (@running) {
            eval { $self->stop('immediate'); 1 } or diag($@);
            if   ($keep) { diag("kept $self->{dir}") }
            else         { remove_tree($self->{dir}) }
        }
        $? = $status;
    }
}

1;
