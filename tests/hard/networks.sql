-- Addresses of both families under conditions on their bits.
-- holds: SELECT count(*) = 300 AND count(DISTINCT net) > 100 FROM subnets
-- holds: SELECT count(*) = 300 AND count(DISTINCT address) > 100 FROM groups
-- holds: SELECT count(DISTINCT address << '10.0.0.0/8') = 2 FROM hosts
CREATE TABLE subnets (
    address inet NOT NULL,
    net inet GENERATED ALWAYS AS (address & netmask(address)) STORED PRIMARY KEY,
    wide cidr GENERATED ALWAYS AS (network(address)) STORED,
    name text GENERATED ALWAYS AS (host(address)) STORED UNIQUE
);
CREATE TABLE groups (address inet NOT NULL CHECK (family(address) = 6 AND address << 'ff04::/16'));
CREATE TABLE prefixes (
    net cidr NOT NULL CHECK (net = network(net)),
    six cidr NOT NULL CHECK (family(six) = 6 AND masklen(six) <= 64),
    own inet NOT NULL CHECK (network(own) <> own),
    last inet NOT NULL CHECK (set_masklen(last, 24) = last AND broadcast(last) <> last)
);
CREATE TABLE gateways (
    net cidr NOT NULL,
    gateway inet NOT NULL,
    CHECK (gateway << net AND host(gateway) <> host(network(net)))
);
CREATE TABLE hosts (
    address inet NOT NULL,
    CHECK (inet_same_family(address, '0.0.0.0') AND text(address) LIKE '%.%'),
    CHECK (address << '10.0.0.0/8' OR address << '192.168.0.0/16')
);
